"""Drafts of a trust's plan: made, moved in, stepped, carried over, published and taken back, and each way out."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError

from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.models import Letter
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.journal.models import Entry
from alisveien.placements import queries_planner_drafts as drafts
from alisveien.placements import queries_vacancies, rules_planner
from alisveien.placements.models import Nomination, Placement, PlacementUnit, PlanDraft, PostPlace
from alisveien.placements.queries_planner import planned_trusts, standing_for, standing_of
from alisveien.placements.services import planner, planner_letters, planner_publishing
from alisveien.placements.tasks import tell_about_plan
from alisveien.places.models import DepartmentFacts
from alisveien.posts.models import DepartmentTerms, Post
from tests import roles
from tests.placements.nominating import nominated
from tests.placements.people import coordinator
from tests.placements.planning import AT, P1, P2, TODAY, cell, draft, post, published, stay, trust
from tests.roles import actor_as, client_as, place_of
from tests.workbench.flat import assert_flat

pytestmark = pytest.mark.usefixtures("demonstration")
SURGERY = "unn-harstad/Kirurgi"


def move(one: PlanDraft, key: str, to: Any, version: int | None = None) -> PlanDraft:
    one.refresh_from_db()
    return planner.move_piece(
        draft=one, key=key, to=to, version=one.version if version is None else version, by=coordinator("Andre"), at=AT
    )


def cell_now(one: PlanDraft, key: str) -> Any:
    one.refresh_from_db()
    return drafts.plan_of(one, standing_of(one.trust, one.begins_on, TODAY))[key].cell


def reasons_of(deed: Callable[[], object]) -> str:
    with pytest.raises(RuleBroken) as broken:
        deed()
    return " ".join(broken.value.reasons)


def test_a_move_is_seen_in_the_draft_and_nowhere_else() -> None:
    unit = stay()
    one = draft()
    move(one, f"e{unit.pk}", cell(P1, SURGERY))
    assert cell_now(one, f"e{unit.pk}") == cell(P1, SURGERY)
    unit.refresh_from_db()
    assert unit.department_id == cell().department


def test_a_draft_has_a_name_of_its_own() -> None:
    draft()
    assert "finnes alt" in reasons_of(draft)
    assert "et navn" in reasons_of(lambda: draft(" "))
    assert "høyst 80" in reasons_of(lambda: draft("x" * 81))


def test_a_second_draft_takes_the_moves_of_another_along() -> None:
    unit = stay()
    first = move(draft(), f"e{unit.pk}", cell(P1, SURGERY))
    assert cell_now(draft("B", like=first), f"e{unit.pk}") == cell(P1, SURGERY)


def test_moves_are_undone_and_done_again_until_another_is_made() -> None:
    unit = stay()
    key, one = f"e{unit.pk}", draft()
    move(one, key, cell(P1, SURGERY))
    step(one, -1)
    assert cell_now(one, key) == cell()
    step(one, 1)
    assert cell_now(one, key) == cell(P1, SURGERY)
    step(one, -1)
    move(one, key, cell(P1, "unn-tromso"))
    assert "gjøre om igjen" in reasons_of(lambda: step(one, 1))
    step(one, -1)
    assert "ingenting å angre" in reasons_of(lambda: step(one, -1))


def step(one: PlanDraft, by: int) -> None:
    one.refresh_from_db()
    planner.step_draft(draft=one, step=by, version=one.version, by=coordinator(), at=AT)


def test_the_second_of_two_editors_is_told_and_moves_nothing() -> None:
    unit = stay()
    one = draft()
    seen = one.version
    move(one, f"e{unit.pk}", cell(P1, SURGERY), seen)
    assert "En annen har endret" in reasons_of(lambda: move(one, f"e{unit.pk}", cell(P1, "unn-narvik"), seen))
    assert cell_now(one, f"e{unit.pk}") == cell(P1, SURGERY)


def test_what_stops_a_move_refuses_it() -> None:
    unit = stay()
    one = draft()
    assert "Den ligger her" in reasons_of(lambda: move(one, f"e{unit.pk}", cell()))
    assert "ikke i planen" in reasons_of(lambda: move(one, "e999999", cell()))
    assert "Velg en avdeling" in reasons_of(lambda: move(one, f"e{unit.pk}", cell(HalfYear(2099, 1))))
    assert "har begynt" in reasons_of(lambda: move(one, f"e{unit.pk}", cell(HalfYear(2027, 1))))
    Placement.objects.update(state="begun")
    assert "i gang" in reasons_of(lambda: move(one, f"e{unit.pk}", cell(P1, SURGERY)))


def test_a_split_stay_stays_in_its_half_year_and_counts_once() -> None:
    unit = stay()
    PlacementUnit.objects.filter(pk=unit.pk).update(to_on=date(2028, 5, 31))
    where = cell(P1, SURGERY)
    second = PlacementUnit.objects.create(
        placement=unit.placement,
        number=2,
        hospital_id=where.hospital,
        department_id=where.department,
        from_on=date(2028, 6, 1),
        to_on=date(2028, 8, 31),
    )
    one = draft()
    assert "3 + 3" in reasons_of(lambda: move(one, f"e{second.pk}", cell(P2)))
    move(one, f"e{second.pk}", cell(P1, "unn-narvik"))
    published(one)
    second.refresh_from_db()
    assert (second.hospital_id, second.from_on) == (cell(P1, "unn-narvik").hospital, date(2028, 6, 1))


def test_a_stay_with_days_of_its_own_and_an_offered_post_do_not_change_half_year() -> None:
    unit, offered = stay(), post(P1, "offered")
    Placement.objects.update(from_on=date(2028, 4, 1))
    PlacementUnit.objects.update(from_on=date(2028, 4, 1))
    one = draft()
    assert "egne datoer" in reasons_of(lambda: move(one, f"e{unit.pk}", cell(P2)))
    assert "tilbudt" in reasons_of(lambda: move(one, f"p{offered.pk}", cell()))


def test_publishing_moves_to_another_half_year_and_frees_the_post() -> None:
    unit, free = stay(), post(P2)
    old = unit.placement.post_id
    one = move(draft(), f"e{unit.pk}", cell(P2, SURGERY))
    published(one)
    placement = Placement.objects.get()
    unit.refresh_from_db()
    assert (placement.post_id, placement.state, placement.from_on) == (free.pk, "agreed", P2.starts_on)
    assert (unit.department_id, unit.to_on) == (cell(P2, SURGERY).department, P2.ends_on)
    assert (Post.objects.get(pk=old).state, Post.objects.get(pk=free.pk).state) == ("open", "filled")
    assert Entry.objects.filter(kind="placements.plan.published", about_id=one.pk).count() == 1


def test_a_post_a_published_plan_leaves_empty_is_a_vacancy_at_once_with_those_in_line() -> None:
    unit, _free = stay(), post(P2)
    nominated("9919001", last_name="Hætta")
    old = unit.placement.post
    client = client_as(roles.TRUST_COORDINATOR)
    address = f"/ledige-plasser/{old.pk}/"
    assert client.get(address).status_code == 404
    assert address not in client.get("/ledige-plasser/").content.decode()
    published(move(draft(), f"e{unit.pk}", cell(P2, SURGERY)))
    assert f'href="{address}"' in client.get("/ledige-plasser/").content.decode()
    page = client.get(address)
    assert page.status_code == 200
    assert "Hætta" in page.content.decode()
    line = queries_vacancies.candidates_for(coordinator(), Post.objects.get(pk=old.pk), AT)
    assert [one.nomination.hpr_number for one in line] == ["9919001"]


def test_two_doctors_swap_half_years_and_posts() -> None:
    first, second = stay(1, P1), stay(2, P2, SURGERY)
    posts = (first.placement.post_id, second.placement.post_id)
    one = draft()
    move(one, f"e{first.pk}", cell(P2, SURGERY))
    move(one, f"e{second.pk}", cell(P1))
    published(one)
    first.placement.refresh_from_db()
    second.placement.refresh_from_db()
    assert (second.placement.post_id, first.placement.post_id) == posts


def test_more_doctors_than_posts_may_be_drafted_and_not_published() -> None:
    first = stay(1, P1)
    stay(2, P2, SURGERY)
    one = move(draft(), f"e{first.pk}", cell(P2))
    assert "flere leger enn plasser i P2 2028" in reasons_of(lambda: published(one))
    assert Placement.objects.get(pk=first.placement_id).from_on == P1.starts_on


def test_a_half_year_whose_only_room_is_a_rest_of_a_post_has_none_to_give() -> None:
    unit, whole = stay(), post(P2, "open")
    Post.objects.filter(pk=whole.pk).update(from_on=date(2028, 10, 1))
    one = move(draft(), f"e{unit.pk}", cell(P2))
    assert "Ingen plass er ledig i P2 2028" in reasons_of(lambda: published(one))


def test_a_ceiling_is_a_warning_in_the_draft_and_refuses_publishing() -> None:
    first = stay(1, P1, SURGERY)
    stay(2, P1)
    DepartmentFacts.objects.filter(place=cell().department).update(ceiling=1)
    one = move(draft(), f"e{first.pk}", cell())
    assert "Taket for avdelingen er 1" in reasons_of(lambda: published(one))


def test_an_empty_post_is_kept_for_a_department_and_not_any_longer() -> None:
    empty = post()
    published(move(draft(), f"p{empty.pk}", cell()))
    assert PostPlace.objects.get().department_id == cell().department
    one = move(draft("B"), f"p{empty.pk}", cell(P1, ""))
    published(one)
    assert not PostPlace.objects.exists()
    planner_publishing.take_back(draft=one, by=coordinator(), at=AT)
    assert PostPlace.objects.get().department_id == cell().department
    assert "hører til halvåret" in reasons_of(lambda: move(draft("C"), f"p{empty.pk}", cell(P2)))


def test_a_post_that_is_kept_for_the_place_is_given_before_others() -> None:
    unit, _first, second = stay(), post(P2), post(P2)
    department = place_of("department", "unn-tromso/Gynekologi")
    PostPlace.objects.create(post=second, hospital=department.parent, department=department)
    published(move(draft(), f"e{unit.pk}", cell(P2)))
    assert Placement.objects.get().post_id == second.pk


def test_nothing_is_published_twice_or_when_nothing_is_moved() -> None:
    unit = stay()
    one = draft()
    assert "flytter ingen" in reasons_of(lambda: published(one))
    move(one, f"e{unit.pk}", cell(P1, SURGERY))
    published(one)
    assert "ikke åpent lenger" in reasons_of(lambda: published(one))
    assert "ikke åpent lenger" in reasons_of(lambda: move(one, f"e{unit.pk}", cell()))


def test_what_changed_under_a_draft_stops_it_until_it_is_carried_over() -> None:
    unit = stay()
    one = move(draft(), f"e{unit.pk}", cell(P1, SURGERY))
    other = stay(2, P1, "unn-narvik")
    assert "endret siden utkastet" in reasons_of(lambda: published(one))
    standing = standing_of(trust(), one.begins_on, TODAY)
    assert drafts.news_since(one, standing) == [f"e{other.pk}"]
    planner.carry_over(draft=one, version=one.version, by=coordinator(), at=AT)
    published(one)
    unit.refresh_from_db()
    assert unit.department_id == cell(P1, SURGERY).department


def test_a_move_that_no_longer_can_be_is_left_behind_when_carrying_over() -> None:
    unit, other = stay(), stay(2, P1, "unn-narvik")
    one = draft()
    move(one, f"e{unit.pk}", cell(P1, SURGERY))
    move(one, f"e{other.pk}", cell(P1, SURGERY))
    Placement.objects.filter(pk=unit.placement_id).update(state="begun")
    one.refresh_from_db()
    planner.carry_over(draft=one, version=one.version, by=coordinator(), at=AT)
    assert [key for key, _cell in drafts.moves_of(one)] == [f"e{other.pk}"]


def test_a_publishing_is_taken_back_as_one_deed() -> None:
    unit, free = stay(), post(P2)
    old = unit.placement.post_id
    one = published(move(draft(), f"e{unit.pk}", cell(P2, SURGERY)))
    planner_publishing.take_back(draft=one, by=coordinator(), at=AT)
    placement = Placement.objects.get()
    unit.refresh_from_db()
    assert (placement.post_id, placement.to_on, unit.department_id) == (old, P1.ends_on, cell().department)
    assert (Post.objects.get(pk=old).state, Post.objects.get(pk=free.pk).state) == ("filled", "open")
    assert "ikke publisert" in reasons_of(lambda: planner_publishing.take_back(draft=one, by=coordinator(), at=AT))


def test_a_publishing_is_not_taken_back_when_something_has_been_changed_or_begun_since() -> None:
    unit = stay()
    one = published(move(draft(), f"e{unit.pk}", cell(P1, SURGERY)))
    PlacementUnit.objects.update(department=None)
    assert "endret siden planen" in reasons_of(lambda: planner_publishing.take_back(draft=one, by=coordinator(), at=AT))
    later = datetime(2028, 3, 1, 9, tzinfo=AT.tzinfo)
    assert "har begynt i plassen" in reasons_of(
        lambda: planner_publishing.take_back(draft=one, by=coordinator(), at=later)
    )


def test_a_draft_that_is_dropped_is_gone_from_the_list() -> None:
    one = draft()
    planner.drop_draft(draft=one, version=one.version, by=coordinator(), at=AT)
    assert list(drafts.drafts_for(coordinator(), trust())) == []


def test_only_the_trusts_own_coordinators_draft_and_publish() -> None:
    unit = stay()
    one = move(draft(), f"e{unit.pk}", cell(P1, SURGERY))
    stranger = coordinator("Fremmed", "983974724")
    deeds: list[Callable[[], object]] = [
        lambda: planner.make_draft(trust=trust(), name="X", by=stranger, at=AT),
        lambda: planner.move_piece(draft=one, key="e1", to=cell(), version=1, by=stranger, at=AT),
        lambda: planner.step_draft(draft=one, step=1, version=1, by=stranger, at=AT),
        lambda: planner.carry_over(draft=one, version=1, by=stranger, at=AT),
        lambda: planner.drop_draft(draft=one, version=1, by=stranger, at=AT),
        lambda: planner_publishing.publish_plan(draft=one, version=1, by=stranger, at=AT),
        lambda: planner_publishing.take_back(draft=one, by=stranger, at=AT),
    ]
    for deed in deeds:
        with pytest.raises(NotAllowed):
            deed()


def test_those_who_are_moved_and_the_wards_are_told_once_without_names_or_places() -> None:
    unit = stay()
    roles.user_as(roles.DEPARTMENT_CONTACT)
    one = published(move(draft(), f"e{unit.pk}", cell(P1, SURGERY)))
    tell_about_plan(one.pk, back=False)
    tell_about_plan(one.pk, back=False)
    tell_about_plan(999_999_999, back=False)
    letters = {one.to_address: one for one in Letter.objects.filter(kind=planner_letters.PUBLISHED)}
    ward = next(address for address in letters if address.startswith("department_contact"))
    assert set(letters) == {"lege1@example.no", "leder@example.no", ward}
    assert letters["lege1@example.no"].subject == "Noe er nytt om plassen din ved Universitetssykehuset Nord-Norge HF"
    assert "Endringen gjelder plassen din." in letters["lege1@example.no"].body
    assert "gjelder en lege hos dere" in letters["leder@example.no"].body
    assert "gjelder avdelingen din" in letters[ward].body
    for letter in letters.values():
        assert not any(word in letter.body + letter.subject for word in ("Solbakken", "Kirurgi", "Gynekologi", "2028"))
    planner_publishing.take_back(draft=one, by=coordinator(), at=AT)
    tell_about_plan(one.pk, back=True)
    back = Letter.objects.filter(kind=planner_letters.BACK)
    assert back.count() == 3
    assert all("tatt tilbake en endring" in letter.body for letter in back)


def test_a_ward_sees_its_own_stays_and_nothing_else() -> None:
    at_ward, elsewhere = stay(), stay(2, P1, SURGERY)
    post()
    contact = actor_as(roles.DEPARTMENT_CONTACT)
    seen = standing_for(contact, trust(), P1.starts_on, TODAY)
    assert list(seen.pieces) == [f"e{at_ward.pk}"]
    assert not seen.whole
    assert [one.name for one in seen.people.values()] == ["Piera Solbakken"]
    assert [one.code for one in seen.hospitals] == ["unn-tromso"]
    assert list(planned_trusts(contact, TODAY)) == [trust()]
    own = actor_as(roles.DEPARTMENT_CONTACT, place_of("department", SURGERY))
    assert list(standing_for(own, trust(), P1.starts_on, TODAY).pieces) == [f"e{elsewhere.pk}"]
    assert not planned_trusts(actor_as(roles.MUNICIPAL_LEADER), TODAY)


def test_the_plan_is_read_in_as_many_questions_at_one_stay_as_at_three() -> None:
    numbers = iter((1, 2, 3))
    assert_flat(lambda: standing_of(trust(), P1.starts_on, TODAY), lambda: stay(next(numbers)))


def test_the_terms_of_a_department_give_its_ceiling_and_say_what_goals_it_lacks() -> None:
    department = place_of("department", "unn-tromso/Gynekologi")
    DepartmentFacts.objects.filter(place=department).update(ceiling=3)
    terms = {"department": department, "source": "UNN"}
    DepartmentTerms.objects.create(**terms, year=2028, half=1, ceiling=1)
    DepartmentTerms.objects.create(**terms, year=2028, half=2, ceiling=None, gives_085=True)
    ground = standing_of(trust(), HalfYear(2027, 2).starts_on, TODAY).ground
    halves = (HalfYear(2027, 2), P1, P2, HalfYear(2029, 1))
    assert [ground.ceilings.get((department.pk, half)) for half in halves] == [3, 1, None, None]
    assert [half for half in halves if (department.pk, half) in ground.lacking] == [P1]


def test_a_doctor_with_a_post_at_another_trust_is_not_moved_into_the_same_days() -> None:
    unit = stay()
    post(P2)
    far = Post.objects.create(
        trust=place_of("trust", "983974724"), year=2028, half=2, number=1, from_on=P2.starts_on, to_on=P2.ends_on
    )
    doctor = unit.placement.doctor
    nomination = Nomination.objects.get(doctor=doctor)
    nomination.pk, nomination.trust, nomination.state, nomination.ended_at = None, far.trust, "closed", AT
    nomination.save(force_insert=True)
    days = {"from_on": P2.starts_on, "to_on": P2.ends_on}
    there = Placement.objects.create(post=far, doctor=doctor, nomination=nomination, made_at=AT, **days)
    one = draft()
    assert standing_of(trust(), one.begins_on, TODAY).ground.elsewhere == {doctor.pk: ((P2.starts_on, P2.ends_on),)}
    reasons_of(lambda: move(one, f"e{unit.pk}", cell(P2, SURGERY)))
    Placement.objects.filter(pk=there.pk).update(state="cancelled")
    move(one, f"e{unit.pk}", cell(P2, SURGERY))


def test_what_another_writes_while_one_publishes_leaves_nothing_written(monkeypatch: pytest.MonkeyPatch) -> None:
    """The database refuses what another wrote between the check and the writing: told in words, and nothing is left."""
    unit = stay()
    one = move(draft(), f"e{unit.pk}", cell(P1, SURGERY))

    def taken(_kept: object) -> None:
        raise IntegrityError

    monkeypatch.setattr(planner_publishing, "_write_kept", taken)
    assert "Ingenting er publisert" in reasons_of(lambda: published(one))
    unit.refresh_from_db()
    one.refresh_from_db()
    assert (unit.department_id, one.state) == (cell().department, "open")


def test_the_log_of_a_draft_is_read_by_the_trust() -> None:
    one = draft()
    assert rules_planner.may_read_log(coordinator(), one)
    assert not rules_planner.may_read_log(coordinator("Fremmed", "983974724"), one)
