"""A whole country that does not exist: doctors and nominations to every trust, in rounds that have been tried.

Each doctor is synthetic (HPR numbers of the series 99…); places, catchments and hospitals are the register's.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from importlib import import_module
from itertools import cycle, islice
from typing import Any

YEAR = 2028
AT = datetime(2027, 8, 30, 12, tzinfo=UTC)
DRAFTED, JUDGED, RELEASED = range(3)
FIRST_HPR = 9_910_000
DRAFT = "983974899"  # UNN, whose round stays a draft: the dearest page is the one of a round that can still change


def fill(doctors: int) -> None:
    """Make the country. Must run in a transaction that is taken back: nothing here is to be kept."""
    models = import_module("alisveien.placements.models")
    people = import_module("alisveien.people.models").Doctor.objects
    homes = _homes()
    hospitals = _hospitals()
    made = people.bulk_create(_doctors(homes, doctors))
    nominations = models.Nomination.objects.bulk_create(_nominations(models, made))
    models.Wish.objects.bulk_create(_wishes(models, nominations, hospitals))
    trusts = sorted({one.trust for one in nominations}, key=lambda trust: trust.pk)
    _plan(trusts, doctors)
    analyze()
    for number, trust in enumerate(trusts):
        _round(trust, DRAFTED if trust.code == DRAFT else number % 3)
    analyze()


def fill_lists(doctors: int, organisations: int) -> None:
    """Many doctors, each nominated, and many organisations, in no round. Must run in a transaction, as ``fill``."""
    models, places = import_module("alisveien.placements.models"), import_module("alisveien.places.models").Place
    people = import_module("alisveien.people.models").Doctor.objects
    made = people.bulk_create(_doctors(_homes(), doctors))
    nominations = models.Nomination.objects.bulk_create(_nominations(models, made))
    models.Wish.objects.bulk_create(_wishes(models, nominations, _hospitals()))
    trusts = cycle(places.objects.filter(kind="trust").order_by("pk"))
    places.objects.bulk_create(
        places(kind="unit", code=f"maling-{number}", name=f"Enhet {number}", parent=next(trusts))
        for number in range(organisations)
    )
    analyze()


def _homes() -> list[Any]:
    places = import_module("alisveien.places.models").Place.objects
    found = places.filter(kind="municipality").valid_on(AT.date()).select_related("municipality__trust")
    return list(found.order_by("pk"))


def _hospitals() -> dict[int, list[Any]]:
    places = import_module("alisveien.places.models").Place.objects
    by_trust: dict[int, list[Any]] = {}
    with_departments = places.filter(kind="department").values("parent")  # a wish names no other hospital
    for one in places.filter(kind="hospital", pk__in=with_departments).valid_on(AT.date()).order_by("pk"):
        by_trust.setdefault(one.parent_id, []).append(one)
    return by_trust


def _doctors(homes: Sequence[Any], count: int) -> Iterator[Any]:
    """Doctors spread over the municipalities, as far in their training as chance would have it, but without chance."""
    doctor = import_module("alisveien.people.models").Doctor
    groups, posts = (
        cycle(["finished", "taking_part", "not_started"]),
        cycle(["gp_salaried", "gp_self_employed", "locum"]),
    )
    for number, home in enumerate(islice(cycle(homes), count)):
        started = date(2024, 1, 1) + timedelta(days=number * 37 % 1300)
        yield doctor(
            hpr_number=str(FIRST_HPR + number),
            first_name="Syntetisk",
            last_name=f"Lege {number}",
            municipality=home,
            position=next(posts),
            started_on=started,
            percentage=100,
            scheme="new",
            group=next(groups),
            courses=number % 12,
            goals_percent=number * 7 % 101,
            own_post_on=started if number % 3 else None,
        )


def _nominations(models: Any, doctors: Sequence[Any]) -> Iterator[Any]:
    for number, doctor in enumerate(doctors):
        yield models.Nomination(
            doctor=doctor,
            municipality=doctor.municipality,
            trust=doctor.municipality.municipality.trust,
            nominated_on=date(2026, 9, 1) + timedelta(days=number % 180),
            earliest_on=date(YEAR, 3, 1),
            latest_on=date(YEAR, 9, 1),
            confirmed_at=AT - timedelta(days=number % 220),
        )


def _wishes(models: Any, nominations: Sequence[Any], hospitals: dict[int, list[Any]]) -> Iterator[Any]:
    """Two or three wishes each: a hospital of the trust in one half-year, in the other, and anywhere."""
    for number, one in enumerate(nominations):
        near = hospitals.get(one.trust_id) or [None]
        where = [near[number % len(near)], near[(number + 1) % len(near)], None][: 2 + number % 2]
        for rank, hospital in enumerate(where, start=1):
            half = 1 + (number + rank) % 2
            yield models.Wish(nomination=one, number=rank, year=YEAR, half=half, hospital=hospital)


def _plan(trusts: Sequence[Any], doctors: int) -> None:
    """A decided plan with posts for about two thirds of the doctors."""
    posts = import_module("alisveien.posts.models")
    plan = posts.CapacityPlan.objects.create(name="Måling", version=999, state="decided", source="Måling")
    each = max(1, doctors // len(trusts) // 3)
    posts.PlannedPosts.objects.bulk_create(
        posts.PlannedPosts(plan=plan, trust=trust, year=YEAR, half=half, posts=each)
        for trust in trusts
        for half in (1, 2)
    )


def _round(trust: Any, how_far: int) -> None:
    """A round of the trust, tried, and for two of three trusts brought on to be judged or released."""
    deeds = import_module("alisveien.placements.services.rounds")
    system = import_module("alisveien.placements.services.demonstration").SYSTEM
    round_ = deeds.open_round(trust=trust, year=YEAR, by=system, at=AT)
    deeds.try_rules(round_=round_, by=system, at=AT)
    if how_far == DRAFTED:
        return
    first, second = _coordinators(trust)
    deeds.decide_capacity(round_=round_, by=first, at=AT)
    deeds.choose_rules(round_=round_, name="bands-then-nearest", by=first, at=AT)
    deeds.freeze_round(round_=round_, source="Måling", by=first, at=AT)
    deeds.draw_lot(round_=round_, value="7", known_on=AT.date(), by=first, at=AT)
    for deed in (deeds.distribute_round, deeds.judge_round):
        deed(round_=round_, by=first, at=AT)
    if how_far == RELEASED:
        deeds.release_round(round_=round_, by=second, at=AT)


def _coordinators(trust: Any) -> tuple[Any, Any]:
    actor = import_module("alisveien.base.actor")
    system = import_module("alisveien.placements.services.demonstration").SYSTEM
    users = import_module("alisveien.accounts.models").User.objects
    made = [users.create_user(f"{nth}-{trust.code}@example.no", f"Måling {nth}", None) for nth in ("en", "to")]
    return actor.Actor(made[0].pk, system.grants), actor.Actor(made[1].pk, system.grants)


def analyze() -> None:
    """Let the database know the sizes, as it would by itself in time."""
    connection = import_module("django.db").connection
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
