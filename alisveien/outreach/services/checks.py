"""«Stemmer dette?»: asking a municipality by a one-time link whether its contacts are right, and taking the answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.access.permissions import Role as AccessRole
from alisveien.access.services.links import finish_task, make_link
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.base.mail import write_letter
from alisveien.journal.services import record
from alisveien.outreach import queries_letters, queries_network, rules, rules_letters
from alisveien.outreach.models import Check, CheckAnswer
from alisveien.people.models import ContactRole
from alisveien.people.rules_persons import BY_LINK
from alisveien.people.services.persons import enter_person
from alisveien.people.services.roles import add_role, confirm_roles, end_role
from alisveien.places.models import Place

LASTS = timedelta(days=30)
Answer = CheckAnswer.Answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was said of one line: a holder (``held`` is the key of the role as it was shown) or a vacant role (None).

    A new person has a name, and an address where one was given.
    """

    role: str
    held: int | None
    answer: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""
    phone: str = ""


@transaction.atomic
def ask_check(*, place: Place, by: Actor, at: datetime) -> Check:
    """Send a municipality a link where it can say whether its contacts are right. A question that waits is replaced.

    Raises NotAllowed, RuleBroken.
    """
    allow(rules.may_follow_up_place(by, place.pk), _("Kontoret som følger kommunen, kan spørre."))
    place = Place.objects.select_for_update(of=("self",), no_key=True).get(pk=place.pk)
    agree(rules_letters.against_asking_there(place, norwegian_day(at)))
    held = queries_letters.whom_to_ask(place.pk, queries_network.network_on([place.pk], norwegian_day(at)))
    agree(rules_letters.against_asking(email=held.email if held else "", bounced=bool(held and held.bounced)))
    assert held is not None
    close_open_check(place=place, at=at)
    expires_at = at + LASTS
    address = make_link(
        task=BY_LINK,
        about=str(place.pk),
        place=place,
        role=AccessRole.MUNICIPAL_LEADER,
        recipient=held.email,
        expires_at=expires_at,
        by=by,
        at=at,
    )
    check = Check(place=place, sent_to=held.email, by_id=by.user_id, asked_at=at)
    words = {"address": address, "name": held.name, "municipality": place.name, "last_day": norwegian_day(expires_at)}
    check.letter = write_letter(
        kind="outreach.check_asked",
        to=held.email,
        template="outreach/mail/check_asked.txt",
        at=at,
        words=words,
        about=place,
    )
    check.save()
    record("outreach.check.asked", about=check, by=by, at=at, places=[place.pk])
    return check


@transaction.atomic
def answer_check(*, check: Check, said: Sequence[Said], by: Actor, at: datetime) -> Check:
    """Take a municipality's answer: each holder confirmed, ended or replaced, each vacant role left or filled.

    Every link about it closes, and a receipt goes to where the question went. All of it or nothing.
    Raises NotAllowed, RuleBroken.
    """
    check = Check.objects.select_for_update(of=("self",)).select_related("place").get(pk=check.pk)
    allow(rules_letters.may_answer(by, check), _("Lenken gjelder en annen kommune."))
    agree(rules_letters.against_answering(check))
    today = norwegian_day(at)
    agree(_against_lines(check.place, said, today))
    for line in said:
        _take(line, check.place, today, by, at)
    CheckAnswer.objects.bulk_create(
        CheckAnswer(contact_check=check, role=one.role, answer=one.answer, on=today) for one in said
    )
    check.answered_at = at
    check.save(update_fields=["answered_at"])
    finish_task(task=BY_LINK, about=str(check.place_id), at=at)
    write_letter(
        kind="outreach.check_answered",
        to=check.sent_to,
        template="outreach/mail/check_answered.txt",
        at=at,
        words={"municipality": check.place.name, "lines": [(_in_words(one)) for one in said]},
        about=check.place,
    )
    record("outreach.check.answered", about=check, by=by, at=at, places=[check.place_id])
    return check


@transaction.atomic
def close_open_check(*, place: Place, at: datetime) -> None:
    """Close the question a municipality has not answered, and its links: another takes its place."""
    Check.objects.filter(place=place, answered_at=None, closed_at=None).update(closed_at=at)
    finish_task(task=BY_LINK, about=str(place.pk), at=at)


def _against_lines(place: Place, said: Sequence[Said], today: date) -> list[str]:
    """Why an answer cannot stand: the contacts are others than were shown, or a new person has no name."""
    network = queries_network.network_on([place.pk], today)
    now = sorted(one.pk for several in network.holders.values() for one in several)
    shown = sorted(one.held for one in said if one.held is not None)
    reasons = []
    if now != shown:
        reasons.append(_("Noen har endret kontaktene mens du svarte. Se over, og svar på nytt."))
    if any(one.answer == Answer.CHANGED and not (one.first_name.strip() and one.last_name.strip()) for one in said):
        reasons.append(_("Skriv fornavn og etternavn på den nye."))
    return reasons


def _take(line: Said, place: Place, today: date, by: Actor, at: datetime) -> None:
    """Do what was said of one line."""
    held = ContactRole.objects.get(pk=line.held) if line.held is not None else None
    if line.answer == Answer.CONFIRMED and held is not None:
        confirm_roles(roles=[held], by=by, at=at)
        return
    if held is not None:
        end_role(role=held, to_on=today, by=by, at=at)
    if line.answer == Answer.CHANGED:
        person = enter_person(
            first_name=line.first_name, last_name=line.last_name, email=line.email, phone=line.phone, by=by, at=at
        )
        add_role(person=person, role=line.role, place=place, from_on=today, by=by, at=at)


def _in_words(line: Said) -> str:
    """«kommuneoverlege: stemmer»."""
    return f"{ContactRole.Role(line.role).label}: {Answer(line.answer).label}"
