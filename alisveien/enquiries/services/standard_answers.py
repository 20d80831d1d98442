"""Keeping the answers an office gives often."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.enquiries import rules
from alisveien.enquiries.models import StandardAnswer
from alisveien.enquiries.telling import ANSWER_LABELS, ANSWER_SHOWS
from alisveien.journal.pictures import picture
from alisveien.journal.seen import against_unseen
from alisveien.journal.services import record
from alisveien.places.models import Place

FIELDS = ("title", "topic", "words")


@transaction.atomic
def keep_standard_answer(
    *, office: Place, title: str, topic: str, words: str, by: Actor, at: datetime
) -> StandardAnswer:
    """A new standard answer of an office. Raises NotAllowed, RuleBroken."""
    allow(rules.may_keep(by, office))
    agree(_against_title(office, title))
    made = StandardAnswer(office=office, title=title.strip(), topic=topic, words=words.strip())
    made.ended_on = norwegian_day(at)
    before = picture(made, "ended_on")
    made.ended_on = None
    made.save()
    after = picture(made, "ended_on")
    record("enquiries.standard_answer.kept", about=made, by=by, at=at, before=before, after=after, places=[office.pk])
    return made


@transaction.atomic
def change_standard_answer(
    *, answer: StandardAnswer, title: str, topic: str, words: str, seen: str, by: Actor, at: datetime
) -> StandardAnswer:
    """Put other words in a standard answer; what was answered with it before stays. Raises as above.

    ``seen`` is the mark of what the page showed.
    """
    answer = _locked(answer, by)
    before = picture(answer, *FIELDS)
    answer.title, answer.topic, answer.words = title.strip(), topic, words.strip()
    after = picture(answer, *FIELDS)
    agree(
        _against_title(answer.office, title, answer.pk)
        + against_unseen(seen, before, after, ANSWER_LABELS, ANSWER_SHOWS)
    )
    answer.save()
    record(
        "enquiries.standard_answer.changed",
        about=answer,
        by=by,
        at=at,
        before=before,
        after=after,
        places=[answer.office_id],
    )
    return answer


@transaction.atomic
def end_standard_answer(*, answer: StandardAnswer, by: Actor, at: datetime) -> StandardAnswer:
    """Take a standard answer out of use from today. Raises NotAllowed, RuleBroken."""
    answer = _locked(answer, by)
    agree([_("Standardsvaret er alt tatt ut av bruk.")] if answer.ended_on else [])
    before = picture(answer, "ended_on")
    answer.ended_on = norwegian_day(at)
    answer.save()
    after = picture(answer, "ended_on")
    record(
        "enquiries.standard_answer.ended",
        about=answer,
        by=by,
        at=at,
        before=before,
        after=after,
        places=[answer.office_id],
    )
    return answer


def _locked(answer: StandardAnswer, by: Actor) -> StandardAnswer:
    found = StandardAnswer.objects.select_for_update(of=("self",)).select_related("office").get(pk=answer.pk)
    allow(rules.may_change_answer(by, found))
    return found


def _against_title(office: Place, title: str, own: int = 0) -> list[str]:
    same = StandardAnswer.objects.filter(office=office, ended_on=None, title__iexact=title.strip()).exclude(pk=own)
    return [_("Kontoret har alt et standardsvar med denne tittelen.")] if same.exists() else []
