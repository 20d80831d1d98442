"""A trust's list on another day beside the list of today: who has come, gone and moved since."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.placements.queries_list_before import Standing


@dataclass(frozen=True, slots=True)
class Line:
    """A doctor: the place then and now as text, and what has happened since in a few words."""

    name: str
    home: str
    href: str
    then: str
    now: str
    since: str


def lines_of(then: Sequence[Standing], now: Sequence[Standing]) -> list[Line]:
    """Everybody of either day, in the order of that day, and those who have come since after them."""
    today = {one.nomination: one for one in now}
    before = {one.nomination for one in then}
    lines = [_line(one, one, today.get(one.nomination)) for one in then]
    return lines + [_line(one, None, one) for one in now if one.nomination not in before]


def _line(one: Standing, then: Standing | None, now: Standing | None) -> Line:
    href = reverse("placements:nomination", args=[one.nomination])
    return Line(one.name, one.home, href, _place(then), _place(now), _since(then, now))


def _place(one: Standing | None) -> str:
    if one is None:
        return "–"
    return _("ikke med") if one.place is None else str(one.place)


def _since(then: Standing | None, now: Standing | None) -> str:
    if then is None:
        return _("meldt inn siden")
    if now is None:
        return _("ikke på lista lenger")
    if then.place == now.place:
        return ""
    if then.place is None or now.place is None:
        return _("er blitt med") if now.place else _("er ikke med lenger")
    steps = then.place - now.place
    return _("opp {count}").format(count=steps) if steps > 0 else _("ned {count}").format(count=-steps)
