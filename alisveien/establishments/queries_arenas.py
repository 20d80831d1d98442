"""Reading the arenas of municipalities, as far as the actor reaches, and which goals they give together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.curriculum.models import LearningGoal
from alisveien.establishments import rules_arenas as rules
from alisveien.establishments.models import Arena, ArenaPaper, Speciality
from alisveien.places.models import NorwegianOrder, Place, Places

Framework = LearningGoal.Framework
OF_SPECIALITY: dict[str, tuple[str, ...]] = {
    Speciality.ALM: (Framework.ALM, Framework.FKM, Framework.FKMK),
    Speciality.SAM: (Framework.SAM, Framework.FKM, Framework.FKMK),
}
"""Speciality → the lists of goals a whole training in a municipality is made of."""


STALE, FRESH = "nei", "ja"
"""Whether an arena has been confirmed within a year, as it stands in the address of the list."""


@dataclass(frozen=True, slots=True)
class GoalCover:
    """A goal and the arenas that give it, fully and partly. One that is reached in hospital is not missed at home."""

    goal: LearningGoal
    full: tuple[Arena, ...]
    partly: tuple[Arena, ...]

    @property
    def missing(self) -> bool:
        """Whether no arena gives it, not even partly, though it is not one for the hospital."""
        return not (self.full or self.partly or self.goal.is_hospital_goal)


def arenas_for(actor: Actor, today: date) -> QuerySet[Arena]:
    """Every arena in use within reach, with municipality, county and office, and whether it should be confirmed."""
    arenas = Arena.objects.filter(_reach(actor, "place"), closed_on=None)
    return arenas.select_related("place__parent", "place__municipality__office").annotate(
        name_key=NorwegianOrder(F("name")),
        town_key=F("place__sort_key"),
        county=F("place__parent__code"),
        office=F("place__municipality__office__code"),
        freshness=Case(When(is_stale_on(today), then=Value(STALE)), default=Value(FRESH), output_field=CharField()),
    )


def is_stale_on(today: date) -> Q:
    """The arenas for which `rules_arenas.is_stale` holds."""
    return Q(confirmed_on=None) | Q(confirmed_on__lt=today - timedelta(days=rules.STALE_AFTER))


def arenas_of(actor: Actor, place: Place) -> list[Arena]:
    """The arenas of a municipality, in use first; nothing when they are not for the actor."""
    if not rules.may_see_arenas(actor, place):
        return []
    arenas = Arena.objects.filter(place=place).select_related("place")
    return list(arenas.order_by(F("closed_on").desc(nulls_first=True), "kind", "name"))


def arena_for(actor: Actor, pk: int) -> Arena | None:
    """One arena with its municipality; None when there is none, or it is not for the actor."""
    arena = Arena.objects.select_related("place__parent", "place__municipality__office").filter(pk=pk).first()
    return arena if arena is not None and rules.may_see_arenas(actor, arena.place) else None


def papers_of(arena: Arena) -> list[ArenaPaper]:
    """The approvals and agreements of an arena, newest first. Ask ``arena_for`` first."""
    return list(ArenaPaper.objects.filter(arena=arena).select_related("arena__place").order_by("-from_on", "-pk"))


def paper_for(actor: Actor, pk: int) -> ArenaPaper | None:
    """One approval or agreement with its arena; None when there is none, or it is not for the actor."""
    paper = ArenaPaper.objects.select_related("arena__place").filter(pk=pk).first()
    return paper if paper is not None and rules.may_see_arenas(actor, paper.arena.place) else None


def town_for(actor: Actor, code: str) -> Places:
    """The municipality with a number, when its arenas are for the actor."""
    return Place.objects.filter(_reach(actor, "pk"), kind=Place.Kind.MUNICIPALITY, code=code).select_related("parent")


def town_asked(actor: Actor, pk: int) -> Place | None:
    """The municipality a one-time link asks about, for who came by that link; else None."""
    place = Place.objects.filter(pk=pk, kind=Place.Kind.MUNICIPALITY).first() if actor.link else None
    return place if place is not None and rules.may_answer_for(actor, place) else None


def arena_asked(actor: Actor, pk: int) -> Arena | None:
    """An arena in use of the municipality a one-time link asks about, for who came by that link; else None."""
    arena = Arena.objects.select_related("place__parent").filter(pk=pk, closed_on=None).first() if actor.link else None
    return arena if arena is not None and rules.may_answer_for(actor, arena.place) else None


def arenas_asked(actor: Actor, place: Place) -> list[Arena]:
    """The arenas in use of a municipality, for who answers for it."""
    if not rules.may_answer_for(actor, place):
        return []
    return list(Arena.objects.filter(place=place, closed_on=None).select_related("place").order_by("kind", "name"))


def locked_arena(pk: int) -> Arena:
    """An arena with its municipality, locked for a deed. Call it in a transaction."""
    return Arena.objects.select_for_update(of=("self",)).select_related("place").get(pk=pk)


def locked_paper(pk: int) -> ArenaPaper:
    """An approval or agreement with its arena, locked for a deed. Call it in a transaction."""
    return ArenaPaper.objects.select_for_update(of=("self",)).select_related("arena__place").get(pk=pk)


def open_arenas(place: Place) -> list[Arena]:
    """The arenas of a municipality that are in use, locked for a deed. Call it in a transaction."""
    arenas = Arena.objects.select_for_update(of=("self",)).select_related("place")
    return list(arenas.filter(place=place, closed_on=None).order_by("pk"))


def goals_in_force() -> list[LearningGoal]:
    """The goals an arena can give, the newest version of each, in order of code."""
    lists = sorted({framework for several in OF_SPECIALITY.values() for framework in several})
    goals = LearningGoal.objects.filter(framework__in=lists).order_by("code", "-as_of").distinct("code")
    return list(goals)


def known_goals() -> frozenset[str]:
    """The codes of every goal there is or was."""
    return frozenset(LearningGoal.objects.values_list("code", flat=True))


def cover_of(arenas: Iterable[Arena], speciality: str) -> list[GoalCover]:
    """Every goal of a speciality, in order, with those of ``arenas`` that give it. One query."""
    several = [arena for arena in arenas if arena.closed_on is None]
    wanted = OF_SPECIALITY[speciality]
    order = {framework: number for number, framework in enumerate(wanted)}
    goals = [goal for goal in goals_in_force() if goal.framework in order]
    return [
        GoalCover(
            goal,
            tuple(arena for arena in several if goal.code in arena.goals_full),
            tuple(arena for arena in several if goal.code in arena.goals_partly),
        )
        for goal in sorted(goals, key=lambda one: (order[one.framework], one.code))
    ]


def any_synthetic(actor: Actor) -> bool:
    """Whether something of what the actor sees was invented for practice."""
    return Arena.objects.filter(_reach(actor, "place"), closed_on=None, is_synthetic=True).exists()


def _reach(actor: Actor, field: str) -> Q:
    """The rows of municipalities whose arenas are for the actor."""
    found = Q(pk__in=[])
    for permission in rules.READS:
        found |= within(actor, permission, field)
    return found
