"""The list of posts that stand empty, declared for the workbench."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.base.actor import Actor
from alisveien.base.registers import Choice, Column, Register, Text
from alisveien.placements import queries_vacancies as queries
from alisveien.placements.queries_vacancies import FoundPost
from alisveien.placements.telling.reasons import day


def vacancies(today: date, *, named: bool) -> Register:
    """The posts that stand empty and are not over. ``named``: with links to who is in line."""
    return Register(
        name="vacancies",
        title=gettext_lazy("Ledige plasser i sykehus"),
        lead=gettext_lazy("Plasser ingen har tatt imot. Helseforetaket fyller dem fortløpende, etter samme kriterier."),
        one=gettext_lazy("ledig plass"),
        many=gettext_lazy("ledige plasser"),
        rows=partial(queries.open_posts_for, today=today),
        columns=(
            Column(
                name="plass",
                label=gettext_lazy("Plass"),
                value=lambda row: f"P{row.half} {row.year}, nr. {row.number}",
                sort="from_on",
                link=(lambda row: f"/ledige-plasser/{row.pk}/") if named else None,
            ),
            Column(
                name="helseforetak",
                label=gettext_lazy("Helseforetak"),
                value=lambda row: row.trust.short_name or row.trust.name,
                sort="trust__sort_key",
            ),
            Column(name="fra", label=gettext_lazy("Fra"), value=lambda row: row.from_on, sort="from_on"),
            Column(name="til", label=gettext_lazy("Til og med"), value=lambda row: row.to_on, sort="to_on"),
            Column(name="hvorfor", label=gettext_lazy("Hvorfor den er ledig"), value=_why),
        ),
        order="fra",
        filters=(
            Choice(
                name="helseforetak",
                label=gettext_lazy("Helseforetak"),
                field="trust__code",
                choices=partial(_trusts, today=today),
            ),
        ),
        source=gettext_lazy("plassene i kapasitetsplanen og svarene på tilbudene"),
        source_date=today,
        empty_help=gettext_lazy("Ingen plasser står tomme nå."),
        help=gettext_lazy(
            "Åpne en plass for å se hvem som står i lista, og hvorfor. Koordinatoren sender tilbudet derfra."
        ),
    )


def _why(row: FoundPost) -> str:
    if row.left_by:
        return _("Resten av plass nr. {number}, ledig fra {day}").format(
            number=row.left_by.number, day=day(row.from_on)
        )
    no_answers: int = getattr(row, "no_answers", 0)
    if no_answers:
        return _("{count} har svart nei eller ikke svart").format(count=no_answers)
    return _("Ingen ønsket den i fordelingen")


def _trusts(actor: Actor, today: date) -> Iterable[tuple[str, Text]]:
    rows = queries.open_posts_for(actor, today).order_by("trust__sort_key").values_list("trust__code", "trust__name")
    return list(dict.fromkeys(rows))
