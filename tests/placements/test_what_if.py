"""What if: other posts or another rule set beside the trust's list as it is; worked out by replay, and nothing kept."""

from html import unescape
from typing import Any

import pytest
from django.test import Client

from alisveien.base.shipped import rule_sets
from alisveien.engines.distribution.compare import with_posts
from alisveien.engines.distribution.run import distribute
from alisveien.journal.models import Entry
from alisveien.placements import queries
from alisveien.placements.models import Outcome, Round, Run
from alisveien.placements.pages.what_if import posts_now, what_if
from tests.placements.people import UNN, coordinator_client
from tests.placements.test_pages import text_of
from tests.roles import ADVISER, MUNICIPAL_LEADER, TRUST_COORDINATOR, client_as
from tests.workbench.flat import queries_of

pytestmark = pytest.mark.django_db
HERE = f"/runder/2028/{UNN}/hva-om/"


@pytest.fixture
def page() -> Client:
    client: Client = coordinator_client("Første", UNN)
    return client


def kept() -> tuple[Any, ...]:
    return (
        list(Round.objects.order_by("pk").values()),
        list(Run.objects.order_by("pk").values_list("pk", "fingerprint", "judged_at")),
        Outcome.objects.count(),
        Entry.objects.count(),
    )


def test_fewer_posts_are_laid_beside_the_list_and_nothing_is_kept(draft: Round, page: Client) -> None:
    page.get(HERE)
    before = kept()
    told = text_of(page, f"{HERE}?p1=3&p2=3&rules=bands-then-nearest")
    assert "Hva om: ikke vedtatt" in told
    assert "9 plasser i P1 og 9 i P2, «Kriterier, så nærhet»" in told
    assert "3 plasser i P1 og 3 i P2, «Kriterier, så nærhet»" in told
    assert "Fordelt 17 6" in told
    assert kept() == before


def test_who_moves_is_what_a_replay_gives(draft: Round) -> None:
    run = queries.shown_run(draft)
    assert run is not None
    before = queries.distribution_of(run)
    frozen = before.frozen
    assert posts_now(frozen, UNN) == {1: 9, 2: 9}
    found = what_if(before, UNN, {1: 4, 2: 9}, "nearest-first", queries.people_of(run))
    then = distribute(with_posts(frozen, {(UNN, "P1 2028"): 4}).under(rule_sets()["nearest-first"]))
    moved = {one.hpr_number for one in frozen.nominations if before.wish_met(one) != then.wish_met(one)}
    assert {one.href.rsplit("/", 2)[1] for one in found.moved} == moved != set()
    assert found.summary == f"{len(moved)} leger får noe annet."
    assert next(row.label for row in found.rows if row.differs) == "Fordelt"
    assert all(one.now != one.then for one in found.moved)


def test_the_same_again_moves_nobody(draft: Round, page: Client) -> None:
    told = text_of(page, f"{HERE}?p1=9&p2=9&rules=bands-then-nearest")
    assert "Ingen får noe annet." in told
    assert "Hvem får noe annet" not in told


def test_no_posts_at_all_have_neither_share_nor_wait(draft: Round, page: Client) -> None:
    told = text_of(page, f"{HERE}?p1=0&p2=0&rules=nearest-last")
    assert "Ved nærmeste sykehus" in told
    assert "– " in told


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("?p1=x&p2=9&rules=nearest-last", "p1"),
        ("?p1=-1&p2=9&rules=nearest-last", "p1"),
        ("?p1=9&p2=501&rules=nearest-last", "p2"),
        ("?p1=9&p2=&rules=nearest-last", "p2"),
        ("?p1=9&p2=9&rules=best-first", "rules"),
        ("?p1=9&p2=9", "rules"),
    ],
)
def test_what_cannot_be_tried_is_said_and_what_was_typed_is_kept(
    draft: Round, page: Client, typed: str, said: str
) -> None:
    response = page.get(f"{HERE}{typed}")
    assert response.status_code == 200
    assert list(response.context["form"].errors) == [said]
    assert response.context["page"] is None
    shown = unescape(response.content.decode())
    assert "ds-error-summary" in shown
    assert 'value="x"' in shown or "p1=x" not in typed


def test_nobody_else_tries_a_trusts_list(draft: Round) -> None:
    clients = (Client(), client_as(ADVISER), client_as(MUNICIPAL_LEADER), client_as(TRUST_COORDINATOR, stranger=True))
    for client in clients:
        assert client.get(f"{HERE}?p1=1&p2=1&rules=nearest-last").status_code in (302, 403, 404)


def test_it_costs_the_same_whatever_there_is(draft: Round, page: Client) -> None:
    address = f"{HERE}?p1=2&p2=2&rules=nearest-last"
    page.get(address)
    before = len(queries_of(lambda: page.get(address)))
    run = queries.shown_run(draft)
    assert run is not None
    run.outcomes.filter(status="not_eligible").delete()
    assert len(queries_of(lambda: page.get(address))) == before


def test_before_anything_was_tried_there_is_nothing_to_compare(draft: Round, page: Client) -> None:
    draft.runs.all().delete()
    assert page.get(HERE).status_code == 404
