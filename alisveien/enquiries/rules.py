"""Who may keep an office's enquiries, when an answer is due, and what speaks against a deed."""

from collections.abc import Collection
from datetime import date

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.engines.calendar.working_days import after_working_days, working_days_between
from alisveien.enquiries.models import MOST_TOPICS, Enquiry, StandardAnswer, Topic
from alisveien.places.models import Place

ANSWER_WITHIN = 2
"""Working days to the first answer (ALIS og SamLIS Oslo, årsrapport 2023: «besvart innen 2 virkedager»)."""
OLDEST = date(2018, 1, 1)
"""The offices were not there before."""
ASKED_BY = frozenset({Place.Kind.MUNICIPALITY, Place.Kind.DISTRICT, Place.Kind.AGENCY, Place.Kind.STATE_BODY})


def may_keep_any(actor: Actor) -> bool:
    """True for advisers: they log and answer what comes to their own office."""
    return actor.may(Permission.KEEP_ENQUIRIES)


def may_keep(actor: Actor, office: Place) -> bool:
    """True for the advisers of the office."""
    return actor.may(Permission.KEEP_ENQUIRIES, office.pk)


def may_change(actor: Actor, enquiry: Enquiry) -> bool:
    """True for the advisers of the office that was asked."""
    return actor.may(Permission.KEEP_ENQUIRIES, enquiry.office_id)


def may_change_answer(actor: Actor, answer: StandardAnswer) -> bool:
    """True for the advisers of the office whose answer it is."""
    return actor.may(Permission.KEEP_ENQUIRIES, answer.office_id)


def may_see_figures(actor: Actor) -> bool:
    """True for those who see figures of some office or of the country."""
    return actor.may(Permission.SEE_FIGURES)


def due_on(asked_on: date) -> date:
    """The last day of the promised first answer."""
    return after_working_days(asked_on, ANSWER_WITHIN)


def days_to_answer(enquiry: Enquiry) -> int | None:
    """Working days from the question to the first answer; None without one."""
    if enquiry.first_answered_on is None:
        return None
    return working_days_between(enquiry.asked_on, enquiry.first_answered_on)


def against_logging(*, asked_on: date, topics: Collection[str], place: Place | None, today: date) -> list[str]:
    """Every reason why an enquiry cannot be written down so."""
    reasons = []
    if asked_on > today:
        reasons.append(_("Henvendelsen kan ikke ha kommet fram i tid."))
    if asked_on < OLDEST:
        reasons.append(_("Datoen er for gammel. Kontorene begynte i 2018."))
    if not topics or len(topics) > MOST_TOPICS or not set(topics) <= set(Topic.values):
        reasons.append(_("Velg ett eller to temaer."))
    if place is not None and place.kind not in ASKED_BY:
        reasons.append(_("Velg en kommune, bydel, etat eller statlig virksomhet."))
    return reasons


def against_answer_day(answered_on: date | None, *, asked_on: date, today: date) -> list[str]:
    """Every reason why a question of a day cannot have been answered on another."""
    if answered_on is None or asked_on <= answered_on <= today:
        return []
    return [_("Svaret må være gitt mellom dagen spørsmålet kom og i dag.")]


def against_answering(enquiry: Enquiry) -> list[str]:
    """Every reason why an enquiry cannot be answered or closed."""
    return [_("Henvendelsen er alt avsluttet. Åpne den igjen først.")] if enquiry.closed_on else []


def against_reopening(enquiry: Enquiry) -> list[str]:
    """Every reason why an enquiry cannot be opened again."""
    return [] if enquiry.closed_on else [_("Henvendelsen er åpen.")]


def against_assigning(enquiry: Enquiry, user_id: int | None, colleagues: Collection[int]) -> list[str]:
    """Every reason why an enquiry cannot be given to somebody; ``colleagues`` are the office's advisers."""
    reasons = against_answering(enquiry)
    if user_id is not None and user_id not in colleagues:
        reasons.append(_("Velg en rådgiver ved kontoret."))
    return reasons
