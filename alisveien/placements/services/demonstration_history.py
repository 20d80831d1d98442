"""The demonstration: what was said on the way. Two disputes, who can begin soon, and a proposal by an evaluation.

All invented. Helse Stavanger has asked its municipalities twice: half a year ago, and now.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import DateTimeField, F, OuterRef, Subquery
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from alisveien.access.permissions import Role
from alisveien.access.queries import actor_for, holdings_on
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import NotAllowed
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.calendar.working_days import after_working_days
from alisveien.journal.history import history_of
from alisveien.people.models import Doctor
from alisveien.placements.models import Call, Campaign, Dispute, Nomination, Question, ShortNotice, Wish
from alisveien.placements.rules_confirmations import Times
from alisveien.placements.rules_disputes import WORKING_DAYS
from alisveien.placements.services.calling import open_campaign
from alisveien.placements.services.confirmations import plan_campaign, start_campaign
from alisveien.placements.services.demonstration import coordinators_of
from alisveien.placements.services.demonstration_confirmations import LASTS, answer, half_of
from alisveien.placements.services.demonstration_gate import STAVANGER, UNN
from alisveien.placements.services.yearly import propose_by_evaluation
from alisveien.places.models import Place
from alisveien.posts.services.demonstration import SYSTEM as OFFICE
from alisveien.posts.services.proposals import answer_proposal

EVALUATED, YEAR = "983974910", 2026
NUMBERS = {HalfYear(2029, 1): 9, HalfYear(2029, 2): 10}
HALF_A_YEAR = timedelta(days=190)
SINCE = timedelta(days=12)
"""How long the municipalities of Stavanger have been asked this time."""
Criterion, Code = Dispute.Criterion, Dispute.Code


def load_history(*, at: datetime) -> int:
    """Make what was said on the way, when nobody has disputed anything. How many disputes, calls and evaluations.

    Raises NotAllowed outside a demonstration.
    """
    if not settings.DEMONSTRATION:
        raise NotAllowed(_("Øvingsdata kan bare lastes i en demonstrasjon."))
    with transaction.atomic():
        trusts = {one.code: one for one in Place.objects.filter(code__in=(UNN, STAVANGER, EVALUATED))}
        listed = Nomination.objects.filter(trust=trusts[UNN], state=Nomination.State.OPEN).order_by(
            "nominated_on", "pk"
        )
        west = Nomination.objects.filter(trust=trusts[STAVANGER], state=Nomination.State.OPEN).order_by("pk")
        there = len(listed) > 2 and west and all(coordinators_of(one, at) for one in trusts.values())
        if not there or Dispute.objects.exists() or Campaign.objects.filter(trust=trusts[STAVANGER]).exists():
            return 0
        made = _dispute(listed[0], listed[1], coordinators_of(trusts[UNN], at)[0], at)
        ShortNotice.objects.bulk_create(ShortNotice(nomination=one, said_at=at) for one in listed[2::8])
        return made + _evaluate(trusts[EVALUATED], at) + _ask_twice(trusts[STAVANGER], list(west), at)


def _dispute(waits: Nomination, settled: Nomination, by: Actor, at: datetime) -> int:
    """One that waits for an answer, and one where the evidence stands."""
    first, second = at - timedelta(days=5), at - timedelta(days=33)
    rows = [
        _said(waits, Criterion.PROGRESS, _("Jeg har fullført to kurs til siden innmeldingen."), first),
        _said(settled, Criterion.SERVICE, _("Jeg begynte som vikar et halvt år tidligere."), second),
    ]
    rows[1].state, rows[1].settled_by, rows[1].settled_at = Dispute.State.UPHELD, by.user_id, second + timedelta(days=4)
    rows[1].settled_why = _("Vikariatet var i en annen kommune, uten veiledning. Datoen i innmeldingen står.")
    return len(Dispute.objects.bulk_create(rows))


def _said(nomination: Nomination, criterion: str, words: str, at: datetime) -> Dispute:
    return Dispute(
        nomination=nomination,
        criterion=criterion,
        code=Code.OUTDATED if criterion == Criterion.PROGRESS else Code.WRONG_DATE,
        words=words,
        doctor_version=nomination.doctor.version,
        nomination_version=nomination.version,
        raised_at=at,
        due_on=after_working_days(norwegian_day(at), WORKING_DAYS),
    )


def _evaluate(trust: Place, at: datetime) -> int:
    """A year's evaluation the office proposed posts by, and the trust agreed to."""
    then = at - timedelta(days=40)
    held = holdings_on(at).filter(role=Role.ADVISER, place__code="nord").select_related("user").order_by("pk").first()
    one = propose_by_evaluation(
        trust=trust,
        year=YEAR,
        numbers=NUMBERS,
        reason=_("Øving: plassene er fylt, og flere venter enn i fjor."),
        answer_by=norwegian_day(at) - timedelta(days=5),
        by=actor_for(held.user, at, second_factor=True) if held else OFFICE,
        at=then,
    )
    by = coordinators_of(trust, at)[0]
    answer_proposal(proposal=one.proposal, answer="agrees", why="", numbers={}, by=by, at=then + timedelta(days=20))
    return 1


