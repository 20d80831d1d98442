"""The pages of the plan: what they show and to whom, each form there and back, and lists that stay flat."""

import re
from datetime import date, datetime
from functools import partial
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alisveien.base.actor import VISITOR
from alisveien.base.days import NORWAY
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.journal.models import Entry
from alisveien.journal.seen import mark_of
from alisveien.journal.services import undo
from alisveien.placements.models import Round
from alisveien.posts import queries_posts, queries_work
from alisveien.posts.models import CapacityPlan, DepartmentTerms, Post, Proposal
from alisveien.posts.services.changes import describe_department, open_post, withdraw_post
from alisveien.posts.services.posts import make_posts
from tests.posts.proposing import AT, P1, P2, UNN, answer, decided, department, propose, unn
from tests.roles import ADVISER, MUNICIPAL_LEADER, TRUST_COORDINATOR, actor_as, client_as
from tests.seen import carried
from tests.workbench.flat import assert_flat

pytestmark = pytest.mark.usefixtures("fresh_register")
LATER = timezone.localdate().year + 3


def text_of(client: Client, path: str, status: int = 200) -> str:
    response = client.get(path)
    assert response.status_code == status, path
    return response.content.decode()


def numbers_for(proposal: Proposal) -> dict[str, str]:
    return {f"p{row.half}_{row.year}": str(row.posts) for row in proposal.rows.all()}


def propose_now() -> Proposal:
    first, second = HalfYear(LATER, 1), HalfYear(LATER, 2)
    return propose({first: 10, second: 11}, at=timezone.now(), answer_by=timezone.localdate())


def test_the_plan_has_the_sums_of_table_1_and_a_proposal_only_for_those_who_may_see_it() -> None:
    propose({HalfYear(LATER, 1): 11, HalfYear(LATER, 2): 12}, at=timezone.now(), answer_by=timezone.localdate())
    shown = text_of(Client(), "/kapasitet/?fra=2022")
    sums = shown.split('class="plan-sum"')[1].split("</tr>")[0]
    assert [part.split("<")[0] for part in sums.split('">')[2:]][:8] == ["10", "10", "15", "16", "20", "22", "25", "25"]
    assert "forslag venter på svar" not in text_of(Client(), "/kapasitet/")
    seen = text_of(client_as(ADVISER), "/kapasitet/")
    assert "forslag venter på svar" in seen
    assert "Samlet med forslag" in seen
    assert text_of(Client(), "/kapasitet/?fra=tull")


def test_a_trust_without_a_plan_is_offered_to_the_office_that_may_propose() -> None:
    CapacityPlan.objects.filter(trust=None).delete()
    assert "Ingen plan ennå" in text_of(Client(), "/kapasitet/")
    assert "Uten plan:" in text_of(client_as(ADVISER), "/kapasitet/")
    assert "Ingen versjon har plasser" in text_of(Client(), f"/kapasitet/{UNN}/")
    text_of(Client(), f"/kapasitet/{UNN}/sammenlign/", 404)


def test_one_trust_shows_what_holds_and_every_version() -> None:
    decided()
    shown = text_of(Client(), f"/kapasitet/{UNN}/")
    assert "UNN, versjon 2, fra P1 2029" in shown
    assert "Vedtatt 9. mars 2027 av Direktøren" in shown
    assert "foreløpig, ført videre fra P1 2026" in shown
    assert "Foreslå endring" not in shown
    assert "Foreslå endring" in text_of(client_as(ADVISER), f"/kapasitet/{UNN}/")
    text_of(Client(), "/kapasitet/5540/", 404)


def test_two_versions_stand_side_by_side() -> None:
    plan = decided()
    answer(propose({P1: 12, P2: 12}), "other", why="x", numbers={P1: 12, P2: 11})
    shown = text_of(Client(), f"/kapasitet/{UNN}/sammenlign/?fra=v1&til=v{plan.pk}")
    assert "+1" in shown
    assert "Forslaget fra kontoret" not in shown
    own = text_of(client_as(TRUST_COORDINATOR), f"/kapasitet/{UNN}/sammenlign/?fra=svar&til=forslag")
    assert "Tallene i svaret" in own
    assert "+1" in own


