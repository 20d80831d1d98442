"""What a reform would take along, in words."""

from collections.abc import Mapping

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.processes.services import Tried


def follows(tried: Tried) -> list[dict[str, str]]:
    """One line for each kind of thing: how many follow, and how many only end. Counts, never names."""
    labels = {
        "people.doctor": _("Leger i spesialisering"),
        "placements.nomination": _("Åpne innmeldinger"),
        "placements.draft": _("Utkast til innmeldinger"),
        "placements.call": _("Ubesvarte spørsmål om innmeldinger"),
        "access.holding": _("Tilganger"),
        "people.contactrole": _("Kontaktpersoner"),
        "establishments.registration": _("Søknader og registreringer"),
        "establishments.arena": _("Læringsarenaer"),
        "access.link": _("Engangslenker som er sendt"),
    }
    return [_line(label, _value(tried.moved[model], tried.ended.get(model, 0))) for model, label in labels.items()]


def ends(tried: Tried) -> list[dict[str, str]]:
    """What only ends, because the municipality itself must say it anew. Nothing where there is none."""
    labels = {
        "access.mandate": _("Oppdrag rådgivere har for kommunen"),
        "outreach.check": _("Ubesvarte spørsmål om kontaktene"),
    }
    return _counted(labels, tried.ended)


def stays(tried: Tried) -> list[dict[str, str]]:
    """What stays where it happened, and shows on the one that goes on. Nothing where there is none."""
    labels = {
        "outreach.touch": _("Møter, besøk og samtaler"),
        "outreach.recipient": _("Brev til kontaktene"),
        "outreach.check": _("Svar om kontaktene"),
        "enquiries.enquiry": _("Henvendelser"),
        "establishments.gapcheck": _("Gjennomganger før søknad"),
    }
    return _counted(labels, tried.stays)


def _counted(labels: Mapping[str, str], counts: Mapping[str, int]) -> list[dict[str, str]]:
    return [_line(label, str(counts[model])) for model, label in labels.items() if counts[model]]


def _line(label: str, value: str) -> dict[str, str]:
    return {"label": label, "value": value, "href": ""}


def _value(moved: int, ended: int) -> str:
    if ended <= 0:
        return str(moved)
    words = ngettext("{moved}, og {ended} avsluttes", "{moved}, og {ended} avsluttes", ended)
    return words.format(moved=moved, ended=ended)
