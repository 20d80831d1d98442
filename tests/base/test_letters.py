"""Letters: written with the deed, handed over at most once, never out of a demonstration."""

import smtplib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.core.mail import EmailMessage, send_mail
from django.core.mail.backends.smtp import EmailBackend
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from alisveien.base import mail, post
from alisveien.base.mail_server import MailServer, mail_server_from
from alisveien.base.models import Letter
from alisveien.posts.models import CapacityPlan
from tests.base.queue import jobs_waiting
from tests.roles import ADMINISTRATOR, ADVISER, client_as

AT = datetime(2027, 3, 1, 12, tzinfo=UTC)
SERVER = mail_server_from("smtps://a:b@mail.example.no/?from=alisveien@example.no")
OUTBOX = "alisveien.base.mail.Outbox"
pytestmark = pytest.mark.django_db


@pytest.fixture
def handed_over(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> list[EmailMessage]:
    """What the mail server was given; it takes everything."""
    settings.MAIL, settings.DEMONSTRATION = SERVER, False
    given: list[EmailMessage] = []

    def take(self: EmailBackend, messages: list[EmailMessage]) -> int:
        given.extend(messages)
        return len(messages)

    monkeypatch.setattr(EmailBackend, "open", lambda self: True)
    monkeypatch.setattr(EmailBackend, "send_messages", take)
    return given


def refusing(monkeypatch: pytest.MonkeyPatch, error: Exception) -> None:
    def refuse(self: EmailBackend, messages: list[EmailMessage]) -> int:
        raise error

    monkeypatch.setattr(EmailBackend, "send_messages", refuse)


def a_letter(**more: object) -> Letter:
    words = {
        "kind": "tests.letter",
        "to": "Kari <kari@example.no>",
        "subject": "Hei",
        "body": "Hei på deg.\n",
        "at": AT,
    }
    return mail.put_in_outbox(**{**words, **more})  # type: ignore[arg-type]


def state(letter: Letter) -> str:
    letter.refresh_from_db()
    return letter.state


def test_a_letter_is_written_with_the_job_that_sends_it() -> None:
    letter = a_letter(subject="To\nlinjer")
    assert (letter.to_address, letter.subject, letter.state) == ("kari@example.no", "To linjer", "waiting")
    assert jobs_waiting() == [("base.send_letter", {"letter_id": letter.pk})]


def test_a_deed_rolled_back_takes_its_letter_with_it() -> None:
    try:
        with transaction.atomic():
            a_letter()
            raise ZeroDivisionError
    except ZeroDivisionError:
        pass
    assert not Letter.objects.exists()
    assert jobs_waiting() == []


def test_letters_of_packages_go_the_same_way(settings: Settings) -> None:
    settings.EMAIL_BACKEND = OUTBOX
    assert send_mail("Nytt passord", "Følg lenken.", None, ["a@example.no", "b@example.no"]) == 1
    found = Letter.objects.order_by("to_address").values_list("to_address", "kind", "body")
    assert list(found) == [(f"{who}@example.no", "accounts.letter", "Følg lenken.") for who in "ab"]


def test_a_template_gives_subject_words_and_whom_to_answer(settings: Settings) -> None:
    settings.TEMPLATES = [{**settings.TEMPLATES[0], "DIRS": [Path(__file__).parent / "templates"]}]
    plan = CapacityPlan.objects.create(name="P", version=1, state="tentative", source="s")
    letter = mail.write_letter(
        kind="tests.letter",
        to="kari@example.no",
        template="tests_letter.txt",
        at=AT,
        words={"name": "Åse & Kari"},
        about=plan,
        recipient_id=4,
        reply_to="kontoret@example.no",
    )
    assert letter.subject == "Hei, Åse & Kari"
    assert "Dette er et brev til Åse & Kari." in letter.body
    assert "så når du kontoret@example.no" in letter.body
    assert (letter.about_model, letter.about_id, letter.recipient_id) == ("posts.capacityplan", plan.pk, 4)


def test_a_letter_is_handed_over_once_however_often_its_job_runs(handed_over: list[EmailMessage]) -> None:
    letter = a_letter(reply_to="kontoret@example.no")
    for _number in range(3):
        post.send_letter(letter_id=letter.pk, at=AT)
    (message,) = handed_over
    assert (message.to, message.reply_to, message.from_email) == (
        ["kari@example.no"],
        ["kontoret@example.no"],
        "alisveien@example.no",
    )
    assert message.extra_headers["Message-ID"] == f"<letter-{letter.pk}@example.no>"
    assert state(letter) == "sent"
    assert (letter.attempts, letter.sent_at) == (1, AT)


def test_a_worker_that_died_while_sending_does_not_lead_to_a_second_letter(handed_over: list[EmailMessage]) -> None:
    letter = a_letter()
    Letter.objects.filter(pk=letter.pk).update(state="sending")
    post.send_letter(letter_id=letter.pk, at=AT)
    assert handed_over == []
    assert state(letter) == "sending"


@pytest.mark.parametrize(
    ("error", "reason"),
    [
        (smtplib.SMTPRecipientsRefused({"kari@example.no": (550, b"no such user")}), "SMTPRecipientsRefused 550"),
        (smtplib.SMTPDataError(554, b"spam"), "SMTPDataError 554"),
    ],
)
def test_a_final_refusal_is_a_bounce(
    handed_over: list[EmailMessage], monkeypatch: pytest.MonkeyPatch, error: Exception, reason: str
) -> None:
    refusing(monkeypatch, error)
    letter = a_letter()
    post.send_letter(letter_id=letter.pk, at=AT)
    assert state(letter) == "bounced"
    assert letter.reason == reason


@pytest.mark.parametrize(
    "error",
    [
        smtplib.SMTPDataError(451, b"later"),
        smtplib.SMTPRecipientsRefused({"kari@example.no": (450, b"busy")}),
        smtplib.SMTPSenderRefused(550, b"who are you", "alisveien@example.no"),
    ],
)
def test_what_passes_is_tried_again(
    handed_over: list[EmailMessage], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    refusing(monkeypatch, error)
    letter = a_letter()
    with pytest.raises(post.NotDelivered):
        post.send_letter(letter_id=letter.pk, at=AT)
    assert state(letter) == "waiting"
    assert letter.attempts == 1


@pytest.mark.parametrize("error", [ConnectionRefusedError(), smtplib.SMTPAuthenticationError(535, b"no")])
def test_a_server_that_is_not_reached_is_tried_again(
    handed_over: list[EmailMessage], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def refuse(self: EmailBackend) -> bool:
        raise error

    monkeypatch.setattr(EmailBackend, "open", refuse)
    letter = a_letter()
    with pytest.raises(post.NotDelivered):
        post.send_letter(letter_id=letter.pk, at=AT)
    assert (state(letter), handed_over) == ("waiting", [])


@pytest.mark.parametrize("error", [smtplib.SMTPServerDisconnected(), TimeoutError()])
def test_a_line_that_breaks_in_the_middle_is_not_tried_again(
    handed_over: list[EmailMessage], monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    refusing(monkeypatch, error)
    letter = a_letter()
    post.send_letter(letter_id=letter.pk, at=AT)
    assert state(letter) == "sending"
    assert letter.reason == type(error).__name__


def test_letters_that_wait_are_queued_when_a_worker_starts(settings: Settings) -> None:
    settings.MAIL, settings.DEMONSTRATION = SERVER, False
    letter, done = a_letter(), a_letter()
    Letter.objects.filter(pk=done.pk).update(state="sent", sent_at=AT)
    before = len(jobs_waiting())
    post.send_waiting_letters()
    post.send_waiting_letters()
    assert jobs_waiting()[before:] == [("base.send_letter", {"letter_id": letter.pk})]


def test_in_a_demonstration_a_letter_is_shown_and_goes_nowhere(
    handed_over: list[EmailMessage], settings: Settings, client: Client
) -> None:
    settings.DEMONSTRATION = True
    letter = a_letter(body="Les <b>dette</b> på https://example.no/lenke/ i dag.")
    post.send_letter(letter_id=letter.pk, at=AT)
    assert handed_over == []
    assert state(letter) == "shown"
    page = client.get("/utboks/").content.decode()
    assert "kari@example.no" in page
    assert "&lt;b&gt;dette" in page
    assert 'href="https://example.no/lenke/"' in page


def test_without_a_mail_server_a_letter_waits(settings: Settings) -> None:
    settings.MAIL, settings.DEMONSTRATION = None, False
    letter = a_letter()
    post.send_letter(letter_id=letter.pk, at=AT)
    assert state(letter) == "waiting"


def test_a_letter_that_comes_back_later_is_marked() -> None:
    letter = a_letter()
    post.mark_bounced(letter_id=letter.pk, reason="5.1.1")
    assert state(letter) == "waiting"
    Letter.objects.filter(pk=letter.pk).update(state="sent", sent_at=AT)
    post.mark_bounced(letter_id=letter.pk, reason="5.1.1")
    assert state(letter) == "bounced"


def test_scrubbing_leaves_the_line_and_takes_the_words() -> None:
    plan = CapacityPlan.objects.create(name="P", version=1, state="tentative", source="s")
    letter = a_letter(about=plan)
    Letter.objects.filter(pk=letter.pk).update(state="sent", sent_at=AT)
    assert mail.scrub_letters(about=CapacityPlan, ids=[plan.pk]) == 1
    letter.refresh_from_db()
    assert (letter.to_address, letter.subject, letter.body, letter.kind) == ("", "", "", "tests.letter")


def test_outside_a_demonstration_administrators_see_which_went_and_nobody_sees_the_words(
    settings: Settings, register: None
) -> None:
    settings.DEMONSTRATION = False
    letter = a_letter()
    assert Client().get("/utboks/").status_code == 403
    assert client_as(ADVISER).get("/utboks/").status_code == 403
    page = client_as(ADMINISTRATOR).get("/utboks/").content.decode()
    assert f"Brev {letter.pk}" in page
    assert "kari" not in page
    assert "Hei" not in page


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("", None),
        ("smtp://h/?from=a@b.no", MailServer("h", 587, "", "", "a@b.no", tls=False, starttls=True)),
        ("smtp://h:25/?from=a@b.no&tls=no", MailServer("h", 25, "", "", "a@b.no", tls=False, starttls=False)),
        ("smtps://u:p%40@h/?from=a@b.no", MailServer("h", 465, "u", "p@", "a@b.no", tls=True, starttls=False)),
    ],
)
def test_the_address_of_the_mail_server(url: str, expected: MailServer | None) -> None:
    assert mail_server_from(url) == expected


@pytest.mark.parametrize("url", ["http://h/?from=a@b.no", "smtp://h/", "smtp:///?from=a@b.no"])
def test_an_address_that_lacks_something_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="ALISVEIEN_MAIL"):
        mail_server_from(url)
