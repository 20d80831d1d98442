"""Reading the half-yearly confirmation: campaigns, calls and their doctors; what was said last half-year."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeAlias

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    TextField,
    Value,
    When,
    prefetch_related_objects,
)
from django.db.models.fields import CharField
from django.db.models.functions import Cast, Concat

from alisveien.access.permissions import Permission, Role
from alisveien.access.queries import holdings_on
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.journal.queries import rows_as_they_were
from alisveien.people.models import Doctor
from alisveien.placements.answers import typed_of
from alisveien.placements.models import Call, Campaign, ConfirmationTerms, Nomination, Question, Wish
from alisveien.placements.queries import nominations_for
from alisveien.placements.queries_before import end_of
from alisveien.placements.rules_confirmations import AMBER, GRACE, GREEN, RED
from alisveien.placements.rules_nomination import CONFIRM_ALL
from alisveien.places.models import Place

FoundCall: TypeAlias = Call
FoundCampaign: TypeAlias = Campaign
"""What is found here, for the views, which import no model."""
State = Nomination.State
HALF_A_YEAR = timedelta(days=183)
USUAL = ConfirmationTerms(
    from_on=date(2020, 1, 1), due_weeks=5, open_weeks=5, first_reminder=14, second_reminder=3, why="Oppsettet alle har"
)
"""What holds where no terms have been set: opens as the half-year begins, set date five weeks later."""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter a campaign would send: to whom, for which place, about which nominations. ``to`` is empty when nobody
    was found."""

    place: Place
    to: str
    nominations: tuple[Nomination, ...]


def terms_on(trust: Place, day: date) -> ConfirmationTerms:
    """The terms of a trust on a day: its own, else those for all, else the usual ones."""
    found = ConfirmationTerms.objects.filter(Q(trust=trust) | Q(trust=None), from_on__lte=day)
    return found.order_by(F("trust").asc(nulls_last=True), "-from_on", "-pk").first() or USUAL


def terms_of(actor: Actor, trust: Place) -> QuerySet[ConfirmationTerms]:
    """Every version of a trust's terms, the newest first."""
    own = within(actor, Permission.SEE_NOMINATED, "trust")
    return ConfirmationTerms.objects.filter(own, trust=trust).order_by("-from_on", "-pk")


def trusts_for(actor: Actor, today: date) -> list[Place]:
    """The trusts whose campaigns the actor runs."""
    kinds = (Place.Kind.TRUST, Place.Kind.PRIVATE)
    found = Place.objects.filter(within(actor, Permission.SEE_NOMINATED, "pk"), kind__in=kinds).valid_on(today)
    return list(found.order_by("sort_key"))


def campaigns_for(actor: Actor) -> QuerySet[Campaign]:
    """The campaigns of the actor's trusts with ``asked`` and ``answered`` counted, the newest first."""
    answered = Count("questions", filter=_answered("questions__"), distinct=True)
    return (
        Campaign.objects.filter(within(actor, Permission.SEE_NOMINATED, "trust"))
        .select_related("trust")
        .annotate(asked=Count("questions", distinct=True), answered=answered)
        .order_by("-year", "-half", "trust__sort_key")
    )


def letters_of(campaign: Campaign, at: datetime) -> list[Letter]:
    """The letters a campaign would send now, by place and address: what is shown before, and done when it opens.

    The address is the one on the nomination, else that of a leader of the place. Whether the actor may is asked before.
    """
    nominations = list(
        Nomination.objects.filter(trust=campaign.trust_id, state=Nomination.State.OPEN)
        .select_related("doctor__unit", "municipality")
        .order_by("municipality__sort_key", "doctor__sort_key", "pk")
    )
    homes = {one.pk: one.doctor.unit or one.municipality for one in nominations}
    leaders = _leaders_at([homes[one.pk].pk for one in nominations if not one.leader_email], at)
    groups: dict[tuple[int, str], list[Nomination]] = {}
    for one in nominations:
        home = homes[one.pk]
        groups.setdefault((home.pk, (one.leader_email or leaders.get(home.pk, "")).lower()), []).append(one)
    return [Letter(homes[group[0].pk], to, tuple(group)) for (_home, to), group in groups.items()]


def _leaders_at(places: Iterable[int], at: datetime) -> dict[int, str]:
    """Place → the address of the leader who has held the role there longest."""
    held = holdings_on(at).filter(role=Role.MUNICIPAL_LEADER, place__in=set(places), user__is_active=True)
    rows = held.order_by("place", "-from_on", "-pk").values_list("place", "user__email")
    return dict(rows)


def calls_for(actor: Actor, today: date) -> "QuerySet[Any]":
    """The calls the actor may follow: of the own place, of the own trust, or within reach of those who see status.

    With ``asked``, ``answered``, ``left``, ``state`` (see `rules_confirmations`) and ``reminded``; no doctor's name.
    """
    return counted_calls(today).filter(_followed(actor)).select_related("campaign__trust", "place__parent")


def _followed(actor: Actor, to_call: str = "") -> Q:
    """The condition for a call to be followed; ``to_call`` leads to it from the rows that are asked for."""
    return (
        within(actor, Permission.NOMINATE, f"{to_call}place")
        | within(actor, Permission.SEE_NOMINATED, f"{to_call}campaign__trust")
        | within(actor, Permission.SEE_STATUS, f"{to_call}place")
    )


def silent_calls(actor: Actor, today: date) -> list[tuple[date, str, int]]:
    """For each campaign not long over: its day, its trust, and how many calls the actor may follow lack an answer."""
    silent = questions_about(today).filter(_followed(actor, "call__"), campaign__due_on__gte=today - GRACE)
    rows = silent.order_by("-campaign__year", "-campaign__half", "campaign").values_list(
        "campaign", "campaign__due_on", "campaign__trust__name"
    )
    return [(due, trust, count) for _pk, due, trust, count in rows.annotate(Count("call", distinct=True))]


