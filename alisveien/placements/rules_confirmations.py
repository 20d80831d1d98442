"""The half-yearly confirmation: when it opens and ends, who may run and answer it, and what speaks against it."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.access.rules import LONGEST_LINK
from alisveien.base.actor import Actor
from alisveien.base.days import NORWAY, norwegian_day
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.calendar.working_days import after_working_days, is_working_day
from alisveien.journal.handed import Reader
from alisveien.placements.models import Call, Campaign, ConfirmationTerms
from alisveien.placements.rules_nomination import CONFIRM_ALL
from alisveien.places.models import Place

GREEN, AMBER, RED = "gronn", "gul", "rod"
"""Confirmed; not yet; the set date has passed. Nothing in a round reads any of them."""
GRACE = timedelta(days=14)
"""How long after the set date the link still opens: late answers are as good as others."""
MORNING = time(7)
LONGEST_WHY = 300


@dataclass(frozen=True, slots=True, kw_only=True)
class Times:
    """When a campaign opens and is due, and how many days before that its two reminders go."""

    opens_on: date
    due_on: date
    first_reminder: int
    second_reminder: int


def proposed(half: HalfYear, terms: ConfirmationTerms) -> Times:
    """What the terms say of a half-year. The set date is a working day, never in Easter or on a Sunday."""
    due = half.starts_on + timedelta(weeks=terms.due_weeks)
    due_on = due if is_working_day(due) else after_working_days(due, 1)
    return Times(
        opens_on=due_on - timedelta(weeks=terms.open_weeks),
        due_on=due_on,
        first_reminder=terms.first_reminder,
        second_reminder=terms.second_reminder,
    )


def may_run_campaigns(actor: Actor, trust: Place) -> bool:
    """True for the coordinators of the trust. Never by a link."""
    return actor.link is None and actor.may(Permission.SEE_NOMINATED, trust.pk)


def may_answer_call(actor: Actor, call: Call) -> bool:
    """True for those who nominate at the place, and for one whose link is about this call."""
    if actor.link is not None and (actor.link.task, actor.link.about) != (CONFIRM_ALL, str(call.pk)):
        return False
    return actor.may(Permission.NOMINATE, call.place_id)


def may_read_campaign(actor: Actor, campaign: Campaign) -> bool:
    """True for those who may read the log of the trust."""
    return actor.may(Permission.READ_LOG, campaign.trust_id)


def may_read_call(actor: Actor, call: Call) -> bool:
    """True for those who may read the log of the municipality or of the trust."""
    return actor.may(Permission.READ_LOG, call.place_id) or may_read_campaign(actor, call.campaign)


READERS: dict[str, Reader] = {
    "placements.campaign": may_read_campaign,
    "placements.call": may_read_call,
    "placements.confirmationterms": lambda actor, terms: actor.may(Permission.READ_LOG, terms.trust_id),
}
"""Label of a model → who may read its journal."""


def against_planning(half: HalfYear, times: Times, *, exists: bool, today: date) -> list[str]:
    """Why a campaign cannot be planned so."""
    reasons = []
    if exists:
        reasons.append(_("Halvåret {half} er alt planlagt.").format(half=half.label))
    if times.due_on <= today:
        reasons.append(_("Fristen må være fram i tid."))
    if not timedelta(days=7) <= times.due_on - times.opens_on <= timedelta(weeks=8):
        reasons.append(_("La kommunene få fra én til åtte uker på seg."))
    if not half.starts_on - timedelta(weeks=8) <= times.due_on <= half.ends_on:
        reasons.append(_("Fristen må ligge i halvåret, eller høyst åtte uker før det."))
    return [*reasons, *against_reminders(times.first_reminder, times.second_reminder)]


def against_reminders(first: int, second: int) -> list[str]:
    """Why two reminders cannot go so many days before the set date."""
    if first > second >= 1:
        return []
    return [_("Den første påminnelsen må gå før den andre, og begge før fristen.")]


def against_starting(campaign: Campaign, *, asked: int, today: date) -> list[str]:
    """Why a campaign cannot be started. ``asked``: how many doctors it would be about."""
    reasons = []
    if campaign.started_at is not None:
        reasons.append(_("Bekreftelsen er alt satt i gang."))
    if campaign.due_on <= today:
        reasons.append(_("Fristen er gått ut. Planlegg neste halvår."))
    if not asked:
        reasons.append(_("Ingen leger er meldt inn, så det er ingen å spørre."))
    return reasons


def against_terms(*, due_weeks: int, open_weeks: int, first_reminder: int, second_reminder: int, why: str) -> list[str]:
    """Why new terms cannot stand."""
    reasons = against_reminders(first_reminder, second_reminder)
    if not 1 <= due_weeks <= 20:
        reasons.append(_("Fristen må ligge fra 1 til 20 uker etter at halvåret begynte."))
    if not 2 <= open_weeks <= 8:
        reasons.append(_("La kommunene få fra to til åtte uker på seg."))
    if first_reminder >= open_weeks * 7:
        reasons.append(_("Den første påminnelsen må gå etter at spørsmålet er sendt."))
    if not why.strip() or len(why) > LONGEST_WHY:
        reasons.append(_("Skriv kort hvorfor, med høyst 300 tegn."))
    return reasons


def state_of(*, answered: bool, due_on: date, day: date) -> str:
    """How a question stands on a Norwegian day. The set date itself is still in time."""
    if answered:
        return GREEN
    return RED if day > due_on else AMBER


def morning_of(day: date) -> datetime:
    """Seven in the morning of a Norwegian day, summer or winter time."""
    return datetime.combine(day, MORNING, tzinfo=NORWAY)


def reminds_on(campaign: Campaign, number: int) -> date:
    """The day reminder 1 or 2 goes."""
    return campaign.due_on - timedelta(days=campaign.first_reminder if number == 1 else campaign.second_reminder)


def link_ends(campaign: Campaign, at: datetime) -> datetime:
    """When a link made now stops opening: two weeks after the set date, and never later than a link may last."""
    last = datetime.combine(campaign.due_on + timedelta(days=1), time(), tzinfo=NORWAY) + GRACE
    return min(last, at + LONGEST_LINK)


def is_open(campaign: Campaign, at: datetime) -> bool:
    """Whether leaders are still asked: from the letters until the last link has ended."""
    return campaign.opened_at is not None and norwegian_day(at) <= campaign.due_on + GRACE
