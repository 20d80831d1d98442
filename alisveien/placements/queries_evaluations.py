"""Reading evaluations: sums of arenas with five answers or more, and what waits to be answered. Never one answer."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Avg, Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.base.work import Task
from alisveien.placements.models import Evaluation, EvaluationGiven, Placement, PlacementUnit
from alisveien.placements.rules_evaluations import AFTER, BEFORE, FEWEST, QUESTIONS, Party, may_see_results

State = Placement.State
MOST = 50


@dataclass(frozen=True, slots=True)
class Result:
    """What an arena got: how many answered, and the mean of each question. ``pk`` is the department's."""

    pk: int
    arena: str
    hospital: str
    hospital_code: str
    sort_key: str
    count: int
    supervision: float
    goals: float
    cooperation: float
    preparation: float
    overall: float


def results_for(actor: Actor) -> list[Result]:
    """The arenas with five answers or more, in Norwegian order; none for those who may not. One query."""
    if not may_see_results(actor):
        return []
    named = ("arena", "arena__name", "arena__parent__short_name", "arena__parent__name", "arena__parent__code")
    rows = Evaluation.objects.values(*named, "arena__sort_key").order_by("arena__parent__sort_key", "arena__sort_key")
    means = {f"mean_{name}": Avg(name) for name in QUESTIONS}
    counted = rows.annotate(count=Count("pk"), **means).filter(count__gte=FEWEST)
    return [
        Result(
            pk=row["arena"],
            arena=row["arena__name"],
            hospital=row["arena__parent__short_name"] or row["arena__parent__name"],
            hospital_code=row["arena__parent__code"],
            sort_key=row["arena__sort_key"],
            count=row["count"],
            **{name: round(row[f"mean_{name}"], 1) for name in QUESTIONS},
        )
        for row in counted
    ]


def words_for(actor: Actor, arena: int) -> list[str]:
    """What was said of an arena in words, by the alphabet and without who; none when fewer than five have written."""
    if not may_see_results(actor):
        return []
    said = Evaluation.objects.filter(arena=arena).exclude(words="").order_by("words").values_list("words", flat=True)
    found = list(said)
    return found if len(found) >= FEWEST else []


def unit_of(placement: Placement, number: int) -> PlacementUnit | None:
    """A unit of a placement the actor has been shown."""
    return placement.units.select_related("placement", "department__parent").filter(number=number).first()


def given_of(placement: Placement) -> set[tuple[int, str]]:
    """(number of the unit, party) of what has been answered about a placement."""
    return set(EvaluationGiven.objects.filter(unit__placement=placement).values_list("unit__number", "party"))


def waiting_for(actor: Actor, today: date) -> list[Task]:
    """The evaluations the actor has not answered, one task for each unit. Three queries at most."""
    if actor.user_id is None:
        return []
    mine = {
        Party.DOCTOR: (Permission.SEE_SELF, Q(placement__doctor__user=actor.user_id)),
        Party.HOSPITAL: (
            Permission.KEEP_STAYS,
            within(actor, Permission.KEEP_STAYS, "placement__post__trust")
            | within(actor, Permission.KEEP_STAYS, "department"),
        ),
        Party.HOME: (
            Permission.EDIT_DOCTORS,
            within(actor, Permission.EDIT_DOCTORS, "placement__doctor__municipality")
            | within(actor, Permission.EDIT_DOCTORS, "placement__doctor__unit"),
        ),
    }
    asked = [(party, own) for party, (needs, own) in mine.items() if actor.may(needs)]
    return [_task(unit) for party, own in asked for unit in _unanswered(own, party, today)]


def _unanswered(own: Q, party: str, today: date) -> QuerySet[PlacementUnit]:
    given = EvaluationGiven.objects.filter(unit=OuterRef("pk"), party=party)
    return (
        PlacementUnit.objects.filter(
            own,
            ~Exists(given),
            department__isnull=False,
            to_on__range=(today - AFTER, today + BEFORE),
            placement__state__in=(State.BEGUN, State.COMPLETED, State.ENDED_EARLY),
        )
        .select_related("department__parent", "placement__doctor__municipality")
        .order_by("to_on", "pk")[:MOST]
    )


def _task(unit: PlacementUnit) -> Task:
    assert unit.department is not None  # as asked for
    doctor = unit.placement.doctor
    return Task(
        what=_("Evaluer plassen ved {ward}").format(ward=unit.department.name),
        about=_("{doctor}, {home}").format(doctor=doctor.name, home=doctor.municipality.name),
        deadline=unit.to_on + AFTER,
        href=reverse("placements:stay_evaluate", args=[unit.placement_id, unit.number]),
        action=_("Svar på fem spørsmål"),
    )