def counted_calls(today: date) -> "QuerySet[Any]":
    """Every call with its counts, for a deed or after asking who may."""
    asked, answered = (
        Count("questions", distinct=True),
        Count("questions", filter=_answered("questions__"), distinct=True),
    )
    asked_about = Case(
        When(left=0, then=Value(GREEN)),
        When(campaign__due_on__lt=today, then=Value(RED)),
        default=Value(AMBER),
        output_field=CharField(),
    )
    return (
        Call.objects.annotate(asked=asked, answered=answered)
        .annotate(left=F("asked") - F("answered"), reminded=Max("letters__number"))
        .annotate(state=asked_about, half=_half())
        .order_by("-campaign__year", "-campaign__half", "place__sort_key", "pk")
    )


def call_for(actor: Actor, pk: int) -> Call | None:
    """A call the actor may answer: by its link, or with an account at its place."""
    if actor.link is not None and (actor.link.task, actor.link.about) != (CONFIRM_ALL, str(pk)):
        return None
    mine = Call.objects.filter(within(actor, Permission.NOMINATE, "place"), pk=pk)
    return mine.select_related("campaign__trust", "place").first()


def questions_of(call: Call) -> list[Question]:
    """The doctors of a call with all that is told of them, in Norwegian order; whether they are answered for."""
    return list(
        Question.objects.filter(call=call)
        .annotate(is_answered=ExpressionWrapper(_answered(""), output_field=BooleanField()))
        .select_related("campaign", "nomination__doctor__unit", "nomination__municipality__municipality__trust")
        .select_related("nomination__trust__parent")
        .prefetch_related("nomination__wishes__hospital", "nomination__wishes__department")
        .order_by("nomination__doctor__sort_key", "pk")
    )


def questions_for(actor: Actor, today: date) -> QuerySet[Question]:
    """The questions about doctors the actor may see by name, with ``state``."""
    state = Case(
        When(_answered(""), then=Value(GREEN)),
        When(campaign__due_on__lt=today, then=Value(RED)),
        default=Value(AMBER),
        output_field=CharField(),
    )
    seen = nominations_for(actor, today).order_by().values("pk")
    return (
        Question.objects.filter(nomination__in=seen)
        .annotate(state=state, half=_half())
        .select_related("campaign__trust", "call__place", "nomination__doctor", "nomination__municipality")
    )


def halves_asked(actor: Actor, today: date) -> list[tuple[str, str]]:
    """The half-years of the campaigns whose calls the actor may follow, the newest first, each twice: key and label."""
    rows = calls_for(actor, today).order_by().values_list("campaign__year", "campaign__half", "half").distinct()
    return [(label, label) for _year, _half, label in sorted(rows, reverse=True)]


def places_asked(actor: Actor, today: date, field: str) -> list[tuple[str, str]]:
    """(code, name) of the places (``field``) of the calls the actor may follow, in Norwegian order."""
    key, code, name = f"{field}__sort_key", f"{field}__code", f"{field}__name"
    rows = calls_for(actor, today).order_by(key).values_list(key, code, name).distinct()
    return [(code, name) for _key, code, name in rows]


def asked_now(today: date) -> Exists:
    """Whether a nomination stands in a call that is still open and nobody has answered it, to filter nominations by."""
    return Exists(questions_about(today).filter(nomination=OuterRef("pk"), campaign__due_on__gte=today - GRACE))


def questions_about(today: date) -> QuerySet[Question]:
    """The questions nobody has answered, for whoever asks who may."""
    return Question.objects.filter(~_answered(""), campaign__opened_at__isnull=False).order_by("campaign__due_on", "pk")


def last_half_year(nominations: Sequence[Nomination], day: date) -> dict[int, dict[str, str]]:
    """Nomination → what stood half a year before a day, as typed; left out where it was not there then.

    Asks nothing about who may; the same number of queries for one and for many.
    """
    at = end_of(day - HALF_A_YEAR)
    keys, doctors = [one.pk for one in nominations], [one.doctor_id for one in nominations]
    were = [Nomination(**row.values) for row in rows_as_they_were(Nomination, at, pgh_obj_id__in=keys)]
    wishes = [Wish(**row.values) for row in rows_as_they_were(Wish, at, nomination_id__in=keys)]
    known = {row.values["id"]: Doctor(**row.values) for row in rows_as_they_were(Doctor, at, pgh_obj_id__in=doctors)}
    prefetch_related_objects(were, "trust")
    prefetch_related_objects(list(known.values()), "unit")
    prefetch_related_objects(wishes, "hospital", "department")
    found = {}
    for one in were:
        if one.doctor_id in known:
            one.doctor = known[one.doctor_id]
            own = [wish for wish in wishes if wish.nomination_id == one.pk]
            one._prefetched_objects_cache = {"wishes": own}  # type: ignore[attr-defined]
            found[one.pk] = typed_of(one)
    return found


def _half() -> Concat:
    """The label of a campaign's half-year: ``P1 2027``."""
    parts = (Value("P"), Cast("campaign__half", TextField()), Value(" "), Cast("campaign__year", TextField()))
    return Concat(*parts, output_field=TextField())


def _answered(path: str) -> Q:
    """Questions that are answered: the nomination was confirmed or changed after the campaign opened, or is over."""
    confirmed = Q(**{f"{path}nomination__confirmed_at__gte": F(f"{path}campaign__opened_at")})
    return confirmed | Q(**{f"{path}nomination__state__in": (State.WITHDRAWN, State.CLOSED)})
