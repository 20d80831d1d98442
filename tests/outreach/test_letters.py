"""Letters to a role: merged, previewed, whole or not at all, and how it went; bounced addresses."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.models import Letter
from alisveien.outreach import queries, queries_letters, queries_network, queries_work, rules_letters
from alisveien.outreach.models import Mailing, Recipient, Touch
from alisveien.outreach.pages.bulk import ASK, WRITE
from alisveien.outreach.pages.rows import seat_rows, town_rows
from alisveien.outreach.queries_standing import standings_for
from alisveien.outreach.services.mailings import write_to_role
from tests.outreach.network import AT, BERGEN, TODAY, adviser, holder, town
from tests.roles import ADVISER, MUNICIPAL_LEADER, NATIONAL_COORDINATOR, actor_as, client_as
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
WORDS = {"subject": "Til [rolle] i [kommune]", "body": "Hei [Navn].\nKan vi møtes?"}


def seat(role: str = "municipal_cmo", code: str = "5540", actor: Any = None) -> queries_network.Seat:
    seats = queries_network.seats_for(actor or actor_as(NATIONAL_COORDINATOR, at=AT), TODAY, TODAY)
    return next(one for one in seats if one.role == role and one.town.code == code)


def written(**more: Any) -> Recipient:
    return write_to_role(**{"seat": seat(), "by": adviser(), "at": AT, **WORDS, **more})


def test_a_letter_is_merged_for_who_gets_it_and_answers_go_to_the_sender() -> None:
    held = holder()
    one = written()
    letter = Letter.objects.get()
    assert (letter.to_address, letter.subject) == ("kari@example.no", "Til kommuneoverlege i Kåfjord")
    assert letter.body.startswith(f"Hei {held.person.name}.\nKan vi møtes?")
    assert letter.reply_to.startswith("adviser-")
    assert (one.person_id, one.place_id, one.letter_id) == (held.person_id, town().pk, letter.pk)


def test_several_letters_at_one_time_are_one_mailing() -> None:
    holder()
    holder("health_leader", email="leder@example.no")
    written()
    written(seat=seat("health_leader"))
    (mailing,) = queries_letters.mailings_for(adviser())
    assert (mailing.sent, mailing.bounced, mailing.waiting) == (2, 0, 2)
    assert len(queries_letters.recipients_of(adviser(), mailing)) == 2
    assert list(queries_letters.mailings_for(actor_as(MUNICIPAL_LEADER, at=AT))) == []
    assert list(queries_letters.mailings_for(adviser(stranger=True))) == []


@pytest.mark.parametrize(
    ("words", "reason"),
    [
        ({"subject": " "}, "både emne og tekst"),
        ({"body": "Hei [fornavn]"}, r"\[fornavn\] er ikke"),
        ({"body": "x" * 5001}, "for langt"),
    ],
)
def test_a_letter_that_cannot_be_read_is_refused(words: dict[str, str], reason: str) -> None:
    holder()
    with pytest.raises(RuleBroken, match=reason):
        written(**words)
    assert not Letter.objects.exists()


def test_what_would_not_come_through_is_refused() -> None:
    with pytest.raises(RuleBroken, match="Ingen har rollen"):
        written()
    held = holder(email="")
    with pytest.raises(RuleBroken, match="ingen e-postadresse"):
        written()
    held.person.email = "kari@example.no"
    held.person.save()
    now = seat()
    held.to_on = TODAY
    held.save()
    with pytest.raises(RuleBroken, match="Ingen har rollen"):
        written(seat=now)


def test_a_stranger_does_not_write() -> None:
    holder()
    for by in (adviser(stranger=True), actor_as(MUNICIPAL_LEADER, at=AT)):
        with pytest.raises(NotAllowed):
            written(by=by)


def bounce(address: str = "kari@example.no", state: str = "bounced", days: int = 0) -> None:
    at = AT + timedelta(days=days)
    Letter.objects.create(kind="x", to_address=address, subject="x", body="x", at=at, state=state, sent_at=at)


def test_an_address_that_bounced_is_told_until_a_letter_comes_through() -> None:
    holder()
    Touch.objects.bulk_create(
        Touch(place_id=one.pk, kind="call", on=TODAY, at=AT) for one in queries.towns_followed(adviser(), TODAY)
    )
    bounce("nobody@example.no")
    assert queries_work.waiting_for(adviser(), TODAY) == []
    bounce()
    assert seat().held.bounced  # type: ignore[union-attr]
    with pytest.raises(RuleBroken, match="i retur"):
        written()
    (task,) = queries_work.waiting_for(adviser(), TODAY)
    assert str(task.what) == "1 kontakt har e-post som kommer i retur"
    assert any("i retur" in hint for one in standings_for(adviser(), TODAY, TODAY) for hint in one.hints())
    bounce(state="sent", days=1)
    assert not seat().held.bounced  # type: ignore[union-attr]


def test_a_letter_is_a_touch_unless_it_bounced() -> None:
    holder()
    written()
    assert queries.latest_for(adviser(), TODAY) == {town().pk: (TODAY, "mail")}
    (touch,) = queries.touches_of(adviser(), town(), TODAY)
    assert (touch.kind, touch.who) == ("mail", "kommuneoverlege")
    Letter.objects.update(state="bounced")
    assert queries.latest_for(adviser(), TODAY) == {}


def rows() -> list[Any]:
    return seat_rows(queries_network.seats_for(adviser(), TODAY, TODAY), {}, TODAY)


def test_the_preview_says_who_gets_what_and_why_others_do_not() -> None:
    held = holder()
    holder("alis_contact", email="")
    again = holder("health_leader", email="x@example.no")
    again.person = held.person
    again.save()
    here = [one for one in rows() if one.code == "5540"]
    told = {one.row.role: one for one in WRITE.preview(here, WORDS, adviser(), AT)}
    assert told["health_leader"].what == "til kari@example.no"
    assert told["health_leader"].detail.startswith("Til helseleder i Kåfjord")
    assert told["municipal_cmo"].against == ("Får brevet som helseleder, Kåfjord.",)
    assert told["alis_contact"].against == ("Det står ingen e-postadresse.",)
    assert told["supervisor"].against == ("Ingen har rollen.",)
    (other,) = WRITE.preview(here[:1], WORDS, adviser(stranger=True), AT)
    assert other.against == ("Kommunen følges opp av et annet kontor.",)


def test_doing_writes_what_was_previewed() -> None:
    holder()
    row = next(one for one in rows() if one.email)
    WRITE.do(row, WORDS, adviser(), AT)
    assert Mailing.objects.get().subject == "Til [rolle] i [kommune]"
    assert WRITE.changes is not None
    assert WRITE.stays is not None
    assert (WRITE.changes(1), WRITE.stays(2), WRITE.done(3)) == (
        "1 får brevet",
        "2 får det ikke",
        "3 brev er lagt i utboksen.",
    )


def test_asking_many_says_who_is_asked() -> None:
    holder()
    several = town_rows(
        [one for one in standings_for(adviser(), TODAY, TODAY) if one.town.code in ("5540", "5501")], TODAY, TODAY
    )
    told = {one.row.code: one for one in ASK.preview(several, {}, adviser(), AT)}
    assert told["5540"].what.endswith("kommuneoverlege")
    assert "Ring kommunen" in told["5501"].against[0]
    ASK.do(next(one for one in several if one.code == "5540"), {}, adviser(), AT)
    assert Letter.objects.get().kind == "outreach.check_asked"
    assert ASK.changes is not None
    assert ASK.stays is not None
    assert (ASK.changes(1), ASK.stays(1), ASK.done(2)) == (
        "1 kommune blir spurt",
        "1 kommune kan ikke spørres",
        "2 kommuner er spurt.",
    )


def test_a_person_gets_one_letter_of_a_mailing() -> None:
    held = holder()
    written()
    with pytest.raises(IntegrityError), transaction.atomic():
        Recipient.objects.create(
            mailing=Mailing.objects.get(), person=held.person, place=town(BERGEN), role="municipal_cmo"
        )


def test_who_reads_what_was_sent() -> None:
    holder()
    written()
    mailing = Mailing.objects.get()
    assert rules_letters.may_read_mailing(adviser(), mailing)
    assert not rules_letters.may_read_mailing(adviser(stranger=True), mailing)


def test_the_list_of_letters_is_flat() -> None:
    client, numbers = client_as(ADVISER), iter(range(9))

    def row() -> None:
        holder(email=f"nr{next(numbers)}@example.no")
        written(at=AT + timedelta(hours=Recipient.objects.count()))

    assert_flat(lambda: client.get("/kontaktnett/brev/"), row)
