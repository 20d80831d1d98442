"""Sending a draft: the nomination is made or changed and the draft is gone, or neither."""

from datetime import datetime

from django.db import transaction

from alisveien.base.actor import Actor
from alisveien.placements.answers import Answers, Versions
from alisveien.placements.models import Draft, Nomination, SentDraft
from alisveien.placements.services.drafts import discard_draft
from alisveien.placements.services.nominations import change_nomination, nominate_doctor


@transaction.atomic
def send_draft(*, draft: Draft, answers: Answers, by: Actor, at: datetime) -> Nomination:
    """Nominate, or change the nomination the draft is about. Raises as those two do, and then the draft stays.

    What the draft became is kept for the windows of its owner that still have it open.
    """
    seen = Versions(*draft.seen_versions) if draft.seen_versions else Versions(0, 0)
    if draft.nomination is None:
        nomination = nominate_doctor(answers=answers, seen=seen, by=by, at=at)
    else:
        nomination = change_nomination(nomination=draft.nomination, answers=answers, seen=seen, by=by, at=at)
    SentDraft.objects.create(
        draft_id=draft.pk, user_id=draft.user_id, link_id=draft.link_id, nomination=nomination, sent_at=at
    )
    discard_draft(draft=draft, by=by, at=at)
    return nomination
