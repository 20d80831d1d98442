"""Planning and starting a half-yearly confirmation, and setting when it is."""

from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.base.jobs import enqueue
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.journal.services import record
from alisveien.placements import queries_confirmations as queries
from alisveien.placements import rules_confirmations as rules
from alisveien.placements.models import Campaign, ConfirmationTerms
from alisveien.placements.rules_confirmations import Times
from alisveien.places.models import Place

OPEN, REMIND = "placements.open_campaign", "placements.remind_campaign"


@transaction.atomic
def plan_campaign(*, trust: Place, half: HalfYear, times: Times, by: Actor, at: datetime) -> Campaign:
    """Plan a half-year's confirmation at a trust; nobody is written to. Raises NotAllowed, RuleBroken."""
    allow(rules.may_run_campaigns(by, trust), _who())
    exists = Campaign.objects.filter(trust=trust, year=half.year, half=half.half).exists()
    agree(rules.against_planning(half, times, exists=exists, today=norwegian_day(at)))
    campaign = Campaign(
        trust=trust,
        year=half.year,
        half=half.half,
        opens_on=times.opens_on,
        due_on=times.due_on,
        first_reminder=times.first_reminder,
        second_reminder=times.second_reminder,
        planned_by=by.user_id,
        planned_at=at,
    )
    try:
        with transaction.atomic():
            campaign.save()
    except IntegrityError:  # another coordinator planned it in the same moment
        agree(rules.against_planning(half, times, exists=True, today=norwegian_day(at)))
        raise
    after = {"half": half.label, "opens_on": times.opens_on, "due_on": times.due_on}
    record("placements.campaign.planned", about=campaign, by=by, at=at, after=after, places=[trust.pk])
    return campaign


@transaction.atomic
def start_campaign(*, campaign: Campaign, by: Actor, at: datetime) -> Campaign:
    """Set a planned confirmation going: the letters are written in the morning it opens, or at once if that has been.

    The jobs are queued with the deed: the letters, and two reminders. Raises NotAllowed, RuleBroken.
    """
    campaign = Campaign.objects.select_for_update(of=("self",)).select_related("trust").get(pk=campaign.pk)
    allow(rules.may_run_campaigns(by, campaign.trust), _who())
    letters = queries.letters_of(campaign, at)
    asked = sum(len(letter.nominations) for letter in letters)
    agree(rules.against_starting(campaign, asked=asked, today=norwegian_day(at)))
    campaign.started_by, campaign.started_at = by.user_id, at
    campaign.save(update_fields=["started_by", "started_at"])
    enqueue(OPEN, after=max(at, rules.morning_of(campaign.opens_on)), campaign_id=campaign.pk)
    for number in (1, 2):
        when = rules.morning_of(rules.reminds_on(campaign, number))
        if when > at:
            enqueue(REMIND, after=when, campaign_id=campaign.pk, number=number)
    after = {"letters": sum(1 for letter in letters if letter.to), "doctors": asked}
    record("placements.campaign.started", about=campaign, by=by, at=at, after=after, places=[campaign.trust_id])
    return campaign


@transaction.atomic
def set_terms(
    *,
    trust: Place,
    from_on: date,
    due_weeks: int,
    open_weeks: int,
    first_reminder: int,
    second_reminder: int,
    why: str,
    by: Actor,
    at: datetime,
) -> ConfirmationTerms:
    """Write a new version of when a trust asks, from a day on. What is planned stays. Raises NotAllowed, RuleBroken."""
    allow(rules.may_run_campaigns(by, trust), _who())
    values = {
        "due_weeks": due_weeks,
        "open_weeks": open_weeks,
        "first_reminder": first_reminder,
        "second_reminder": second_reminder,
    }
    agree(rules.against_terms(**values, why=why))
    terms = ConfirmationTerms.objects.create(
        trust=trust, from_on=from_on, why=why.strip(), by_id=by.user_id, at=at, **values
    )
    record("placements.terms.set", about=terms, by=by, at=at, why=why.strip(), after=values, places=[trust.pk])
    return terms


def _who() -> str:
    return _("Bare koordinatoren i helseforetaket kan be kommunene bekrefte.")
