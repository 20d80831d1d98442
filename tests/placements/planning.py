"""A small plan for the tests: posts of UNN in P1 and P2 2028, and doctors of Kåfjord who have some of them."""

from datetime import UTC, date, datetime
from typing import Any

from django.utils import timezone

from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.planning.plan import Cell
from alisveien.people.models import Doctor
from alisveien.placements.models import Nomination, Placement, PlacementUnit, PlanDraft
from alisveien.placements.services.planner import make_draft
from alisveien.placements.services.planner_publishing import publish_plan
from alisveien.places.models import Place
from alisveien.posts.models import Post
from tests.placements.nominating import UNN, nominated
from tests.placements.people import coordinator
from tests.roles import place_of

AT = datetime(2027, 10, 4, 9, tzinfo=UTC)
TODAY = date(2027, 10, 4)
P1, P2 = HalfYear(2028, 1), HalfYear(2028, 2)


def trust() -> Place:
    found: Place = place_of("trust", UNN)
    return found


def cell(half: HalfYear = P1, code: str = "unn-tromso/Gynekologi") -> Cell:
    """The cell of a department, a hospital, or (empty) the whole trust."""
    if not code:
        return Cell(half)
    if "/" not in code:
        return Cell(half, place_of("hospital", code).pk)
    department = place_of("department", code)
    return Cell(half, department.parent_id, department.pk)


def post(half: HalfYear = P1, state: str = "open") -> Post:
    """One more post of UNN."""
    number = Post.objects.filter(trust=trust(), year=half.year, half=half.half).count() + 1
    return Post.objects.create(
        trust=trust(),
        year=half.year,
        half=half.half,
        number=number,
        from_on=half.starts_on,
        to_on=half.ends_on,
        state=state,
    )


def stay(number: int = 1, half: HalfYear = P1, code: str = "unn-tromso/Gynekologi", **other: Any) -> PlacementUnit:
    """A doctor in a post of a half-year at a department; ``other`` fields are the doctor's."""
    names = [("Piera", "Solbakken"), ("Nora", "Åsen"), ("Elle", "Vik"), ("Sindre", "Strand")][number - 1]
    found: Nomination = nominated(
        f"995000{number}", first_name=names[0], last_name=names[1], email=f"lege{number}@example.no"
    )
    Doctor.objects.filter(pk=found.doctor_id).update(**other)
    where = cell(half, code)
    placement = Placement.objects.create(
        post=post(half, "filled"),
        doctor=found.doctor,
        nomination=found,
        from_on=half.starts_on,
        to_on=half.ends_on,
        made_at=AT,
    )
    return PlacementUnit.objects.create(
        placement=placement,
        number=1,
        hospital_id=where.hospital,
        department_id=where.department,
        from_on=half.starts_on,
        to_on=half.ends_on,
    )


def draft(name: str = "Høstplanen", **other: Any) -> PlanDraft:
    """A draft of the plan as it is, by a coordinator."""
    return make_draft(trust=trust(), name=name, by=coordinator(), at=AT, **other)


def published(one: PlanDraft) -> PlanDraft:
    """The draft, published by its coordinator."""
    one.refresh_from_db()
    return publish_plan(draft=one, version=one.version, by=coordinator(), at=AT)


def planted() -> dict[str, tuple[object, ...]]:
    """The arguments of the addresses about a draft, and about a piece of it; made when there is none."""
    one = PlanDraft.objects.filter(trust__code=UNN, state="open").first()
    mine = PlacementUnit.objects.filter(placement__post__trust__code=UNN, from_on__gte=P1.starts_on)
    unit = mine.order_by("pk").first() or stay(4)
    if one is None:
        one = make_draft(trust=trust(), name="Høstplanen", by=coordinator(), at=timezone.now())
    return {"plan_draft": (UNN, one.pk), "plan_piece": (UNN, one.pk, f"e{unit.pk}")}
