"""Saying that something on a card is not right, and settling it. The words stay here and never reach the journal."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.base.mail import write_letter
from alisveien.engines.calendar.working_days import after_working_days
from alisveien.journal.services import record
from alisveien.placements import queries_disputes as queries
from alisveien.placements import queries_nomination
from alisveien.placements import rules_disputes as rules
from alisveien.placements.models import Dispute, Nomination

State = Dispute.State


@transaction.atomic
def raise_dispute(*, nomination: Nomination, criterion: str, code: str, words: str, by: Actor, at: datetime) -> Dispute:
    """Say that the evidence of a criterion is not right. The municipality is told that there is something new.

    It is to be answered within ten working days; silence costs the doctor nothing. Raises NotAllowed, RuleBroken.
    """
    nomination = queries_nomination.locked_nomination(nomination.pk)
    allow(rules.may_dispute(by, nomination), _("Bare legen selv kan si fra om dette."))
    waits = queries.is_open(nomination, criterion)
    agree(rules.against_disputing(nomination, criterion=criterion, code=code, words=words, is_open=waits))
    dispute = Dispute.objects.create(
        nomination=nomination,
        criterion=criterion,
        code=code,
        words=words.strip(),
        doctor_version=nomination.doctor.version,
        nomination_version=nomination.version,
        raised_by=by.user_id,
        raised_at=at,
        due_on=after_working_days(norwegian_day(at), rules.WORKING_DAYS),
    )
    record("placements.dispute.raised", **_line(dispute, by, at))
    _tell(dispute, nomination.leader_email, at)
    return dispute


@transaction.atomic
def settle_dispute(*, dispute: Dispute, corrected: bool, why: str, by: Actor, at: datetime) -> Dispute:
    """Answer the doctor: it has been corrected by an ordinary change, or it stands, with the reason.

    Raises NotAllowed, RuleBroken.
    """
    dispute = queries.locked_dispute(dispute.pk)
    allow(rules.may_settle(by, dispute.nomination), _("Kommunen eller helseforetaket svarer legen."))
    agree(rules.against_settling(dispute, corrected=corrected, why=why))
    dispute.state = State.CORRECTED if corrected else State.UPHELD
    dispute.settled_by, dispute.settled_at, dispute.settled_why = by.user_id, at, why.strip()
    dispute.save(update_fields=["state", "settled_by", "settled_at", "settled_why"])
    record("placements.dispute.settled", **_line(dispute, by, at))
    _tell(dispute, dispute.nomination.doctor.email, at)
    return dispute


@transaction.atomic
def withdraw_dispute(*, dispute: Dispute, by: Actor, at: datetime) -> Dispute:
    """Take it back; only the doctor can. Raises NotAllowed, RuleBroken."""
    dispute = queries.locked_dispute(dispute.pk)
    allow(rules.may_dispute(by, dispute.nomination), _("Bare legen selv kan trekke dette."))
    agree(rules.against_withdrawing(dispute))
    dispute.state, dispute.settled_by, dispute.settled_at = State.WITHDRAWN, by.user_id, at
    dispute.save(update_fields=["state", "settled_by", "settled_at"])
    record("placements.dispute.taken_back", **_line(dispute, by, at))
    return dispute


def _line(dispute: Dispute, by: Actor, at: datetime) -> dict[str, Any]:
    """What each line of the journal about a dispute says alike."""
    one = dispute.nomination
    unit = one.doctor.unit_id
    return {
        "about": one,
        "by": by,
        "at": at,
        "after": {"criterion": dispute.criterion, "state": dispute.state},
        "places": [one.municipality_id, one.trust_id, *([unit] if unit else [])],
    }


def _tell(dispute: Dispute, address: str, at: datetime) -> None:
    """A letter that there is something new, without saying what."""
    if address:
        write_letter(
            kind="placements.something_new",
            to=address,
            template="placements/mail/something_new.txt",
            at=at,
            words={"reference": dispute.nomination_id},
            about=dispute.nomination,
        )
