"""Writing to a role across many municipalities: one letter to each, all of them or none."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.accounts.models import User
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.base.mail import write_letter
from alisveien.journal.services import record
from alisveien.outreach import queries_network, rules, rules_letters
from alisveien.outreach.models import Mailing, Recipient
from alisveien.outreach.queries import role_in_words
from alisveien.outreach.queries_network import Held, Seat
from alisveien.people.models import Person


@transaction.atomic
def write_to_role(*, seat: Seat, subject: str, body: str, by: Actor, at: datetime) -> Recipient:
    """Write to who holds a role in a municipality, as part of the mailing ``by`` sends at exactly ``at``.

    Call it for each row in one transaction: a mailing is sent whole or not at all. Raises NotAllowed, RuleBroken.
    """
    place = seat.town.pk
    allow(rules.may_follow_up_place(by, place), _("Kontoret som følger kommunen, kan skrive til rollene der."))
    held = _as_now(seat, at)
    faults = rules_letters.against_sending(
        vacant=held is None, email=held.email if held else "", bounced=bool(held and held.bounced)
    )
    agree(rules_letters.against_words(subject, body) + faults)
    assert held is not None
    mailing, new = Mailing.objects.get_or_create(
        by_id=by.user_id, at=at, defaults={"subject": subject.strip(), "body": body.strip()}
    )
    if new:
        record("outreach.mailing.sent", about=mailing, by=by, at=at)
    words = words_of(seat, held)
    letter = write_letter(
        kind="outreach.mailing",
        to=held.email,
        template="outreach/mail/mailing.txt",
        at=at,
        words={"subject": rules_letters.merged(subject, words), "body": rules_letters.merged(body, words)},
        about=Person(pk=held.person),
        reply_to=_address_of(by),
    )
    return Recipient.objects.create(
        mailing=mailing, place_id=place, person_id=held.person, role=seat.role, letter=letter
    )


def words_of(seat: Seat, held: Held) -> dict[str, str]:
    """What fills the fields of a letter to somebody."""
    return {"navn": held.name, "kommune": seat.town.name, "rolle": role_in_words(seat.role)}


def _as_now(seat: Seat, at: datetime) -> Held | None:
    """The holder as it stands now, when that is still who the preview showed."""
    if seat.held is None:
        return None
    holders = queries_network.holders_at([seat.town.pk], norwegian_day(at)).get((seat.town.pk, seat.role), [])
    return next((one for one in holders if one.person == seat.held.person), None)


def _address_of(by: Actor) -> str:
    """Where an answer goes: the address of the account that sends."""
    return User.objects.filter(pk=by.user_id or 0).values_list("email", flat=True).first() or ""
