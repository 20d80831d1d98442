"""«Slik det var»: a nomination as it stood when a day was over."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from alisveien.base.errors import NotAllowed
from alisveien.journal.history import history_of
from alisveien.people.models import Doctor
from alisveien.placements.models import Nomination, Wish
from alisveien.placements.queries_before import end_of, nomination_before
from tests.placements.nominating import nominated, wish
from tests.placements.test_nomination_pages import words
from tests.roles import CHIEF_MEDICAL_OFFICER, DOCTOR, MUNICIPAL_LEADER, TRUST_COORDINATOR, actor_as, client_as
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("register")]
FIRST, CHANGED = datetime(2026, 3, 1, 12, tzinfo=UTC), datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.fixture
def one() -> Nomination:
    """A nomination made in March, with courses and a wish changed in June."""
    found = nominated()
    for model in (Doctor, Nomination, Wish):
        history_of(model)._default_manager.update(pgh_created_at=FIRST)
    Doctor.objects.filter(pk=found.doctor_id).update(courses=9)
    found.wishes.filter(number=3).delete()
    for model in (Doctor, Nomination, Wish):
        history_of(model)._default_manager.filter(pgh_created_at__gt=CHANGED).update(pgh_created_at=CHANGED)
    return Nomination.objects.get(pk=found.pk)


def page(one: Nomination, per: str) -> str:
    return words(client_as(MUNICIPAL_LEADER).get(f"/innmeldinger/{one.pk}/slik-det-var/?per={per}"))


def test_it_shows_the_answers_of_the_day_and_marks_what_is_otherwise_now(one: Nomination) -> None:
    said = page(one, "2026-04-01")
    assert "Slik det var 1. april 2026" in said
    assert "6 kurs, 74 % av målene" in said
    assert "endret" in said
    assert "UNN, hvor som helst, P2 2028" in said
    now = page(one, "2026-06-01")
    assert "9 kurs" in now
    assert "UNN, hvor som helst, P2 2028" not in now
    assert "endret" not in now


def test_before_it_was_there_it_says_so(one: Nomination) -> None:
    assert "ikke meldt inn den dagen" in page(one, "2026-02-28")


@pytest.mark.parametrize(
    ("per", "said"), [("igår", "ikke en dato"), ("2099-01-01", "en dag som har vært"), ("1999-12-31", "har vært")]
)
def test_a_day_that_is_none_shows_today_and_says_so(one: Nomination, per: str, said: str) -> None:
    found = page(one, per)
    assert said in found
    assert "9 kurs" in found


def test_who_may(one: Nomination) -> None:
    address = f"/innmeldinger/{one.pk}/slik-det-var/"
    assert client_as(CHIEF_MEDICAL_OFFICER).get(address).status_code == 200
    assert client_as(TRUST_COORDINATOR).get(address).status_code == 403
    for other in (client_as(MUNICIPAL_LEADER, stranger=True), client_as(DOCTOR), Client()):
        assert other.get(address).status_code == 404
    link = f"/innmeldinger/{one.pk}/slik-det-var/"
    assert link in client_as(MUNICIPAL_LEADER).get(f"/innmeldinger/{one.pk}/").content.decode()
    assert link not in client_as(TRUST_COORDINATOR).get(f"/innmeldinger/{one.pk}/").content.decode()
    with pytest.raises(NotAllowed):
        nomination_before(actor_as(MUNICIPAL_LEADER, stranger=True), one, date(2026, 4, 1))


def test_a_day_ends_at_midnight_in_norway() -> None:
    assert end_of(date(2026, 7, 1)) + timedelta(microseconds=1) == datetime(2026, 7, 1, 22, tzinfo=UTC)


def test_the_same_queries_whatever_the_number_of_wishes() -> None:
    found = nominated(wishes=(wish(),))
    client = client_as(MUNICIPAL_LEADER)
    numbers = iter((2, 3, 4))

    def plant() -> Any:
        place = found.wishes.all()[0]
        Wish.objects.create(
            nomination=found,
            number=next(numbers),
            year=2028,
            half=2,
            hospital=place.hospital,
            department=place.department,
        )

    today = datetime.now(UTC).date()
    assert_flat(lambda: client.get(f"/innmeldinger/{found.pk}/slik-det-var/?per={today}"), plant)
