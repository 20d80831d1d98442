"""What differs between a trust's queue and its HR system's list, in words."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from alisveien.engines.nominations.holding import Compared
from alisveien.placements.models import Nomination
from alisveien.placements.queries_holding import FIELDS


@dataclass(frozen=True, slots=True)
class ComparedPage:
    """The differences, group by group: a heading, what to do, and the lines."""

    same: int
    groups: tuple[tuple[str, str, tuple[str, ...]], ...]


def compared_page(found: Compared, queue: Iterable[Nomination]) -> ComparedPage:
    """The differences with the names of those who stand in the queue."""
    names = {one.hpr_number: f"{one.name}, {one.municipality.name} (HPR {one.hpr_number})" for one in queue}
    words = _("{who}: {field} er «{here}» her og «{there}» der")
    differs = tuple(
        words.format(who=names[one.hpr_number], field=FIELDS[one.field].lower(), here=one.here, there=one.there)
        for one in found.differs
    )
    unnamed = (_("{count} rader uten HPR-nummer").format(count=found.unnamed),) if found.unnamed else ()
    groups = (
        (
            _("Bare her"),
            _("Meldt inn, men ikke registrert i personalsystemet. Legg dem inn der."),
            tuple(names[number] for number in found.only_here),
        ),
        (
            _("Bare der"),
            _("Registrert i personalsystemet, men ikke i køen. Spør kommunen, eller avslutt dem der."),
            (*(f"HPR {number}" for number in found.only_there), *unnamed),
        ),
        (_("Ulikt"), _("Står begge steder, men ikke likt. Rett det som er feil."), differs),
        (
            _("To ganger der"),
            _("Står flere ganger i personalsystemet."),
            tuple(f"HPR {number}" for number in found.twice),
        ),
    )
    return ComparedPage(found.same, tuple(group for group in groups if group[2]))
