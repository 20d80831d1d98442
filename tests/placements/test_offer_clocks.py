"""The hours of an offer as a Norwegian clock shows them: the embargo, the deadline, and the moment it runs out.

Easter of 2027 is 28 March, the day the clock goes forward; 17 May of 2027 is Whit Monday too; the clock goes back on 31
October 2027. Deeds take the instant, so nothing here waits.
"""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from alisveien.base.errors import RuleBroken
from alisveien.base.models import Letter
from alisveien.placements import queries_offers
from alisveien.placements.forms_offers import TermsForm
from alisveien.placements.models import Offer
from alisveien.placements.services import offer_answers as deeds
from alisveien.placements.services import offers as making
from alisveien.placements.services import rounds
from alisveien.placements.services.offer_letters import send_offer
from tests.placements.offering import in_line, offered
from tests.placements.people import AT, coordinator, judged

OVER = "2026-12-01T22:59:00+00:00"
MINUTE = timedelta(minutes=1)


def utc(words: str) -> datetime:
    return datetime.fromisoformat(words).astimezone(UTC)


def asked_again(at: str) -> Offer:
    """An offer whose deferral is refused at an instant, so that there are five working days from then to answer."""
    nomination, _post = in_line(email="lege@example.no")
    offer = offered(nomination, answer_by=utc(OVER), ground="plan", ground_at=utc(OVER))
    return deeds.settle_deferral(offer=offer, granted=False, to=None, why="Ingen vikar", by=coordinator(), at=utc(at))


@pytest.mark.django_db
@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize(
    ("at", "due", "words"),
    [
        ("2027-03-22T09:00+01:00", "2027-04-01T23:59+02:00", "torsdag 1. april 2027 kl. 23.59"),  # Easter, summer time
        ("2027-03-28T01:59+01:00", "2027-04-05T23:59+02:00", "mandag 5. april 2027 kl. 23.59"),  # the hour before it
        ("2027-05-12T09:00+02:00", "2027-05-20T23:59+02:00", "torsdag 20. mai 2027 kl. 23.59"),  # 17 May
        ("2027-06-01T23:59:30+02:00", "2027-06-08T23:59+02:00", "tirsdag 8. juni 2027 kl. 23.59"),  # before midnight
        ("2027-06-02T00:00:30+02:00", "2027-06-09T23:59+02:00", "onsdag 9. juni 2027 kl. 23.59"),  # after midnight
        (
            "2027-10-29T09:00+02:00",
            "2027-11-05T23:59+01:00",
            "fredag 5. november 2027 kl. 23.59",
        ),  # the clock goes back
        ("2027-12-31T23:30+01:00", "2028-01-07T23:59+01:00", "fredag 7. januar 2028 kl. 23.59"),  # the year ends
    ],
)
def test_the_time_runs_out_on_the_minute_the_letter_says(at: str, due: str, words: str) -> None:
    offer = asked_again(at)
    last = utc(due)
    assert offer.answer_by == last
    assert f"Svar innen {words}." in Letter.objects.get(kind="placements.offer.offer_not_deferred").body
    assert offer.pk not in queries_offers.due_to_expire(last)
    assert not deeds.expire_offer(offer_id=offer.pk, at=last)
    with pytest.raises(RuleBroken, match="Svarfristen er ute"):
        deeds.accept_offer(offer=offer, asked_how="Legen, i telefon", by=coordinator(), at=last + MINUTE)
    assert offer.pk in queries_offers.due_to_expire(last + MINUTE)
    assert deeds.expire_offer(offer_id=offer.pk, at=last + MINUTE)
    assert f"Vi fikk ikke svar innen {words}." in Letter.objects.get(kind="placements.offer.offer_expired").body


@pytest.mark.django_db
@pytest.mark.usefixtures("demonstration")
@pytest.mark.parametrize("at", ["2027-03-22T09:00+01:00", "2027-10-29T09:00+02:00"])
def test_an_answer_on_the_last_minute_counts(at: str) -> None:
    offer = asked_again(at)
    taken = deeds.accept_offer(offer=offer, asked_how="Legen, i telefon", by=coordinator(), at=offer.answer_by)
    assert taken.state == Offer.State.ACCEPTED


@pytest.mark.parametrize(("day", "shown"), [("2027-03-26", "11:00"), ("2027-03-30", "10:00"), ("2027-11-01", "11:00")])
def test_offers_are_shown_at_noon_by_the_norwegian_clock(day: str, shown: str) -> None:
    form = TermsForm({"shown_on": day, "days": "5", "hour": ""})
    assert form.is_valid()
    assert form.cleaned_data["shown_from"] == datetime.fromisoformat(f"{day}T{shown}+00:00")


@pytest.mark.parametrize(
    ("shown", "due"),
    [
        ("2027-09-02T00:30+02:00", "2027-09-07T12:00+02:00"),  # half past midnight: counted from Thursday
        ("2027-10-29T12:00+02:00", "2027-11-03T12:00+01:00"),  # the Friday before the clock goes back
        ("2028-04-12T12:00+02:00", "2028-04-20T12:00+02:00"),  # the Wednesday before Easter
        ("2028-05-16T12:00+02:00", "2028-05-22T12:00+02:00"),  # the day before 17 May
    ],
)
def test_the_days_to_answer_count_from_the_day_an_offer_is_shown(draft: Any, shown: str, due: str) -> None:
    judged(draft, coordinator())
    at = utc(shown)
    making.set_terms(trust=draft.trust, year=2028, shown_from=at, days=3, hour=12, by=coordinator(), at=AT)
    round_ = rounds.release_round(round_=draft, by=coordinator("Andre"), at=AT)
    offer = round_.offers.order_by("pk")[0]
    assert (offer.shown_from, offer.answer_by) == (at, utc(due))
    assert offer.pk not in queries_offers.due_to_be_sent(at - timedelta(seconds=1))
    assert not send_offer(offer_id=offer.pk, at=at - timedelta(seconds=1))
    assert offer.pk in queries_offers.due_to_be_sent(at)
    assert send_offer(offer_id=offer.pk, at=at)
    assert not send_offer(offer_id=offer.pk, at=at)
    assert (
        deeds.accept_offer(offer=offer, asked_how="Legen, i telefon", by=coordinator(), at=utc(due)).state == "accepted"
    )
