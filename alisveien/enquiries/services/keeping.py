"""Writing down an enquiry, answering it, giving it to a colleague, closing it and opening it again.

Every deed is an ordinary change that can be taken back from the log.
"""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.accounts.models import User
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.enquiries import queries, rules
from alisveien.enquiries.models import Enquiry
from alisveien.enquiries.queries_persons import may_have_asked
from alisveien.enquiries.telling import LABELS, SHOWS
from alisveien.journal.pictures import picture
from alisveien.journal.seen import against_unseen, told_now
from alisveien.journal.services import record
from alisveien.people.models import Person
from alisveien.places.models import Place

Outcome = Enquiry.Outcome
ABOUT = ("place", "asker", "person", "channel", "topics", "words", "asked_on", "due_on")
GIVEN = ("assigned_to",)
ENDING = ("answer", "first_answered_on", "closed_on", "outcome")


@transaction.atomic
def log_enquiry(
    *,
    office: Place,
    place: Place | None,
    asker: str,
    channel: str,
    topics: Sequence[str],
    words: str,
    asked_on: date,
    answered: bool,
    answer: str,
    answered_on: date | None = None,
    person: Person | None = None,
    by: Actor,
    at: datetime,
) -> Enquiry:
    """Write down a question. ``answered``: it was, that day or ``answered_on``. Raises NotAllowed, RuleBroken.

    A question somebody else is to answer waits for whoever is first; it is given to a colleague by `assign_enquiry`.
    """
    allow(rules.may_keep(by, office))
    agree(
        rules.against_logging(asked_on=asked_on, topics=topics, place=place, today=norwegian_day(at))
        + rules.against_answer_day(answered_on, asked_on=asked_on, today=norwegian_day(at))
        + _against_person(person, by, at)
    )
    enquiry = Enquiry(
        office=office, place=place, asker=asker, channel=channel, topics=list(topics), words=words.strip()
    )
    enquiry.person = person
    enquiry.asked_on, enquiry.due_on = asked_on, rules.due_on(asked_on)
    enquiry.logged_by, enquiry.logged_at, enquiry.answer = by.user_id, at, answer.strip()
    if answered:
        enquiry.first_answered_on = enquiry.closed_on = answered_on or asked_on
        enquiry.outcome = Outcome.ANSWERED
    enquiry.save()
    after = picture(enquiry, *ABOUT, *GIVEN, *ENDING)
    record("enquiries.enquiry.logged", about=enquiry, by=by, at=at, after=after, places=_places(enquiry))
    return enquiry


@transaction.atomic
def correct_enquiry(
    *,
    enquiry: Enquiry,
    version: int,
    place: Place | None,
    asker: str,
    channel: str,
    topics: Sequence[str],
    words: str,
    asked_on: date,
    person: Person | None = None,
    by: Actor,
    at: datetime,
) -> Enquiry:
    """Put right what was written down. ``version`` is that of the page one typed on. Raises NotAllowed, RuleBroken."""
    enquiry = _locked(enquiry, by)
    before = picture(enquiry, *ABOUT)
    added = person if person is not None and person.pk != enquiry.person_id else None
    enquiry.place, enquiry.asker, enquiry.channel, enquiry.person = place, asker, channel, person
    enquiry.topics, enquiry.words, enquiry.asked_on = list(topics), words.strip(), asked_on
    enquiry.due_on = rules.due_on(asked_on)
    after = picture(enquiry, *ABOUT)
    agree(
        (told_now(before, after, LABELS, SHOWS) if enquiry.version != version else [])
        + rules.against_logging(asked_on=asked_on, topics=topics, place=place, today=_last_day(enquiry, at))
        + _against_person(added, by, at)
    )
    _keep(enquiry)
    record(
        "enquiries.enquiry.corrected", about=enquiry, by=by, at=at, before=before, after=after, places=_places(enquiry)
    )
    return enquiry