def _ask_twice(trust: Place, listed: list[Nomination], at: datetime) -> int:
    """A campaign half a year ago that everybody answered, and one that goes on where two of three have."""
    people = coordinators_of(trust, at)
    opened = at - SINCE
    _as_it_was(listed)
    _asked_before(trust, listed, people[0], opened - HALF_A_YEAR)
    day = norwegian_day(opened)
    times = Times(opens_on=day, due_on=day + LASTS, first_reminder=14, second_reminder=3)
    campaign = plan_campaign(trust=trust, half=half_of(times.due_on), times=times, by=people[0], at=opened)
    start_campaign(campaign=campaign, by=people[0], at=opened)
    open_campaign(campaign_id=campaign.pk, at=opened)
    calls = list(Call.objects.filter(campaign=campaign).select_related("campaign").order_by("place__sort_key", "pk"))
    for number, call in enumerate(calls):
        answer(call, number % 3, opened + timedelta(days=2))
    return len(calls)


def _as_it_was(listed: list[Nomination]) -> None:
    """Date the first lines of the history from the day each was nominated; since then the doctors have come further."""
    keys, doctors = [one.pk for one in listed], [one.doctor_id for one in listed]
    day = Cast("nominated_on", DateTimeField())
    of_wish = Nomination.objects.filter(pk=OuterRef("nomination_id")).values(day=day)
    of_doctor = Nomination.objects.filter(doctor=OuterRef("pgh_obj_id")).values(day=day)
    first = {"pgh_label": "insert"}
    history_of(Nomination)._default_manager.filter(pgh_obj_id__in=keys, **first).update(pgh_created_at=day)
    wishes = history_of(Wish)._default_manager.filter(nomination_id__in=keys, **first)
    wishes.update(pgh_created_at=Subquery(of_wish[:1]))
    known = history_of(Doctor)._default_manager.filter(pgh_obj_id__in=doctors, **first)
    known.update(pgh_created_at=Subquery(of_doctor[:1]))
    known.update(courses=F("courses") - 1, goals_percent=F("goals_percent") - 10)
    Doctor.objects.filter(pk__in=doctors).update(version=F("version") + 1)


def _asked_before(trust: Place, listed: list[Nomination], by: Actor, at: datetime) -> None:
    day = norwegian_day(at)
    half, answered = half_of(day + LASTS), at + timedelta(days=6)
    campaign = Campaign.objects.create(
        trust=trust,
        year=half.year,
        half=half.half,
        opens_on=day,
        due_on=day + LASTS,
        first_reminder=14,
        second_reminder=3,
        planned_by=by.user_id,
        planned_at=at,
        started_by=by.user_id,
        started_at=at,
        opened_at=at,
    )
    homes = {one.municipality_id: one for one in listed}
    calls = Call.objects.bulk_create(
        Call(campaign=campaign, place_id=home, sent_to=one.leader_email, asked_at=at, done_at=answered)
        for home, one in homes.items()
    )
    of = {call.place_id: call for call in calls}
    Question.objects.bulk_create(
        Question(campaign=campaign, call=of[one.municipality_id], nomination=one, version=one.version) for one in listed
    )
    Nomination.objects.filter(pk__in=[one.pk for one in listed]).update(confirmed_at=answered)
