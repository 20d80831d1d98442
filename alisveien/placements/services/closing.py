"""What closes when a nomination was confirmed, changed or ended by anybody: its links, and calls it was the last of."""

from datetime import datetime

from django.db import transaction

from alisveien.access.services.links import finish_task
from alisveien.base.days import norwegian_day
from alisveien.base.mail import write_letter
from alisveien.placements.models import Call, Nomination, Question
from alisveien.placements.queries_confirmations import counted_calls, questions_of
from alisveien.placements.rules_nomination import CONFIRM
from alisveien.placements.telling.confirmations import answer_in_words


@transaction.atomic
def close_questions(*, nomination: Nomination, at: datetime) -> None:
    """Close the one-time links about a nomination, and every call all of whose doctors are answered for now."""
    finish_task(task=CONFIRM, about=str(nomination.pk), at=at)
    for call in Call.objects.filter(questions__nomination=nomination, done_at=None).order_by("pk"):
        close_call(call=call, at=at)


@transaction.atomic
def close_call(*, call: Call, at: datetime) -> bool:
    """Mark a call as done when nothing is left of it, and send the one receipt. Whether it is done.

    The link stays open until it ends, so that the leader can see the receipt and mend a mistake.
    """
    call = Call.objects.select_for_update(of=("self",)).select_related("campaign__trust", "place").get(pk=call.pk)
    if call.done_at is not None:
        return True
    if counted_calls(norwegian_day(at)).values_list("left", flat=True).get(pk=call.pk):
        return False
    call.done_at = at
    call.save(update_fields=["done_at"])
    if call.sent_to:
        _send_receipt(call, questions_of(call), at)
    return True


def _send_receipt(call: Call, questions: list[Question], at: datetime) -> None:
    lines = [(one.nomination.doctor.name, answer_in_words(one)) for one in questions]
    write_letter(
        kind="placements.call_answered",
        to=call.sent_to,
        template="placements/mail/call_answered.txt",
        at=at,
        words={"place": call.place.name, "trust": call.campaign.trust.name, "lines": lines},
        about=call,
    )
