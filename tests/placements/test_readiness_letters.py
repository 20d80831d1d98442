"""Letters about the readiness lists: to whom, when, once before the day and once after, and never when it is done."""

from datetime import date, datetime, timedelta

import pytest

from alisveien.base.days import NORWAY
from alisveien.base.models import Letter
from alisveien.journal.models import Entry
from alisveien.journal.telling import tell
from alisveien.placements import tasks
from alisveien.placements.models import Nomination, Placement, ReadinessItem, ReadinessReminder, ReadinessTick
from alisveien.placements.services.readiness_letters import remind_of_readiness
from tests.placements.staying import FIRST, coordinator, placed
from tests.roles import DEPARTMENT_CONTACT, user_as

pytestmark = pytest.mark.usefixtures("demonstration")


def before(days: int) -> datetime:
    """Noon so many days before the first day of the placement."""
    on = FIRST - timedelta(days=days)
    return datetime(on.year, on.month, on.day, 12, tzinfo=NORWAY)


def letters(to: str) -> list[Letter]:
    return list(Letter.objects.filter(kind="placements.readiness_left", to_address=to).order_by("pk"))


def test_the_leader_is_written_to_the_week_before_and_once_after_with_all_that_is_left() -> None:
    placed()
    assert remind_of_readiness(at=before(98)) == 0
    assert remind_of_readiness(at=before(97)) == 1
    assert remind_of_readiness(at=before(90)) == 0
    assert remind_of_readiness(at=before(89)) == 1
    assert remind_of_readiness(at=before(88)) == 0
    first, after = letters("leder@example.no")
    assert first.subject == "Dette mangler før plassen til Piera Solbakken 1 i sykehus"
    assert "- Permisjon fra stillingen er innvilget (innen 1. desember 2026)" in first.body
    assert "Plassen til Piera Solbakken 1 begynner 1. mars 2027." in first.body
    assert "skulle vært gjort 1. desember 2026" in after.body
    assert remind_of_readiness(at=before(60)) == 1
    assert letters("leder@example.no")[-1].body.count("\n- ") == 3


def test_the_hospital_side_goes_to_the_trust_and_to_the_contact_of_the_ward() -> None:
    placed()
    trust, ward = coordinator(), user_as(DEPARTMENT_CONTACT)
    Nomination.objects.update(leader_email="")
    assert remind_of_readiness(at=before(60)) == 2
    addresses = set(Letter.objects.filter(kind="placements.readiness_left").values_list("to_address", flat=True))
    assert ward.email in addresses
    assert trust.user_id is not None
    entry = Entry.objects.get(kind="placements.placement.reminded")
    assert tell(entry).text == "Helseforetaket ble minnet om det som mangler"
    assert set(ReadinessReminder.objects.values_list("item__side", flat=True)) == {"trust"}


def test_what_is_done_is_not_written_about_and_a_side_without_an_address_waits() -> None:
    one = placed(ward=None)
    ReadinessTick.objects.bulk_create(
        ReadinessTick(placement=one, item=item, done_on=date(2026, 11, 1))
        for item in ReadinessItem.objects.filter(fact="")
    )
    Nomination.objects.update(leader_email="")
    assert remind_of_readiness(at=before(90)) == 0
    Nomination.objects.update(leader_email="leder@example.no")
    remind_of_readiness(at=before(60))
    (letter,) = letters("leder@example.no")
    assert "Vikar er på plass" in letter.body
    assert "Legevakt" not in letter.body
    told = Entry.objects.filter(kind="placements.placement.reminded")
    assert [tell(entry).text for entry in told] == ["Kommunen ble minnet om det som mangler"]


def test_nobody_is_written_to_about_a_placement_that_has_begun_or_fallen_away() -> None:
    one = placed()
    for state in ("begun", "cancelled"):
        Placement.objects.filter(pk=one.pk).update(state=state)
        assert remind_of_readiness(at=before(60)) == 0


def test_the_job_of_the_morning_writes_them(monkeypatch: pytest.MonkeyPatch) -> None:
    placed()
    monkeypatch.setattr(tasks.timezone, "now", lambda: before(90))
    tasks.remind_in_the_morning(0)
    assert letters("leder@example.no")
