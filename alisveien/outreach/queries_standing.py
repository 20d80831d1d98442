"""How municipalities stand on a day: the last touch, how fragile, and what to bring up next time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.registers import Text
from alisveien.base.touches import Latest, full_months
from alisveien.engines.fragility.weigh import LOCUMS, REGISTERED, SPECIALIST, Fragility, weigh
from alisveien.outreach import queries
from alisveien.outreach.handed import sources
from alisveien.outreach.queries import Town
from alisveien.outreach.queries_facts import facts_of
from alisveien.outreach.queries_network import Held, Role, Seat, network_on, seats_of
from alisveien.outreach.queries_rules import in_force

OFFICIAL = (Role.HEALTH_LEADER, Role.MUNICIPAL_CMO, Role.ALIS_CONTACT)
CONFIRMED_FOR = timedelta(days=365)
"""How long a confirmation of a contact holds."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A municipality on a day. ``months`` since the last touch, None when there never was one. ``silent``: too long.

    ``seats`` are its key roles, ``talk`` what other areas say to bring up.
    """

    town: Town
    day: date
    latest: Latest | None
    months: int | None
    silent: bool
    fragility: Fragility
    seats: Sequence[Seat]
    talk: Sequence[str]

    def hints(self) -> list[str]:
        """What to bring up next time, the most pressing first. Put in words only where it is shown."""
        return [*_of_seats(self.seats, self.day), *_of_fragility(self.fragility), *self.talk]


def standings_for(actor: Actor, day: date, today: date) -> list[Standing]:
    """Every municipality the actor follows up, as it stood on a day. The number of queries is fixed."""
    towns = queries.towns_followed(actor, today)
    return standings_of(actor, towns, day, queries.latest_for(actor, day)) if towns else []


def standings_of(actor: Actor, towns: Iterable[Town], day: date, latest: Mapping[int, Latest]) -> list[Standing]:
    """Some municipalities on a day, with the last touch of each. Whether the actor follows them up is asked before."""
    several = list(towns)
    places = [town.pk for town in several]
    rules, network = in_force(day), network_on(places, day)
    facts, talk = facts_of(places, network, latest, day), _from_sources(actor, day)
    seats = _by_town(seats_of(several, network))
    found = []
    for town in several:
        rule, touched = rules.at(town.office_pk), latest.get(town.pk)
        months = full_months(touched[0], day) if touched else None
        silent = months is None or months >= rule.silent_months
        fragility = weigh(facts[town.pk], rule)
        found.append(Standing(town, day, touched, months, silent, fragility, seats[town.pk], talk.get(town.pk, ())))
    return found


def _by_town(seats: Iterable[Seat]) -> dict[int, list[Seat]]:
    found: dict[int, list[Seat]] = {}
    for seat in seats:
        found.setdefault(seat.town.pk, []).append(seat)
    return found


def _from_sources(actor: Actor, day: date) -> Mapping[int, list[str]]:
    """What other areas say to bring up, by municipality."""
    found: dict[int, list[str]] = {}
    for source in sources:
        for place, several in source.hints(actor, day).items():
            found.setdefault(place, []).extend(several)
    return found


def _of_seats(seats: Iterable[Seat], day: date) -> list[str]:
    """What the contacts give to talk about: vacant, bounced, long unconfirmed."""
    hints = []
    old = False
    for seat in seats:
        if seat.held is None:
            if seat.role in OFFICIAL:
                hints.append(_("Spør hvem som er {role} nå.").format(role=Role(seat.role).label))
        elif seat.held.bounced:
            words = _("E-posten til {role} kom i retur. Spør etter ny adresse.")
            hints.append(words.format(role=Role(seat.role).label))
        else:
            old = old or is_old(seat.held, day)
    if old:
        hints.append(_("Noen kontakter er ikke bekreftet på et år. Send «Stemmer dette?»."))
    return hints


def is_old(held: Held, day: date) -> bool:
    """Whether nobody has said for a year that somebody holds a role."""
    return held.confirmed_at is None or norwegian_day(held.confirmed_at) + CONFIRMED_FOR < day


def _of_fragility(fragility: Fragility) -> list[str]:
    """What each weak component gives to talk about; roles and silence are said elsewhere."""
    return [str(_WEAK[one.name]) for one in fragility.components if one.state == "weak" and one.name in _WEAK]


_WEAK: dict[str, Text] = {
    REGISTERED: gettext_lazy("Ikke registrert i allmennmedisin. Spør hva som mangler før kommunen kan søke."),
    SPECIALIST: gettext_lazy("Ingen spesialist er kjent. Fortell om veiledning fra en nabokommune."),
    LOCUMS: gettext_lazy("Mange lister er uten fast lege. Spør hva kommunen trenger for å rekruttere."),
}
