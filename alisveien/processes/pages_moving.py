"""What a move would do, in words."""

from collections.abc import Mapping
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.places.models import Place
from alisveien.processes.moving import FOLLOWS, WITHDRAWN, TriedMove


def moved(tried: TriedMove, person: Any, asked: Mapping[str, Any]) -> dict[str, Any]:
    """The title and the lines of the page that shows a move before it is done; ``asked`` is the answer of the form."""
    to_place = asked["to_place"]
    lines = []
    if tried.ends:
        lines.append(_line(_("Roller som slutter ved {place}").format(place=asked["from_place"].name), str(tried.ends)))
    if tried.begins:
        lines.append(_line(_("Roller som begynner ved {place}").format(place=to_place.name), str(tried.begins)))
    if tried.employs:
        lines.append(_line(_("Ansettelse"), _("{place}, uten prioriteten fra før").format(place=to_place.name)))
    town = to_place.name if to_place.kind == Place.Kind.MUNICIPALITY else to_place.parent.name
    nomination = {
        FOLLOWS: _("Følger med, og dagen legen ble meldt inn, står. {town} må se over og bekrefte.").format(town=town),
        WITHDRAWN: _("Trekkes, for {town} hører til et annet regionalt helseforetak. {town} kan melde inn på nytt."),
    }
    if tried.nomination:
        lines.append(_line(_("Innmeldingen"), nomination[tried.nomination].format(town=town)))
    words = _("{name} flytter til {place} {day}")
    title = words.format(name=person.name, place=to_place.name, day=date_format(asked["on"], "j. F Y"))
    return {"title": title, "lines": lines}


def _line(label: str, value: str) -> dict[str, str]:
    return {"label": label, "value": value, "href": ""}
