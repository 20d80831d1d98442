"""What a reform would take along, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.processes.services import Tried


def follows(tried: Tried) -> list[dict[str, str]]:
    """One line for each kind of thing: how many follow, and how many only end. Counts, never names."""
    labels = {
        "people.doctor": _("Leger i spesialisering"),
        "placements.nomination": _("Åpne innmeldinger"),
        "access.holding": _("Tilganger"),
        "people.contactrole": _("Kontaktpersoner"),
        "establishments.registration": _("Søknader og registreringer"),
        "establishments.arena": _("Læringsarenaer"),
    }
    return [
        {"label": label, "value": _value(tried.moved[model], tried.ended.get(model, 0)), "href": ""}
        for model, label in labels.items()
    ]


def _value(moved: int, ended: int) -> str:
    if ended <= 0:
        return str(moved)
    words = ngettext("{moved}, og {ended} avsluttes", "{moved}, og {ended} avsluttes", ended)
    return words.format(moved=moved, ended=ended)
