"""A proposal on its way to a version of the plan: each way out of each deed, and what the database refuses."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from alisveien.base.actor import VISITOR
from alisveien.base.days import NORWAY
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.models import Letter
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.journal.models import Entry
from alisveien.journal.services import undo
from alisveien.places.models import Place
from alisveien.posts import queries_plans as queries
from alisveien.posts.models import CapacityPlan, PlannedPosts, Post, Proposal
from alisveien.posts.queries import plan_for, posts_for
from alisveien.posts.services.posts import make_posts, mark_post
from alisveien.posts.services.proposals import withdraw_proposal
from tests.posts.proposing import AT, NEW, P1, P2, UNN, answer, decide, decided, propose, unn
from tests.roles import ADVISER, MUNICIPAL_LEADER, TRUST_COORDINATOR, actor_as, user_as

pytestmark = pytest.mark.usefixtures("fresh_register")
TODAY = date(2027, 3, 10)
P1_2028 = HalfYear(2028, 1)


def refused(deed: Any, *said: Any, **more: Any) -> str:
    with pytest.raises(RuleBroken) as broken, transaction.atomic():
        deed(*said, **more)
    return " ".join(broken.value.reasons)


def test_a_proposal_stands_from_the_first_half_year_it_changes() -> None:
    proposal = propose({P1_2028: 9, HalfYear(2028, 2): 9, P1: 10, P2: 9})
    assert queries.proposed(proposal) == {P1: 10, P2: 9}
    entry = Entry.objects.get(kind="posts.capacity.proposed")
    assert (entry.before, entry.after) == (
        {"posts": "P1 2029: 9, P2 2029: 9"},
        {"posts": "P1 2029: 10, P2 2029: 9"},
    )


def test_the_trust_gets_a_letter_and_the_office_gets_the_answer() -> None:
    user_as(TRUST_COORDINATOR)
    proposal = propose()
    (letter,) = Letter.objects.all()
    assert letter.subject == "Forslag om antall sykehusplasser ved Universitetssykehuset Nord-Norge HF"
    assert "Svar innen fredag 30. april 2027." in letter.body
    assert f"/kapasitet/forslag/{proposal.pk}/" in letter.body
    answer(proposal, "cannot", why="Ingen ledige vakthjemler")
    last = Letter.objects.latest("pk")
    assert (last.recipient_id, last.kind) == (user_as(ADVISER).pk, "posts.capacity_answered")
    assert "kan ikke endre antallet." in last.body
    decide(proposal, why="")
    assert "Vedtaket er nå en ny versjon av planen: UNN, versjon 2, fra P1 2029." in Letter.objects.latest("pk").body


def test_a_proposal_is_refused_with_every_reason() -> None:
    assert "likt planen" in refused(propose, {P1: 9, P2: 9})
    assert "0 til 99" in refused(propose, {P1: 100})
    assert "har begynt" in refused(propose, {HalfYear(2027, 1): 4})
    assert "Svarfristen" in refused(propose, answer_by=date(2027, 3, 9))
    assert "begrunnelse" in refused(propose, reason=" ")
    propose()
    assert "alt åpent" in refused(propose)
    assert Proposal.objects.count() == 1


def test_only_the_office_of_the_region_proposes_and_only_the_trust_answers_and_decides() -> None:
    for other in (actor_as(ADVISER, stranger=True), actor_as(TRUST_COORDINATOR), VISITOR):
        with pytest.raises(NotAllowed):
            propose(by=other)
    proposal = propose()
    for other in (actor_as(ADVISER), actor_as(TRUST_COORDINATOR, stranger=True)):
        with pytest.raises(NotAllowed):
            answer(proposal, by=other)
        with pytest.raises(NotAllowed):
            decide(proposal, by=other)
    with pytest.raises(NotAllowed):
        withdraw_proposal(proposal=proposal, why="x", by=actor_as(TRUST_COORDINATOR), at=AT)


def test_a_place_that_is_no_trust_and_one_that_is_gone_have_no_plan() -> None:
    place = Place.objects.get(kind=Place.Kind.MUNICIPALITY, code="5540")
    from alisveien.posts.rules_plans import against_proposing  # noqa: PLC0415

    said = {"answer_by": TODAY, "today": TODAY, "has_open": False}
    assert against_proposing(place, NEW, **said) == ["Plasser planlegges for et helseforetak."]  # type: ignore[arg-type]
    gone = unn()
    gone.valid_to = date(2027, 1, 1)
    assert "står ikke lenger" in against_proposing(gone, NEW, **said)[0]  # type: ignore[arg-type]


def test_the_trust_answers_with_other_numbers_and_may_answer_anew() -> None:
    proposal = answer(propose(), "other", why="Én er nok", numbers={P1: 9, P2: 10})
    assert queries.answered(proposal) == {P1: 9, P2: 10}
    proposal = answer(proposal)
    assert (queries.answered(proposal), proposal.state, proposal.answer) == ({}, "answered", "agrees")


@pytest.mark.parametrize(
    ("said", "more", "reason"),
    [
        ("", {}, "Velg et svar."),
        ("cannot", {}, "begrunnelse"),
        ("other", {"why": "x", "numbers": {P1: 9}}, "hvert halvår"),
        ("other", {"why": "x", "numbers": NEW}, "de samme"),
        ("other", {"why": "x", "numbers": {P1: 100, P2: 1}}, "0 til 99"),
    ],
)
def test_an_answer_is_refused_with_its_reason(said: str, more: dict[str, Any], reason: str) -> None:
    assert reason in refused(answer, propose(), said, **more)


def test_a_decision_is_a_version_that_holds_from_its_first_half_year_and_makes_the_posts() -> None:
    before = posts_for(VISITOR, 2028, TODAY)
    plan = decided()
    assert (plan.name, plan.version, plan.body) == ("UNN, versjon 2, fra P1 2029", 2, "Direktøren")
    assert posts_for(VISITOR, 2028, TODAY) == before
    mine = {row.half: row for row in posts_for(VISITOR, 2030, TODAY) if row.trust_number == UNN}
    assert [(mine[half].posts, mine[half].planned_for, mine[half].plan_state) for half in (1, 2)] == [
        (10, 2029, "decided"),
        (11, 2029, "decided"),
    ]
    others = [row for row in posts_for(VISITOR, 2030, TODAY) if row.trust_number != UNN]
    assert len(others) == 6
    assert {row.planned_for for row in others} == {2026}
    assert Post.objects.filter(trust=unn(), year=2029, half=2, state="planned", plan=plan).count() == 11
    assert [(row.year, row.half, row.posts) for row in plan_for(VISITOR, unn())][-3:] == [
        (2026, 2, 9),
        (2029, 1, 10),
        (2029, 2, 11),
    ]


def test_the_reading_of_one_year_and_of_all_agree() -> None:
    decided()
    decided({P2: 12}, decided_on=date(2027, 3, 10))
    plans, trusts = queries.plans_for(VISITOR), {one.code: one for one in queries.trusts_for(VISITOR, TODAY)}
    for year in range(2021, 2033):
        read = {(row.trust_number, row.half): (row.posts, row.planned_for) for row in posts_for(VISITOR, year, TODAY)}
        found = {
            (code, half): plans.at(place.pk, HalfYear(year, half)) for code, place in trusts.items() for half in (1, 2)
        }
        assert {key: (one.posts, one.planned_for.year) for key, one in found.items() if one} == read
    assert plans.at(unn().pk, P1).posts == 10  # type: ignore[union-attr]
    assert plans.at(unn().pk, HalfYear(2030, 2)).posts == 12  # type: ignore[union-attr]
    assert unn().pk in plans.trusts
    names = [plan.version for plan in queries.versions_of(VISITOR, unn())]
    assert names == [3, 2, 1]


def test_a_plan_of_the_region_without_the_trust_gives_it_none() -> None:
    plan = CapacityPlan.objects.create(name="Ny", version=2, state="decided", source="Prøve")
    other = Place.objects.get(kind=Place.Kind.TRUST, code="983974880")
    PlannedPosts.objects.create(plan=plan, trust=other, year=2028, half=1, posts=4)
    plans = queries.plans_for(VISITOR)
    assert plans.at(unn().pk, P1) is None
    assert plans.at(unn().pk, HalfYear(2021, 1)) is None
    assert plans.numbers(other.pk, [P1, P2]) == {P1: 4}
    found = plans.at(other.pk, P1)
    assert found is not None
    assert found.is_decided


@pytest.mark.parametrize(
    ("numbers", "more", "reason"),
    [
        ({P1: 10}, {}, "hvert halvår"),
        ({P1: 10, P2: 100}, {"why": "x"}, "0 til 99"),
        ({P1: 10, P2: 10}, {}, "andre enn i forslaget"),
        (NEW, {"body": " "}, "hvem som har vedtatt"),
        (NEW, {"decided_on": date(2027, 3, 11)}, "etter i dag"),
        (NEW, {"at": datetime(2029, 3, 1, 12, tzinfo=NORWAY)}, "har begynt"),
    ],
)
def test_a_decision_is_refused_with_its_reason(numbers: dict[HalfYear, int], more: dict[str, Any], reason: str) -> None:
    assert reason in refused(decide, answer(propose()), numbers, **more)


def test_nothing_is_decided_before_the_trust_has_answered_nor_twice() -> None:
    proposal = propose()
    assert "Svar på forslaget" in refused(decide, proposal)
    decide(answer(proposal))
    assert "lukket" in refused(decide, proposal)
    assert "lukket" in refused(answer, proposal)
    assert "lukket" in refused(withdraw_proposal, proposal=proposal, why="x", by=actor_as(ADVISER), at=AT)


def test_a_decision_takes_away_free_posts_but_none_that_is_offered() -> None:
    made = make_posts(trust=unn(), counts={P1: 4}, plan=None, by=VISITOR, at=AT)
    mark_post(post=made[0], state="filled", by=VISITOR, at=AT)
    mark_post(post=made[3], state="offered", by=VISITOR, at=AT)
    proposal = answer(propose({P1: 1}))
    assert "P1 2029 har 2 plasser som er tilbudt eller besatt" in refused(decide, proposal, {P1: 1})
    plan = decide(proposal, {P1: 2}, why="To er bundet")
    states = list(Post.objects.filter(trust=unn(), year=2029).values_list("number", "state"))
    assert states == [(1, "filled"), (2, "withdrawn"), (3, "withdrawn"), (4, "offered")]
    assert plan.name in Post.objects.get(trust=unn(), year=2029, number=3).withdrawn_why
    assert queries.whole_posts(unn(), [P1, P2]) == {P1: 2, P2: 0}


def test_a_withdrawn_proposal_says_why_and_can_be_taken_back_until_there_is_another() -> None:
    proposal = propose()
    assert "hvorfor" in refused(withdraw_proposal, proposal=proposal, why=" ", by=actor_as(ADVISER), at=AT)
    withdraw_proposal(proposal=proposal, why="Feil år", by=actor_as(ADVISER), at=AT)
    assert not queries.has_open_proposal(unn())
    entry = Entry.objects.get(kind="posts.capacity.withdrawn")
    undo(entry=entry, by=actor_as(ADVISER), at=AT + timedelta(hours=1))
    assert queries.has_open_proposal(unn())
    withdraw_proposal(proposal=proposal, why="Feil år", by=actor_as(ADVISER), at=AT)
    propose()
    with pytest.raises(RuleBroken):
        undo(entry=Entry.objects.filter(kind="posts.capacity.withdrawn").latest("pk"), by=actor_as(ADVISER), at=AT)


def test_who_may_see_what_is_proposed() -> None:
    proposal = propose()
    for role in (ADVISER, TRUST_COORDINATOR):
        assert list(queries.proposals_for(actor_as(role))) == [proposal]
        assert queries.open_proposals(actor_as(role)) == {unn().pk: proposal}
        assert not queries.proposals_for(actor_as(role, stranger=True)).exists()
    assert not queries.proposals_for(actor_as(MUNICIPAL_LEADER)).exists()


def test_the_database_keeps_a_decided_version_and_one_open_proposal() -> None:
    plan = decided()
    for change in (
        lambda: CapacityPlan.objects.filter(pk=plan.pk).update(source="annet"),
        lambda: CapacityPlan.objects.filter(pk=plan.pk).update(trust=None),
        lambda: PlannedPosts.objects.filter(plan=plan).update(posts=1),
        lambda: PlannedPosts.objects.filter(plan=plan).delete(),
        lambda: CapacityPlan.objects.create(name="x", version=8, state="tentative", source="s", trust=unn()),
        lambda: Proposal.objects.filter(plan=plan).update(state="proposed"),
    ):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    first = propose({P1: 12})
    with pytest.raises(DatabaseError), transaction.atomic():
        Proposal.objects.create(trust=unn(), reason="r", source="s", answer_by=TODAY, proposed_at=AT)
    assert Proposal.objects.exclude(plan=plan).get() == first
