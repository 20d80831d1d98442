"""Letters: written as rows with the deed they tell of, and sent by a job when the deed stands.

``write_letter`` is what a service calls. ``Outbox`` is the e-mail backend of the settings, so that letters from
packages (resetting a password) go the same way. Nothing here talks to a mail server; ``base.post`` does.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from email.utils import parseaddr
from typing import Any

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import Model
from django.template.loader import render_to_string
from django.utils import timezone

from alisveien.base.jobs import enqueue
from alisveien.base.models import Letter
from alisveien.base.post import SEND

FROM_PACKAGES = "accounts.letter"


@transaction.atomic
def write_letter(
    *,
    kind: str,
    to: str,
    template: str,
    at: datetime,
    words: Mapping[str, Any],
    about: Model | None = None,
    recipient_id: int | None = None,
    reply_to: str = "",
) -> Letter:
    """Write one letter to one address; it is sent when the transaction at hand stands.

    ``template`` is ``<area>/mail/<name>.txt``: the first line is the subject, an empty line, then the text. It
    extends ``base/mail/letter.txt``. Context: ``words``, and ``reply_to`` (who to answer).
    """
    text = render_to_string(template, {**words, "reply_to": reply_to})
    subject, _blank, body = text.strip().partition("\n")
    return put_in_outbox(
        kind=kind,
        to=to,
        subject=subject.strip(),
        body=body.strip() + "\n",
        at=at,
        about=about,
        recipient_id=recipient_id,
        reply_to=reply_to,
    )


@transaction.atomic
def put_in_outbox(
    *,
    kind: str,
    to: str,
    subject: str,
    body: str,
    at: datetime,
    about: Model | None = None,
    recipient_id: int | None = None,
    reply_to: str = "",
) -> Letter:
    """Write a letter whose words are ready, and the job that sends it."""
    letter = Letter.objects.create(
        kind=kind,
        to_address=parseaddr(to)[1],
        recipient_id=recipient_id,
        reply_to=reply_to,
        subject=" ".join(subject.split())[:200],
        body=body,
        about_model=about._meta.label_lower if about else "",
        about_id=about.pk if about else None,
        at=at,
    )
    enqueue(SEND, letter_id=letter.pk)
    return letter


class Outbox(BaseEmailBackend):
    """Django's e-mail backend: one row per address, in the transaction at hand. Attachments are not carried."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write the letters; returns how many messages were taken."""
        for message in email_messages:
            for address in message.recipients():
                put_in_outbox(
                    kind=message.extra_headers.get("X-Alisveien-Kind", FROM_PACKAGES),
                    to=address,
                    subject=str(message.subject),
                    body=str(message.body),
                    at=timezone.now(),
                    reply_to=next(iter(message.reply_to), ""),
                )
        return len(email_messages)


def scrub_letters(*, about: type[Model], ids: Collection[int]) -> int:
    """Take address and words out of every letter about some things. Returns how many letters."""
    letters = Letter.objects.filter(about_model=about._meta.label_lower, about_id__in=ids)
    return letters.exclude(state=Letter.State.WAITING).update(
        to_address="", reply_to="", subject="", body="", recipient_id=None
    )
