"""A worker that is killed in the middle of sending offers: the next goes on where it stopped, and tells nobody twice.

Each offer is sent in a transaction of its own, so what the killed worker had sent stays sent.
"""

from collections import Counter
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command

from alisveien.base.jobs import enqueue
from alisveien.base.models import Letter
from alisveien.journal.models import Entry
from alisveien.placements.models import Nomination, Offer
from tests.base.test_jobs import until, worker
from tests.placements.offering import in_line, offered
from tests.placements.test_round_killed import killed_at_letter

pytestmark = pytest.mark.django_db(transaction=True)
SHOWN = datetime(2026, 1, 5, 8, tzinfo=UTC)
OFFERS, MIDDLE = 6, 4
TO_DOCTOR, TO_LEADER = "placements.offer.offer_sent", "placements.offer.offer_sent_leader"


@pytest.fixture
def prepared(transactional_db: None, settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> list[Offer]:
    """Offers whose hour has come, to doctors with an address and leaders with another, and the job that sends them."""
    settings.DEMONSTRATION = True
    monkeypatch.setenv("ALISVEIEN_DEMONSTRATION", "1")
    call_command("load_register", verbosity=0)
    made = []
    for number in range(OFFERS):
        nomination, _post = in_line(f"991905{number}", email=f"lege{number}@example.no")
        Nomination.objects.filter(pk=nomination.pk).update(leader_email=f"leder{number}@example.no")
        nomination.refresh_from_db()
        made.append(offered(nomination, 60 + number, state=Offer.State.PREPARED, sent_at=None, shown_from=SHOWN))
    enqueue("placements.send_offers")
    return made


def told() -> Counter[tuple[str, Any]]:
    """How many letters each address has been written about an offer."""
    return Counter(Letter.objects.filter(kind__in=(TO_DOCTOR, TO_LEADER)).values_list("to_address", "about_id"))


@pytest.mark.parametrize("kind", [TO_DOCTOR, TO_LEADER])
def test_a_worker_killed_in_the_middle_of_the_offers_is_followed_by_one_that_tells_the_rest(
    prepared: list[Offer], kind: str
) -> None:
    killed_at_letter(MIDDLE, "INSERT", kind)
    sent = dict(Offer.objects.filter(state=Offer.State.SENT).values_list("pk", "sent_at"))
    assert set(sent) == {one.pk for one in prepared[: MIDDLE - 1]}
    before = told()
    assert before.total() == 2 * (MIDDLE - 1)
    second = worker("--stalled", "2")
    try:
        until(lambda: not Offer.objects.filter(state=Offer.State.PREPARED).exists(), 300)
    finally:
        second.terminate()
        second.wait(timeout=120)
    assert Offer.objects.filter(state=Offer.State.SENT).count() == OFFERS
    assert dict(Offer.objects.filter(pk__in=sent).values_list("pk", "sent_at")) == sent
    wanted = {(f"{who}{n}@example.no", one.pk) for n, one in enumerate(prepared) for who in ("lege", "leder")}
    assert told() == Counter(wanted)
    written = Entry.objects.filter(kind="placements.offer.sent").values_list("about_id", flat=True)
    assert sorted(written) == sorted(one.pk for one in prepared)