@transaction.atomic
def answer_enquiry(*, enquiry: Enquiry, answer: str, by: Actor, at: datetime) -> Enquiry:
    """Answer today and close. A later answer leaves the day of the first. Raises NotAllowed, RuleBroken."""
    enquiry = _locked(enquiry, by)
    agree(rules.against_answering(enquiry))
    before, today = picture(enquiry, *ENDING), norwegian_day(at)
    enquiry.answer = answer.strip()
    enquiry.first_answered_on = enquiry.first_answered_on or today
    enquiry.closed_on, enquiry.outcome = today, Outcome.ANSWERED
    _keep(enquiry)
    after = picture(enquiry, *ENDING)
    record(
        "enquiries.enquiry.answered", about=enquiry, by=by, at=at, before=before, after=after, places=_places(enquiry)
    )
    return enquiry


@transaction.atomic
def drop_enquiry(*, enquiry: Enquiry, why: str, by: Actor, at: datetime) -> Enquiry:
    """Close without an answer, because it is no longer wanted; ``why`` stands in the log. Raises as above."""
    enquiry = _locked(enquiry, by)
    agree(rules.against_answering(enquiry))
    before = picture(enquiry, *ENDING)
    enquiry.closed_on, enquiry.outcome = norwegian_day(at), Outcome.DROPPED
    _keep(enquiry)
    after = picture(enquiry, *ENDING)
    record(
        "enquiries.enquiry.dropped",
        about=enquiry,
        by=by,
        at=at,
        why=why.strip(),
        before=before,
        after=after,
        places=_places(enquiry),
    )
    return enquiry


@transaction.atomic
def reopen_enquiry(*, enquiry: Enquiry, why: str, by: Actor, at: datetime) -> Enquiry:
    """Open a closed one again; the day of the first answer stays. Raises NotAllowed, RuleBroken."""
    enquiry = _locked(enquiry, by)
    agree(rules.against_reopening(enquiry))
    before = picture(enquiry, *ENDING)
    enquiry.closed_on, enquiry.outcome = None, ""
    _keep(enquiry)
    after = picture(enquiry, *ENDING)
    record(
        "enquiries.enquiry.reopened",
        about=enquiry,
        by=by,
        at=at,
        why=why.strip(),
        before=before,
        after=after,
        places=_places(enquiry),
    )
    return enquiry


@transaction.atomic
def assign_enquiry(*, enquiry: Enquiry, to: User | None, seen: str, by: Actor, at: datetime) -> Enquiry:
    """Give an open one to a colleague, or with None to whoever is first. Raises NotAllowed, RuleBroken.

    ``seen`` is the mark of who was to answer when the page was shown.
    """
    enquiry = _locked(enquiry, by)
    colleagues = {user.pk for user in queries.colleagues_of(by, enquiry.office, norwegian_day(at))}
    before = picture(enquiry, *GIVEN)
    reasons = rules.against_assigning(enquiry, to.pk if to else None, colleagues)
    enquiry.assigned_to = to
    after = picture(enquiry, *GIVEN)
    agree(reasons + against_unseen(seen, before, after, LABELS, SHOWS))
    _keep(enquiry)
    record(
        "enquiries.enquiry.assigned", about=enquiry, by=by, at=at, before=before, after=after, places=_places(enquiry)
    )
    return enquiry


def _against_person(person: Person | None, by: Actor, at: datetime) -> list[str]:
    """Why somebody cannot stand as the one who asked: whoever writes it down must see the person."""
    if person is None or may_have_asked(by, person, norwegian_day(at)):
        return []
    return [_("Velg en person du ser i registeret, eller la navnet stå tomt.")]


def _locked(enquiry: Enquiry, by: Actor) -> Enquiry:
    """The row as it is now, locked, for one who may change it. Raises NotAllowed."""
    found = Enquiry.objects.select_for_update(of=("self",)).select_related("office", "place").get(pk=enquiry.pk)
    allow(rules.may_change(by, found))
    return found


def _keep(enquiry: Enquiry) -> None:
    enquiry.version += 1
    enquiry.save()


def _last_day(enquiry: Enquiry, at: datetime) -> date:
    """A question cannot be moved past its own answer."""
    days = [day for day in (enquiry.first_answered_on, enquiry.closed_on) if day is not None]
    return min([norwegian_day(at), *days])


def _places(enquiry: Enquiry) -> list[int]:
    return [enquiry.office_id]
