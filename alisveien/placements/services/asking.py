"""Asking the leader to confirm a nomination, by a one-time link in a letter."""

from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.access.permissions import Role
from alisveien.access.services.links import make_link
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.base.mail import write_letter
from alisveien.journal.services import record
from alisveien.placements import queries_nomination, rules_nomination
from alisveien.placements.models import Nomination
from alisveien.placements.rules_nomination import CONFIRM

LASTS = timedelta(days=21)


@transaction.atomic
def ask_to_confirm(*, nomination: Nomination, by: Actor, at: datetime) -> Nomination:
    """Send a link to the address that stands on the nomination: confirm, change or withdraw it, without an account.

    The link is for this nomination only, lasts three weeks, and closes when it has been confirmed, changed or
    withdrawn by anybody. Raises NotAllowed and RuleBroken.
    """
    nomination = queries_nomination.locked_nomination(nomination.pk)
    allow(rules_nomination.may_ask_to_confirm(by, nomination), _("Bare kommunen og helseforetaket kan be om dette."))
    agree(rules_nomination.against_asking(nomination))
    home = nomination.doctor.unit or nomination.municipality
    expires_at = at + LASTS
    address = make_link(
        task=CONFIRM,
        about=str(nomination.pk),
        place=home,
        role=Role.MUNICIPAL_LEADER,
        recipient=nomination.leader_email,
        expires_at=expires_at,
        by=by,
        at=at,
    )
    words = {
        "address": address,
        "doctor": nomination.doctor.name,
        "municipality": home.name,
        "trust": nomination.trust.name,
        "last_day": norwegian_day(expires_at),
    }
    write_letter(
        kind="placements.nomination_asked",
        to=nomination.leader_email,
        template="placements/mail/nomination_asked.txt",
        at=at,
        words=words,
        about=nomination,
    )
    record(
        "placements.nomination.asked",
        about=nomination,
        by=by,
        at=at,
        places=[nomination.municipality_id, nomination.trust_id],
        on_request_of=rules_nomination.acts_on_request_of(by, nomination.municipality, nomination.doctor.unit),
    )
    return nomination
