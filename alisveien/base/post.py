"""Handing letters to the mail server, at most once each.

A letter is marked ``sending`` in a transaction of its own before the server is called. A worker that dies between
the two leaves it so: it may or may not have gone, nobody sends it again, and the list of letters shows it.
"""

from contextlib import suppress
from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPSenderRefused
from typing import NoReturn

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction

from alisveien.base.jobs import enqueue
from alisveien.base.mail_server import MailServer
from alisveien.base.models import Letter

SEND = "base.send_letter"


class NotDelivered(Exception):
    """The mail server could not take the letter now; it may be tried again."""


def send_letter(*, letter_id: int, at: datetime) -> None:
    """Send a waiting letter, or in a demonstration only show it. Any other letter is left alone.

    Raises NotDelivered when it should be tried again: the server was not reached, or said «not now». Without a mail
    server the letter stays waiting. A line that breaks after the letter was begun leaves it in ``sending``.
    """
    if not settings.DEMONSTRATION and settings.MAIL is None:
        return
    letter = _taken(letter_id, at)
    if letter is None or settings.MAIL is None:
        return
    line = _line_to(settings.MAIL)
    try:
        line.open()
    except (OSError, SMTPException) as fault:
        _again(letter, type(fault).__name__)
    try:
        _message(letter, settings.MAIL, line).send()
    except SMTPRecipientsRefused as refused:
        _refused(letter, next(code for code, _words in refused.recipients.values()), "SMTPRecipientsRefused")
    except SMTPSenderRefused as refused:
        _again(letter, f"SMTPSenderRefused {refused.smtp_code}")
    except SMTPResponseException as refused:
        _refused(letter, refused.smtp_code, type(refused).__name__)
    except (OSError, SMTPException) as fault:
        _set(letter, Letter.State.SENDING, reason=type(fault).__name__)
    else:
        _set(letter, Letter.State.SENT, sent_at=at, reason="")
    finally:
        with suppress(OSError, SMTPException):
            line.close()


def send_waiting_letters() -> None:
    """Put every letter that still waits in the queue again: the server may have come back, or have been named."""
    if settings.DEMONSTRATION or settings.MAIL is not None:
        for letter_id in Letter.objects.filter(state=Letter.State.WAITING).values_list("pk", flat=True):
            enqueue(SEND, once=f"{SEND}:{letter_id}", letter_id=letter_id)


@transaction.atomic
def _taken(letter_id: int, at: datetime) -> Letter | None:
    """The letter marked as being sent, when it is ours to send; in a demonstration it is shown and that is all."""
    waiting = Letter.objects.select_for_update().filter(pk=letter_id, state=Letter.State.WAITING)
    letter = waiting.first()
    if letter is None:
        return None
    if settings.DEMONSTRATION:
        _set(letter, Letter.State.SHOWN, sent_at=at)
        return None
    letter.attempts += 1
    _set(letter, Letter.State.SENDING, attempts=letter.attempts)
    return letter


def _line_to(server: MailServer) -> EmailBackend:
    """A line to the mail server, not yet open."""
    return EmailBackend(
        host=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.starttls,
        use_ssl=server.tls,
        timeout=20,
    )


def _message(letter: Letter, server: MailServer, line: EmailBackend) -> EmailMessage:
    """The letter as a message. Its Message-ID is the same however often it is made."""
    return EmailMessage(
        subject=letter.subject,
        body=letter.body,
        from_email=server.sender,
        to=[letter.to_address],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={"Message-ID": f"<letter-{letter.pk}@{server.domain}>", "Auto-Submitted": "auto-generated"},
        connection=line,
    )


def _refused(letter: Letter, code: int, reason: str) -> None:
    """What the server's «no» means: 5xx is final and the letter has bounced; 4xx is tried again."""
    if not 500 <= code < 600:
        _again(letter, f"{reason} {code}")
    mark_bounced(letter_id=letter.pk, reason=f"{reason} {code}")


def _again(letter: Letter, reason: str) -> NoReturn:
    """Let the letter wait for another try."""
    _set(letter, Letter.State.WAITING, reason=reason)
    raise NotDelivered(reason)


def _set(letter: Letter, state: str, **fields: object) -> None:
    Letter.objects.filter(pk=letter.pk).update(state=state, **fields)


def mark_bounced(*, letter_id: int, reason: str) -> None:
    """Say that a letter that was handed over has come back. ``reason`` is the mail system's code, never the address."""
    Letter.objects.filter(pk=letter_id, state__in=[Letter.State.SENT, Letter.State.SENDING]).update(
        state=Letter.State.BOUNCED, reason=reason[:300]
    )