def test_the_office_proposes_and_what_was_typed_is_not_lost() -> None:
    client, path = client_as(ADVISER), f"/kapasitet/{UNN}/forslag/"
    shown = text_of(client, path)
    assert "gjelder: 9" in shown
    years = range(LATER - 2, LATER + 1)
    typed = {f"p{half}_{year}": "9" for year in years for half in (1, 2)} | {"reason": "Flere venter", "source": ""}
    back = client.post(path, {**typed, "answer_by": "2099-01-01"})
    assert back.status_code == 200
    assert "Flere venter" in back.content.decode()
    wrong = client.post(path, {**typed, f"p2_{LATER}": "tull", "source": "x", "answer_by": "2099-01-01"})
    assert 'value="tull"' in wrong.content.decode()
    done = client.post(path, {**typed, f"p2_{LATER}": "10", "source": "x", "answer_by": "2099-01-01"})
    assert done.status_code == 302
    assert [(row.half, row.posts) for row in Proposal.objects.get().rows.all()] == [(2, 10)]
    assert client_as(TRUST_COORDINATOR).get(path).status_code == 403


def test_the_trust_answers_looks_at_what_changes_and_decides() -> None:
    proposal, client = propose_now(), client_as(TRUST_COORDINATOR)
    here, numbers = f"/kapasitet/forslag/{proposal.pk}/", numbers_for(proposal)
    assert "Svar på forslaget" in text_of(client, here)
    assert client.post(f"{here}svar/", {**numbers, "answer": "cannot"}).status_code == 200
    assert client.post(f"{here}svar/", {**numbers, "answer": "agrees"}).status_code == 302
    Round.objects.create(trust=unn(), year=LATER, created_at=AT, draw="x")
    said = {**numbers, "decided_on": timezone.localdate().isoformat(), "body": "direktøren"}
    look = client.post(f"{here}vedtak/", {**said, "step": "look"}).content.decode()
    assert "Dette endres" in look
    assert f"Runden for {LATER} er et utkast og bruker de nye tallene." in look
    assert Proposal.objects.get().state == "answered"
    assert client.post(f"{here}vedtak/", {**said, "step": "decide", "body": ""}).status_code == 200
    assert client.post(f"{here}vedtak/", {**said, "step": "decide"}).status_code == 302
    assert Post.objects.filter(trust=unn(), year=LATER).count() == 21
    after = text_of(client, here)
    assert "Vedtatt" in after
    assert "Vedtok antall plasser" in after


@pytest.mark.parametrize(
    ("said", "begin"), [("agrees", {1: 10, 2: 11}), ("other", {1: 9, 2: 10}), ("cannot", {1: 9, 2: 9})]
)
def test_a_decision_begins_with_what_the_trust_answered(said: str, begin: dict[int, int]) -> None:
    proposal = propose_now()
    own = {HalfYear(LATER, 1): 9, HalfYear(LATER, 2): 10}
    answer(proposal, said, why="" if said == "agrees" else "x", numbers=own)
    shown = text_of(client_as(TRUST_COORDINATOR), f"/kapasitet/forslag/{proposal.pk}/vedtak/")
    for half, posts in begin.items():
        field = shown.split(f'name="p{half}_{LATER}"')[1].split(">")[0]
        assert f'value="{posts}"' in field


def test_rounds_that_are_locked_or_decided_say_what_becomes_of_them() -> None:
    from alisveien.placements.pages.touched import _words  # noqa: PLC0415

    made = Round(trust=unn(), year=LATER, created_at=AT, capacity_decided_at=AT)
    assert "på nytt før lista låses" in _words(LATER, made)
    made.state = Round.State.RELEASED
    assert "er frigitt og beholder tallene" in _words(LATER, made)
    assert "er ikke åpnet" in _words(LATER, None)


