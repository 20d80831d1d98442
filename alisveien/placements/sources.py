"""What a round is made from, read from the register: places and planned posts as the engines want them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import QuerySet

from alisveien.base.actor import Actor
from alisveien.engines.calendar.half_year import HalfYear, half_years_of
from alisveien.engines.distribution.frozen import Ceiling, Posts
from alisveien.engines.nominations.nomination import Nomination as NominationRead
from alisveien.engines.nominations.nomination import WishRead
from alisveien.engines.nominations.register import Department, Hospital, Municipality, Register, Trust
from alisveien.placements.facts import Ground, as_read
from alisveien.placements.models import Nomination, Wish
from alisveien.places.models import Place
from alisveien.posts.queries import posts_for
from alisveien.posts.queries_posts import departments_of

Kind = Place.Kind
_TONGUES = ("name_sme", "name_smj", "name_sma", "name_fkv")


def register_for(actor: Actor, today: date, homes: Iterable[str] | None = None) -> Register:
    """The register as it is today, as the engines need it. It is open to everybody.

    ``homes``: the numbers of the only municipalities that are needed, None for all.
    """
    departments = _departments(today)
    labels = {hospital: label for hospital, _name, _ceiling, label in departments}
    return Register(
        municipalities={place.code: _municipality(place) for place in _municipalities(today, homes)},
        trusts={row[0]: Trust(*row) for row in _trusts(today)},
        hospitals={
            code: Hospital(code, labels.get(code) or name, *(above or "" for above in others))
            for code, name, *others in _hospitals(today)
        },
        departments=tuple(Department(hospital, name, ceiling) for hospital, name, ceiling, _label in departments),
    )


def _municipalities(today: date, homes: Iterable[str] | None) -> Iterable[Place]:
    found = Place.objects.filter(kind=Kind.MUNICIPALITY).valid_on(today)
    if homes is not None:
        found = found.filter(code__in=set(homes))
    return found.select_related("municipality__trust__parent", "municipality__hospital_area")


def _municipality(place: Place) -> Municipality:
    facts = place.municipality
    others = {facts.unique_name, facts.official_name, *(getattr(facts, name) for name in _TONGUES)}
    return Municipality(
        number=place.code,
        name=place.name,
        other_names=tuple(sorted(others - {"", place.name})),
        former_number=facts.former_number,
        area=facts.hospital_area.code,
        trust=facts.trust.code,
        authority=facts.trust.parent.name if facts.trust.parent else "",
    )


def _trusts(today: date) -> Iterable[tuple[Any, ...]]:
    """Number, name, short name and region of each."""
    trusts = Place.objects.filter(kind__in=(Kind.TRUST, Kind.PRIVATE), parent__isnull=False).valid_on(today)
    return trusts.values_list("code", "name", "short_name", "parent__name")


def _hospitals(today: date) -> Iterable[tuple[Any, ...]]:
    """Id, name, trust, area and the hospital it belongs to, of each."""
    above = ("parent__code", "hospital__area__code", "hospital__belongs_to__code")
    return Place.objects.filter(kind=Kind.HOSPITAL).valid_on(today).values_list("code", "name", *above)


def _departments(today: date) -> list[tuple[Any, ...]]:
    """Hospital, name, ceiling and the name wishes write the hospital by, of each."""
    fields = ("parent__code", "name", "department__ceiling", "department__hospital_label")
    there = Place.objects.filter(kind=Kind.DEPARTMENT, parent__isnull=False).valid_on(today)
    return list(there.order_by("pk").values_list(*fields))


def round_posts_for(actor: Actor, trust: Place, year: int, today: date) -> list[Posts]:
    """A trust's posts in each half-year of a round; a year after the last planned carries that one forward."""
    return [
        Posts(row.trust_number, HalfYear(year, row.half).label, row.posts, row.planned_for)
        for row in posts_for(actor, year, today)
        if row.trust_number == trust.code
    ]


def own_ceilings_of(trust: Place, year: int, today: date) -> list[Ceiling]:
    """The ceilings a trust has set for its departments in the half-years of a round; none for those it never described.

    The terms last set by then hold. «No ceiling» counts too: it takes the place of the register's. Open to everybody.
    """
    return [
        Ceiling(half.label, one.department.parent.code, one.department.name, one.terms.ceiling)
        for half in half_years_of(year)
        for one in departments_of(trust, half, today)
        if one.terms and one.department.parent
    ]


def ground_for(actor: Actor, today: date) -> Ground:
    """Every place a workbook can name today. Open to everybody."""
    places = Place.objects.valid_on(today)
    departments = places.filter(kind=Kind.DEPARTMENT).select_related("parent")
    return Ground(
        municipalities=_by_code(places.filter(kind=Kind.MUNICIPALITY)),
        trusts=_by_code(places.filter(kind__in=(Kind.TRUST, Kind.PRIVATE))),
        hospitals=_by_code(places.filter(kind=Kind.HOSPITAL)),
        departments={(place.parent.code, place.name): place for place in departments if place.parent},
    )


def nominated_to(trust: Place, year: int) -> dict[str, Nomination]:
    """HPR number → open nomination to a trust with a wish in the year, with all the engines read of it."""
    found = (
        Nomination.objects.filter(trust=trust, state=Nomination.State.OPEN, wishes__year=year)
        .distinct()
        .select_related("doctor", "municipality", "trust")
        .prefetch_related("wishes__hospital", "wishes__department")
    )
    return {one.hpr_number: one for one in found}


def count_nominated(trust: Place, year: int) -> int:
    """How many open nominations to a trust have a wish in the year."""
    return Nomination.objects.filter(trust=trust, state=Nomination.State.OPEN, wishes__year=year).distinct().count()


def as_reads(nominations: Iterable[Nomination], year: int) -> list[NominationRead]:
    """Nominations as the engines read them, with the wishes of a year."""
    return [as_read(one, year) for one in nominations]


def wishes_read(nominations: "QuerySet[Nomination]", year: int) -> dict[int, tuple[WishRead, ...]]:
    """Key of a nomination → its wishes of a year in their order, as the engines read them. One query."""
    found: dict[int, tuple[WishRead, ...]] = {}
    rows = Wish.objects.filter(nomination__in=nominations.values("pk"), year=year).order_by("nomination", "number")
    for pk, number, half, hospital, department in rows.values_list(
        "nomination", "number", "half", "hospital__code", "department__name"
    ):
        found[pk] = (*found.get(pk, ()), WishRead(number, HalfYear(year, half), hospital, department))
    return found


def hospitals_by_id(ids: Iterable[str]) -> dict[str, Place]:
    """Hospital id → hospital, also an ended one."""
    return _by_code(Place.objects.filter(kind=Kind.HOSPITAL, code__in=set(ids)))


def _by_code(places: Iterable[Place]) -> dict[str, Place]:
    return {place.code: place for place in places}
