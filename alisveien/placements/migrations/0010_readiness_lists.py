"""The readiness lists as they are from the first placements on (the Helse Nord report of 2021, chapters 3, 5 and 6)."""

from datetime import date
from typing import Any

from django.db import migrations

FROM = date(2022, 3, 1)
LINES = (
    ("trust", "unit", "unit", 90, "Avdeling er pekt ut"),
    ("trust", "employed", "employed", 60, "Arbeidsavtale er signert"),
    ("trust", "on-call", "on_call", 60, "Vakt er avklart med avdelingen"),
    ("trust", "supervisor", "supervisor", 45, "Veileder i sykehuset er utpekt"),
    ("trust", "access", "", 21, "Tilganger, opplæring og introduksjon er bestilt"),
    ("trust", "agreement", "agreement", 14, "Veiledningsavtale er inngått"),
    ("trust", "midway", "midway", 14, "Midtveissamtale er avtalt"),
    ("home", "leave", "leave", 90, "Permisjon fra stillingen er innvilget"),
    ("home", "plan", "", 60, "Gjennomføringsplanen er oppdatert med sykehustjenesten"),
    ("home", "locum", "locum", 60, "Vikar er på plass"),
    ("home", "out-of-hours", "", 60, "Legevakt i perioden er avklart"),
    ("home", "home-supervisor", "home_supervisor", 30, "Veilederen hjemme følger legen videre"),
    ("home", "listed", "", 30, "Innbyggerne på lista og Helfo er varslet"),
)
"""Side, code, fact, days before the first day, words."""


def write_lists(apps: Any, schema_editor: Any) -> None:
    """Write the lines that hold from the spring of 2022."""
    item = apps.get_model("placements", "ReadinessItem")
    item.objects.bulk_create(
        item(side=side, code=code, fact=fact, days_before=days, words=words, from_on=FROM)
        for side, code, fact, days, words in LINES
    )


def take_lists_away(apps: Any, schema_editor: Any) -> None:
    """Take them away again."""
    apps.get_model("placements", "ReadinessItem").objects.filter(from_on=FROM).delete()


class Migration(migrations.Migration):
    dependencies = [("placements", "0009_after_the_round")]

    operations = [migrations.RunPython(write_lists, take_lists_away)]
