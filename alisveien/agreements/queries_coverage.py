"""Which municipality has an agreement on hospital service with which trust, side by side for a region."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from alisveien.access.reach import among
from alisveien.agreements import rules
from alisveien.agreements.models import Agreement
from alisveien.agreements.queries import agreed_for_hospital
from alisveien.agreements.rules import Stands
from alisveien.base.actor import Actor, Everywhere
from alisveien.places.models import Place

Kind = Place.Kind
TRUSTS = (Kind.TRUST, Kind.PRIVATE)
BEST = (Stands.IN_FORCE, Stands.ENDS_SOON, Stands.UNSIGNED, Stands.COMING, Stands.ENDED)
COUNTS = frozenset({Stands.IN_FORCE, Stands.ENDS_SOON})


@dataclass(frozen=True, slots=True)
class Cell:
    """A municipality and a trust: the agreement that stands best, None when there is none. ``own``: its own trust."""

    trust: Place
    own: bool
    agreement: Agreement | None
    stands: Stands | None


@dataclass(frozen=True, slots=True)
class Line:
    """A municipality with a cell for each trust."""

    town: Place
    cells: tuple[Cell, ...]

    @property
    def lacks(self) -> bool:
        """Whether it has no agreement in force with its own trust."""
        return not any(cell.own and cell.stands in COUNTS for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Coverage:
    """The matrix of a region; ``regions`` are those there are to choose among."""

    regions: tuple[Place, ...]
    region: Place | None
    trusts: tuple[Place, ...]
    lines: tuple[Line, ...]

    @property
    def lacking(self) -> tuple[Line, ...]:
        """The municipalities without an agreement in force with their own trust."""
        return tuple(line for line in self.lines if line.lacks)


def coverage_for(actor: Actor, region: str, today: date) -> Coverage:
    """The municipalities within reach beside the trusts of a region (its code), the first region when none is named.

    Who reaches a trust and no municipality sees the trust's own municipalities beside it. Four queries.
    """
    towns, regions = _reached(actor, today)
    chosen = next((one for one in regions if one.code == region), regions[0] if regions else None)
    if chosen is None:
        return Coverage((), None, (), ())
    here = list(towns.filter(municipality__trust__parent=chosen).select_related("municipality").order_by("sort_key"))
    trusts = _trusts(actor, chosen, here, today)
    agreed: dict[tuple[int, int], list[Agreement]] = {}
    for one in agreed_for_hospital([one.pk for one in trusts], [one.pk for one in here]):
        agreed.setdefault((one.municipality_id, one.other_id), []).append(one)
    return Coverage(tuple(regions), chosen, tuple(trusts), tuple(_line(town, trusts, agreed, today) for town in here))


def _reached(actor: Actor, today: date) -> tuple[QuerySet[Place], list[Place]]:
    """The municipalities beside which the actor sees trusts, and the regions of their own trusts by name."""
    every, reach = Place.objects.filter(kind=Kind.MUNICIPALITY).valid_on(today), actor.reach(*rules.READS)
    regions: list[Place] = []
    for path in ("pk", "municipality__trust"):
        towns = every.filter(among(reach, path))
        regions = list(Place.objects.filter(pk__in=towns.values("municipality__trust__parent")))
        if regions:
            break
    return towns, sorted(regions, key=lambda one: one.name)


def _trusts(actor: Actor, region: Place, here: Sequence[Place], today: date) -> list[Place]:
    """The trusts of the region; for one who reaches no municipality only the trusts within reach."""
    found = list(Place.objects.filter(kind__in=TRUSTS, parent=region).valid_on(today).order_by("sort_key"))
    reach = actor.reach(*rules.READS)
    if isinstance(reach, Everywhere) or any(town.pk in reach for town in here):
        return found
    return [one for one in found if one.pk in reach]


def _line(town: Place, trusts: Iterable[Place], agreed: Mapping[tuple[int, int], list[Agreement]], today: date) -> Line:
    return Line(town, tuple(_cell(town, trust, agreed.get((town.pk, trust.pk), []), today) for trust in trusts))


def _cell(town: Place, trust: Place, several: list[Agreement], today: date) -> Cell:
    ranked = sorted(((rules.standing(one, today), one) for one in several), key=lambda pair: BEST.index(pair[0]))
    stands, agreement = ranked[0] if ranked else (None, None)
    return Cell(trust, town.municipality.trust_id == trust.pk, agreement, stands)
