"""The yearly evaluation: from the rows to the figures, its pages and files, and the proposal that freezes it."""

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.placements import queries_yearly as queries
from alisveien.placements.models import Placement, YearlyEvaluation
from alisveien.placements.pages import yearly as pages
from alisveien.placements.services.yearly import propose_by_evaluation
from alisveien.posts.models import Post
from alisveien.posts.services.posts import leave_rest, make_posts
from alisveien.posts.services.proposals import withdraw_proposal
from tests.placements.nominating import nominated
from tests.posts.proposing import AT, UNN, answer, decide, unn
from tests.roles import ADVISER, MUNICIPAL_LEADER, NATIONAL_COORDINATOR, TRUST_COORDINATOR, actor_as, client_as
from tests.workbench.flat import assert_flat

pytestmark = pytest.mark.usefixtures("fresh_register")
YEAR = timezone.localdate().year + 2
HERE = f"/evaluering/{YEAR}/{UNN}/"
LATER = date(YEAR + 2, 1, 1)


def text_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def place_one() -> Placement:
    """One post of three is held for three months; the rest of it is open, the others empty."""
    first, _second, _third = make_posts(
        trust=unn(), counts={HalfYear(YEAR, 1): 2, HalfYear(YEAR, 2): 1}, plan=None, by=VISITOR, at=AT
    )
    nomination = nominated()
    rest = leave_rest(post=first, from_on=date(YEAR, 6, 1), by=VISITOR, at=AT)
    assert rest.left_by == first
    return Placement.objects.create(
        post=first,
        doctor=nomination.doctor,
        nomination=nomination,
        from_on=first.from_on,
        to_on=date(YEAR, 5, 31),
        made_at=AT,
    )


def test_the_rows_become_figures() -> None:
    placement = place_one()
    found = queries.figures_for(VISITOR, [unn()], YEAR, LATER)[unn().pk]
    assert (found.planned, found.filled, found.queue, found.given) == (18, 1, 0, None)
    assert (found.idle_first, found.idle_second) == (9.0, 6.0)
    Placement.objects.filter(pk=placement.pk).update(state="cancelled")
    found = queries.figures_for(VISITOR, [unn()], YEAR, LATER)[unn().pk]
    assert (found.filled, found.queue, found.idle_first) == (0, 1, 12.0)


def test_the_list_and_the_packet_are_for_the_trust_and_the_office() -> None:
    place_one()
    for role in (ADVISER, TRUST_COORDINATOR, NATIONAL_COORDINATOR):
        assert "UNN" in text_of(client_as(role), f"/evaluering/{YEAR}/")
        assert "Tomme måneder" in text_of(client_as(role), HERE)
    text_of(client_as(MUNICIPAL_LEADER), f"/evaluering/{YEAR}/", 403)
    text_of(client_as(MUNICIPAL_LEADER), HERE, 404)
    text_of(client_as(TRUST_COORDINATOR, stranger=True), HERE, 404)
    text_of(client_as(ADVISER), "/evaluering/1999/", 404)
    assert client_as(ADVISER).get("/evaluering/").status_code == 302


def test_the_packet_is_taken_away_as_workbook_csv_and_document() -> None:
    client = client_as(ADVISER)
    assert client.get(f"{HERE}fil/xlsx/").content[:2] == b"PK"
    assert "Plasser i planen" in text_of(client, f"{HERE}fil/csv/")
    document = client.get(f"{HERE}fil/docx/")
    assert document.content[:2] == b"PK"
    assert "attachment" in document.headers["Content-Disposition"]
    text_of(client, f"{HERE}fil/tull/", 404)


def test_small_groups_are_told_to_those_who_see_the_names_only() -> None:
    figures = queries.figures_for(VISITOR, [unn()], YEAR, LATER)[unn().pk]
    nominated()
    some = queries.figures_for(VISITOR, [unn()], 2020, LATER)[unn().pk]
    assert [count for _label, count in pages.need_of(some, exactly=False)] == ["færre enn 5"]
    assert [count for _label, count in pages.need_of(some, exactly=True)] == ["1"]
    assert pages.unmet_of(figures, exactly=False) == []
    assert pages.day_of(figures) == f"1. januar {YEAR + 2}"


def proposed(**more: Any) -> YearlyEvaluation:
    said: dict[str, Any] = {
        "trust": unn(),
        "year": YEAR,
        "numbers": {HalfYear(2029, 1): 10, HalfYear(2029, 2): 11},
        "reason": "Flere venter",
        "answer_by": date(2027, 4, 30),
        "by": actor_as(ADVISER),
        "at": AT,
        **more,
    }
    return propose_by_evaluation(**said)


def test_a_proposal_freezes_the_figures_until_it_is_withdrawn() -> None:
    kept = proposed()
    assert kept.proposal.source == f"Årlig evaluering {YEAR}"
    Post.objects.all().delete()
    place_one()
    (evaluation, figures) = queries.frozen_for(VISITOR, [unn()], YEAR)[unn().pk]
    assert (evaluation, figures.filled, figures.on) == (kept, 0, "2027-03-10")
    assert "10. mars 2027, da forslaget ble sendt" in text_of(client_as(ADVISER), HERE)
    withdraw_proposal(proposal=kept.proposal, why="Feil", by=actor_as(ADVISER), at=AT)
    assert queries.frozen_for(VISITOR, [unn()], YEAR) == {}


def test_the_decision_of_a_proposal_stands_with_its_evaluation() -> None:
    kept = proposed()
    decide(answer(kept.proposal))
    words = pages.course_of(queries.frozen_for(VISITOR, [unn()], YEAR)[unn().pk][0])
    assert words[0] == "Foreslått: Flere venter"
    assert words[1].startswith("Svar: enig i tallene.")
    assert words[2].startswith("Vedtatt 9. mars 2027 av Direktøren: UNN, versjon 2")
    assert "Forslag, svar og vedtak" in text_of(client_as(TRUST_COORDINATOR), HERE)
    assert client_as(ADVISER).get(f"{HERE}fil/docx/").status_code == 200


def test_only_the_office_proposes() -> None:
    for by in (actor_as(TRUST_COORDINATOR), actor_as(ADVISER, stranger=True)):
        with pytest.raises(NotAllowed):
            proposed(by=by)


def test_the_form_proposes_by_the_evaluation() -> None:
    client, year = client_as(ADVISER), timezone.localdate().year
    assert "Send forslaget" in text_of(client, f"{HERE}forslag/")
    typed = {f"p{half}_{year + ahead}": "9" for half in (1, 2) for ahead in (1, 2, 3)}
    typed |= {f"p2_{year + 3}": "10", "reason": "Flere venter", "answer_by": "2099-01-01"}
    assert client.post(f"{HERE}forslag/", {**typed, "reason": ""}).status_code == 200
    assert client.post(f"{HERE}forslag/", typed).status_code == 302
    assert YearlyEvaluation.objects.get().proposal.rows.count() == 1
    assert client_as(TRUST_COORDINATOR).get(f"{HERE}forslag/").status_code == 403


def test_the_list_is_flat() -> None:
    client = client_as(ADVISER)
    state = {"posts": 0}

    def more() -> None:
        state["posts"] += 1
        make_posts(trust=unn(), counts={HalfYear(YEAR, 1): state["posts"]}, plan=None, by=VISITOR, at=AT)

    assert_flat(lambda: client.get(f"/evaluering/{YEAR}/"), more)
