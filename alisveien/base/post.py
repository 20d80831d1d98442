"""Handing letters to the mail server, at most once each.

A letter is marked ``sending`` in a transaction of its own before the server is called. A worker that dies between
the two leaves it so: it may or may not have gone, nobody sends it again, and the list of letters shows it.
"""

from datetime import datetime
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction

from alisveien.base.mail_server import MailServer
from alisveien.base.models import Letter


class NotDelivered(Exception):
    """The mail server could not take the letter now; it may be tried again."""


def send_letter(*, letter_id: int, at: datetime) -> None:
    """Send a waiting letter, or in a demonstration only show it. Any other letter is left alone.

    Raises NotDelivered when it should be tried again. Without a mail server the letter stays waiting.
    """
    if not settings.DEMONSTRATION and settings.MAIL is None:
        return
    letter = _taken(letter_id, at)
    if letter is None or settings.MAIL is None:
        return
    try:
        _hand_over(letter, settings.MAIL)
    except SMTPRecipientsRefused as refused:
        codes = [code for code, _words in refused.recipients.values()]
        _after(letter, codes[0] if codes else 500, "SMTPRecipientsRefused", at)
    except SMTPResponseException as refused:
        _after(letter, refused.smtp_code, type(refused).__name__, at)
    except (ConnectionError, OSError, SMTPException) as fault:
        _after(letter, 0, type(fault).__name__, at)
    else:
        _set(letter, Letter.State.SENT, sent_at=at, reason="")


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


def _hand_over(letter: Letter, server: MailServer) -> None:
    """Give the letter to the mail server. Its Message-ID is the same however often it is given."""
    connection = EmailBackend(
        host=server.host,
        port=server.port,
        username=server.user,
        password=server.password,
        use_tls=server.starttls,
        use_ssl=server.tls,
        timeout=20,
    )
    message = EmailMessage(
        subject=letter.subject,
        body=letter.body,
        from_email=server.sender,
        to=[letter.to_address],
        reply_to=[letter.reply_to] if letter.reply_to else None,
        headers={"Message-ID": f"<letter-{letter.pk}@{server.domain}>", "Auto-Submitted": "auto-generated"},
        connection=connection,
    )
    message.send()


def _after(letter: Letter, code: int, reason: str, at: datetime) -> None:
    """What a refusal means: 5xx is final and the letter has bounced; everything else is tried again."""
    words = f"{reason} {code}" if code else reason
    if 500 <= code < 600:
        _set(letter, Letter.State.BOUNCED, reason=words)
        return
    _set(letter, Letter.State.WAITING, reason=words)
    raise NotDelivered(words)


def _set(letter: Letter, state: str, **fields: object) -> None:
    Letter.objects.filter(pk=letter.pk).update(state=state, **fields)


def mark_bounced(*, letter_id: int, reason: str) -> None:
    """Say that a letter that was sent has come back. ``reason`` is the mail system's code, never the address."""
    Letter.objects.filter(pk=letter_id, state__in=[Letter.State.SENT, Letter.State.SENDING]).update(
        state=Letter.State.BOUNCED, reason=reason[:300]
    )