def test_a_proposal_is_withdrawn_with_a_reason_and_is_not_there_for_others() -> None:
    proposal = propose_now()
    here = f"/kapasitet/forslag/{proposal.pk}/"
    text_of(client_as(MUNICIPAL_LEADER), here, 404)
    text_of(client_as(ADVISER, stranger=True), here, 404)
    assert client_as(TRUST_COORDINATOR).get(f"{here}trekk/").status_code == 403
    assert client_as(ADVISER).get(f"{here}svar/").status_code == 403
    client = client_as(ADVISER)
    assert client.post(f"{here}trekk/", {"why": ""}).status_code == 200
    assert client.post(f"{here}trekk/", {"why": "Feil år"}).status_code == 302
    assert "Forslaget er trukket: Feil år" in text_of(client, here)


def test_the_list_of_half_years_is_flat_and_can_be_taken_away() -> None:
    decided()
    client = client_as(ADVISER)
    shown = text_of(client, "/kapasitet/rader/?status=vedtatt")
    assert "UNN" in shown
    assert client.get("/kapasitet/rader/?last_ned=csv").status_code == 200

    def more() -> None:
        decided({P1: 12 + CapacityPlan.objects.count()})

    assert_flat(lambda: (client.get("/kapasitet/"), client.get(f"/kapasitet/{UNN}/")), more)


def test_posts_are_opened_and_withdrawn_in_the_list() -> None:
    first, second = make_posts(trust=unn(), counts={P1: 2}, plan=None, by=VISITOR, at=AT)
    by = actor_as(TRUST_COORDINATOR)
    client = client_as(TRUST_COORDINATOR)
    assert "UNN, P1 2029 nr. 1" in text_of(client, f"/kapasitet/plasser/?foretak={UNN}")
    assert client_as(MUNICIPAL_LEADER).get("/kapasitet/plasser/").status_code == 403
    assert "nr. 1" not in text_of(client_as(TRUST_COORDINATOR, stranger=True), "/kapasitet/plasser/")
    look = client.post("/kapasitet/plasser/", {"handling": "apne", "valgt": [first.pk, second.pk]})
    assert "planlagt → ledig" in look.content.decode()
    open_post(post=first, by=by, at=AT)
    with pytest.raises(RuleBroken, match="Bare planlagte"):
        open_post(post=first, by=by, at=AT)
    with pytest.raises(RuleBroken, match="over"):
        open_post(post=second, by=by, at=datetime(2029, 9, 1, 12, tzinfo=NORWAY))
    with pytest.raises(RuleBroken, match="hvorfor"):
        withdraw_post(post=first, why=" ", by=by, at=AT)
    withdraw_post(post=first, why="Ombygging", by=by, at=AT)
    with pytest.raises(RuleBroken, match="trukket"):
        withdraw_post(post=first, why="Ombygging", by=by, at=AT)
    for deed in (open_post, partial(withdraw_post, why="x")):
        with pytest.raises(NotAllowed):
            deed(post=second, by=actor_as(TRUST_COORDINATOR, stranger=True), at=AT)
    undo(entry=Entry.objects.get(kind="posts.post.withdrawn"), by=by, at=AT)
    assert Post.objects.get(pk=first.pk).state == "open"
    assert "trekkes" in client.post("/kapasitet/plasser/", {"handling": "trekk", "valgt": [second.pk]}).content.decode()


def test_the_work_list_asks_the_trust_and_lets_the_office_wait() -> None:
    today = date(2027, 3, 20)
    trust, office = actor_as(TRUST_COORDINATOR), actor_as(ADVISER)
    assert queries_work.waiting_for(actor_as(MUNICIPAL_LEADER), today) == []
    assert queries_work.waiting_for(trust, today) == []
    proposal = propose()
    (task,) = queries_work.waiting_for(trust, today)
    assert (str(task.what), task.deadline, task.about) == (
        "Svar på forslag om plasser",
        date(2027, 4, 30),
        "UNN, fra P1 2029",
    )
    assert queries_work.waiting_for(office, today)[0].by_others
    answer(proposal)
    (task,) = queries_work.waiting_for(trust, today)
    assert (str(task.what), task.deadline) == ("Vedta antall plasser", date(2028, 6, 30))
    assert task.href == reverse("capacity_decide", args=[proposal.pk])
    assert str(queries_work.waiting_for(office, today)[0].what) == "Forslag om plasser venter på vedtak"


