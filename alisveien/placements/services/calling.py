"""The letters of a half-yearly confirmation: one link to each leader, and reminders to those who have not answered.

Done by jobs that may be run twice or die halfway: each letter is a row that can be there once.
"""

from datetime import datetime, timedelta

from django.db import transaction

from alisveien.access.permissions import Role
from alisveien.access.services.links import make_link
from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.mail import write_letter
from alisveien.journal.services import record
from alisveien.placements import queries_confirmations as queries
from alisveien.placements import rules_confirmations as rules
from alisveien.placements.models import Call, CallLetter, Campaign, Question
from alisveien.placements.rules_nomination import CONFIRM_ALL
from alisveien.placements.services.closing import close_call


@transaction.atomic
def open_campaign(*, campaign_id: int, at: datetime) -> int:
    """Write to every leader of a started campaign, whole or not at all. How many letters; none the second time.

    A doctor nobody can be asked about gets a call without address, which the trust sees.
    """
    campaign = _locked(campaign_id)
    if campaign is None or campaign.started_at is None or campaign.opened_at is not None:
        return 0
    letters = queries.letters_of(campaign, at)
    campaign.opened_at = at
    campaign.save(update_fields=["opened_at"])
    written = 0
    for letter in letters:
        call = Call.objects.create(campaign=campaign, place=letter.place, sent_to=letter.to, asked_at=at)
        Question.objects.bulk_create(
            Question(campaign=campaign, call=call, nomination=one, version=one.version) for one in letter.nominations
        )
        written += _write(call, 0, len(letter.nominations), at)
    return written


@transaction.atomic
def remind_campaign(*, campaign_id: int, number: int, at: datetime) -> int:
    """Remind those who have not answered, 1 the first time and 2 the second. How many letters; none the second time.

    Nobody is reminded who has answered, who was reminded by this number already, or after the set date.
    """
    campaign = _locked(campaign_id)
    if campaign is None or campaign.opened_at is None or norwegian_day(at) > campaign.due_on:
        return 0
    written = 0
    calls = queries.counted_calls(norwegian_day(at)).filter(campaign=campaign, done_at=None).order_by("pk")
    for call in calls.exclude(letters__number=number).select_related("campaign__trust", "place"):
        if not close_call(call=call, at=at):
            written += _write(call, number, call.left, at)
    return written


def _locked(campaign_id: int) -> Campaign | None:
    return Campaign.objects.select_for_update(of=("self",)).select_related("trust").filter(pk=campaign_id).first()


def _write(call: Call, number: int, left: int, at: datetime) -> int:
    """One letter with a link of its own; how many were written: none without an address."""
    if not call.sent_to:
        return 0
    campaign, by = call.campaign, Actor(user_id=call.campaign.started_by)
    expires_at = rules.link_ends(campaign, at)
    address = make_link(
        task=CONFIRM_ALL,
        about=str(call.pk),
        place=call.place,
        role=Role.MUNICIPAL_LEADER,
        recipient=call.sent_to,
        expires_at=expires_at,
        by=by,
        at=at,
    )
    words = {
        "address": address,
        "place": call.place.name,
        "trust": campaign.trust.name,
        "count": left,
        "due_on": campaign.due_on,
        "last_day": norwegian_day(expires_at - timedelta(microseconds=1)),
    }
    template = "placements/mail/call_reminded.txt" if number else "placements/mail/call_asked.txt"
    letter = write_letter(kind="placements.call", to=call.sent_to, template=template, at=at, words=words, about=call)
    CallLetter.objects.create(call=call, number=number, letter=letter, at=at)
    places = [call.place_id, campaign.trust_id]
    if number:
        record("placements.call.reminded", about=call, by=by, at=at, places=places)
    else:
        record("placements.call.asked", about=call, by=by, at=at, places=places)
    return 1