def test_a_department_is_described_from_a_half_year_on() -> None:
    place, client = department(), client_as(TRUST_COORDINATOR)
    here = f"/kapasitet/avdelinger/{place.pk}/"
    assert "ikke beskrevet" in text_of(Client(), here)
    said = {"half": f"P1 {LATER}", "ceiling": "2", "on_call": "vacant", "gives_055": "on", "source": "klinikksjefen"}
    said |= carried(client, f"{here}endre/")
    assert client.post(f"{here}endre/", {**said, "source": ""}).status_code == 200
    assert client.post(f"{here}endre/", said).status_code == 302
    terms = DepartmentTerms.objects.get()
    assert (terms.ceiling, terms.on_call, terms.gives_055, terms.gives_085) == (2, "vacant", True, False)
    shown = text_of(client, here)
    assert "bare når en vakthjemmel er ledig" in shown
    assert "Satte vilkår for avdelingen" in shown
    assert 'value="2"' in text_of(client, f"{here}endre/")
    assert place.name in text_of(Client(), "/kapasitet/avdelinger/")
    assert client_as(ADVISER).get(f"{here}endre/").status_code == 403
    second = client.post(f"{here}endre/", {**said, "ceiling": "3"}).content.decode()
    assert "Noen andre har endret dette siden du åpnet siden." in second
    assert "Tak er nå «2»." in second
    assert 'value="3"' in second, "what was typed is kept"
    assert DepartmentTerms.objects.get().ceiling == 2
    mark = re.search(r'name="seen" value="(\w+)"', second)
    assert mark is not None
    assert client.post(f"{here}endre/", {**said, "ceiling": "3", "seen": mark[1]}).status_code == 302
    assert DepartmentTerms.objects.get().ceiling == 3


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"half": HalfYear(2020, 1)}, "ikke er over"),
        ({"on_call": "tull"}, "vakt"),
        ({"source": " "}, "kommer fra"),
    ],
)
def test_a_department_is_not_described_any_how(change: dict[str, Any], reason: str) -> None:
    said = {"half": P1, "ceiling": None, "on_call": "", "gives_055": False, "gives_085": False, "conditions": ""}
    more: dict[str, Any] = {
        **said,
        "source": "x",
        "seen": mark_of({}),
        **change,
        "by": actor_as(TRUST_COORDINATOR),
        "at": AT,
    }
    with pytest.raises(RuleBroken, match=reason):
        describe_department(department=department(), **more)
    gone = department()
    gone.valid_to = date(2027, 1, 1)
    with pytest.raises(RuleBroken, match="registeret"):
        describe_department(department=gone, **more)


def test_terms_hold_from_their_half_year_until_the_next_and_may_be_set_anew() -> None:
    place, today = department(), date(2027, 3, 10)
    said: dict[str, Any] = {"on_call": "", "gives_055": True, "gives_085": True, "conditions": "", "source": "x"}
    for half, ceiling in ((P1, 3), (P2, 4), (P2, 5)):
        said["seen"] = mark_of(queries_posts.standing(queries_posts.terms_of(VISITOR, place)))
        describe_department(department=place, half=half, ceiling=ceiling, **said, by=actor_as(TRUST_COORDINATOR), at=AT)
    for half, ceiling in ((HalfYear(2028, 2), place.department.ceiling), (P1, 3), (P2, 5), (HalfYear(2031, 1), 5)):  # type: ignore[assignment]
        found = {one.department.pk: one.ceiling for one in queries_posts.departments_for(VISITOR, half, today)}
        assert found[place.pk] == ceiling
    assert [queries_posts.half_of(date(2029, *day)).label for day in ((2, 28), (3, 1), (9, 1))] == [
        "P2 2028",
        "P1 2029",
        "P2 2029",
    ]
    place.parent = None
    assert queries_posts.trust_of(place) is None


def test_the_demonstration_is_made_once_and_only_in_one(settings: Any) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError):
        call_command("load_capacity")
    settings.DEMONSTRATION = True
    call_command("load_capacity", verbosity=1)
    call_command("load_capacity", verbosity=0)
    assert sorted(Proposal.objects.values_list("state", flat=True)) == ["decided", "proposed"]
    assert DepartmentTerms.objects.count() == 3
