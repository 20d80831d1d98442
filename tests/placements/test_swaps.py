"""Swaps in mid-term: proposed by the trust, answered by both doctors, made, undone; rules, letters and pages."""

from datetime import date, datetime
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import IntegrityError, transaction
from django.urls import reverse

from alisveien.access.demonstration import ACCOUNTS, address_of
from alisveien.base.actor import VISITOR
from alisveien.base.days import NORWAY
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.models import Letter
from alisveien.journal.models import Entry
from alisveien.journal.telling import tell
from alisveien.people.models import Person
from alisveien.placements import queries_swaps as queries
from alisveien.placements.models import Placement, PlacementUnit, Swap, SwapSide
from alisveien.placements.pages.swaps import swap_of
from alisveien.placements.queries_stays import placement_for
from alisveien.placements.services import demonstration_swaps, stay_deeds
from alisveien.placements.services import swaps as services
from alisveien.posts.models import Post
from tests.placements.staying import AT, FIRST, LAST, as_user, coordinator, doctor_user, leader, placed
from tests.roles import DOCTOR, MUNICIPAL_LEADER, TRUST_COORDINATOR, actor_as, client_as, place_of, user_as
from tests.workbench.flat import assert_flat

pytestmark = pytest.mark.usefixtures("demonstration")
LUNGS, BIRTH = "unn-tromso/Indremedisin: lunge", "unn-tromso/Gynekologi"
MIDDLE = date(2027, 6, 1)
TODAY = AT.date()


@pytest.fixture
def pair() -> tuple[Placement, Placement]:
    """Two doctors at UNN in P1 2027, at two departments, both of whom may serve 3 + 3; the first has an account."""
    return (
        placed(1, can_be_split=True, user=user_as(DOCTOR)),
        placed(2, ward=LUNGS, can_be_split=True),
    )


def propose(one: Placement, other: Placement, why: str = "Begge har veileder") -> Swap:
    return services.propose_swap(placement=one, other=other, why=why, by=coordinator(), at=AT)


def answer(one: Placement, said: str = "yes", at: datetime = AT) -> Swap:
    return services.answer_swap(placement=one, answer=said, asked_how="Legen, i telefon", by=coordinator(at), at=at)


def end(one: Placement, why: str = "Veilederen slutter", at: datetime = AT) -> Swap:
    return services.end_swap(placement=one, why=why, by=coordinator(at), at=at)


def wards(one: Placement) -> list[str]:
    return list(PlacementUnit.objects.filter(placement=one).values_list("department__name", flat=True))


def told(one: Placement) -> list[str]:
    entries = Entry.objects.filter(about_model="placements.placement", about_id=one.pk).order_by("pk")
    return [tell(entry).text for entry in entries]


def later(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=NORWAY)


def test_two_yeses_swap_the_last_three_months_and_split_both_posts(pair: tuple[Placement, Placement]) -> None:
    one, other = pair
    propose(one, other)
    assert wards(one) == ["Gynekologi"]
    assert answer(one).state == "proposed"
    assert answer(other).state == "made"
    assert (wards(one), wards(other)) == (
        ["Gynekologi", "Indremedisin: lunge"],
        ["Indremedisin: lunge", "Gynekologi"],
    )
    days = list(PlacementUnit.objects.filter(placement=one).values_list("from_on", "to_on"))
    assert days == [(FIRST, date(2027, 5, 31)), (MIDDLE, LAST)]
    assert set(Post.objects.values_list("state", flat=True)) == {"split"}
    assert told(one) == [
        "Bytte foreslått: UNN Tromsø, Indremedisin: lunge fra 1. juni 2027",
        "Svarte ja til et bytte midtveis",
        "Bytte avtalt: UNN Tromsø, Indremedisin: lunge fra 1. juni 2027",
    ]
    assert Entry.objects.filter(kind="placements.placement.swapped", why="Begge har veileder").count() == 2


@pytest.mark.parametrize(("said", "kind"), [("yes", "swapped"), ("no", "swap_ended")])
def test_the_log_of_the_other_does_not_name_who_answered(
    pair: tuple[Placement, Placement], said: str, kind: str
) -> None:
    one, other = pair
    propose(one, other)
    answer(other)
    by = actor_as(DOCTOR)
    services.answer_swap(placement=one, answer=said, by=by, at=AT)
    lines = Entry.objects.filter(kind=f"placements.placement.{kind}")
    assert lines.get(about_id=one.pk).by_id == by.user_id
    assert lines.get(about_id=other.pk).by_id is None


def test_placements_that_are_split_already_swap_their_second_units(pair: tuple[Placement, Placement]) -> None:
    one, other = pair
    third = place_of("department", "unn-tromso/Øre-nese-hals")
    stay_deeds.split_placement(placement=one, ward=third, why="x", by=coordinator(), at=AT)
    propose(one, other)
    answer(one)
    answer(other)
    assert wards(one) == ["Gynekologi", "Indremedisin: lunge"]
    assert wards(other) == ["Indremedisin: lunge", third.name]
    end(one)
    assert (wards(one), wards(other)) == (["Gynekologi", third.name], ["Indremedisin: lunge"])
    assert {post.number: post.state for post in Post.objects.all()} == {1: "split", 2: "filled"}


def test_a_no_ends_it_for_both_and_they_can_be_asked_again(pair: tuple[Placement, Placement]) -> None:
    one, other = pair
    propose(one, other)
    assert answer(one, "no").state == "declined"
    assert wards(one) == ["Gynekologi"]
    assert told(one)[-2:] == ["Svarte nei til et bytte midtveis", "Byttet midtveis ble ikke noe av"]
    with pytest.raises(RuleBroken, match="ble ikke noe av"):
        answer(other)
    with pytest.raises(RuleBroken, match="ble ikke noe av"):
        end(one)
    assert Letter.objects.get(kind="placements.swap.swap_ended").to_address == other.doctor.email
    assert propose(other, one).state == "proposed"


def test_a_swap_is_undone_with_a_reason_until_it_begins(pair: tuple[Placement, Placement]) -> None:
    one, other = pair
    propose(one, other)
    answer(one)
    answer(other)
    for why, word in (("  ", "Skriv hvorfor"), ("x" * 301, "høyst")):
        with pytest.raises(RuleBroken, match=word):
            end(one, why)
    with pytest.raises(RuleBroken, match="har begynt"):
        end(one, at=later(MIDDLE))
    assert end(one, at=later(date(2027, 5, 31))).state == "undone"
    assert (wards(one), wards(other)) == (["Gynekologi"], ["Indremedisin: lunge"])
    assert set(Post.objects.values_list("state", flat=True)) == {"filled"}
    assert told(other)[-1] == "Byttet midtveis er angret"
    with pytest.raises(RuleBroken, match="er angret"):
        end(one)


def test_a_proposal_is_taken_back(pair: tuple[Placement, Placement]) -> None:
    propose(*pair)
    assert end(pair[1]).state == "withdrawn"
    assert told(pair[0])[-1] == "Forslaget om bytte midtveis er trukket"
    with pytest.raises(RuleBroken, match="er trukket"):
        answer(pair[0])
    assert not SwapSide.objects.filter(live=True).exists()


def test_nothing_is_undone_when_something_follows_from_it(pair: tuple[Placement, Placement]) -> None:
    one, other = pair
    propose(one, other)
    answer(one)
    answer(other)
    with pytest.raises(RuleBroken, match="bytte"):
        stay_deeds.join_placement(placement=one, by=coordinator(), at=AT)
    Placement.objects.filter(pk=other.pk).update(state="ended_early")
    with pytest.raises(RuleBroken, match="er endret"):
        end(one)
    Placement.objects.update(state="begun")
    PlacementUnit.objects.filter(placement=one, number=2).delete()
    with pytest.raises(RuleBroken, match="er endret"):
        end(one)
    PlacementUnit.objects.filter(placement=one).delete()
    with pytest.raises(RuleBroken, match="er endret"):
        end(one)


def test_the_second_yes_is_refused_when_a_placement_was_changed_meanwhile(pair: tuple[Placement, Placement]) -> None:
    one, other = pair
    propose(one, other)
    with pytest.raises(RuleBroken, match="bytte"):
        stay_deeds.split_placement(placement=one, ward=place_of("department", LUNGS), why="x", by=coordinator(), at=AT)
    answer(one)
    PlacementUnit.objects.filter(placement=one).update(department=place_of("department", "unn-tromso/Øre-nese-hals"))
    with pytest.raises(RuleBroken, match="Foreslå det på nytt"):
        answer(other)
    assert SwapSide.objects.get(placement=other).answer == ""


def test_who_may_and_the_words_of_who_answers_for_another(pair: tuple[Placement, Placement]) -> None:
    one, other = pair
    with pytest.raises(NotAllowed):
        services.propose_swap(placement=one, other=other, why="x", by=leader(), at=AT)
    propose(one, other)
    for by in (leader(), as_user(doctor_user())):
        with pytest.raises(NotAllowed):
            services.answer_swap(placement=other, answer="yes", by=by, at=AT)
    with pytest.raises(RuleBroken, match="hvem som ba deg"):
        services.answer_swap(placement=one, answer="yes", by=coordinator(), at=AT)
    with pytest.raises(NotAllowed):
        services.end_swap(placement=one, why="x", by=leader(), at=AT)
    own = as_user(one.doctor.user)
    services.answer_swap(placement=one, answer="yes", asked_how="sies ikke", by=own, at=AT)
    assert SwapSide.objects.get(placement=one).asked_how == ""
    with pytest.raises(RuleBroken, match="alt svart"):
        services.answer_swap(placement=one, answer="no", by=own, at=AT)
    with pytest.raises(RuleBroken, match="har begynt"):
        answer(other, at=later(MIDDLE))


def test_there_is_nothing_to_answer_or_undo_without_a_proposal() -> None:
    one = placed()
    with pytest.raises(RuleBroken, match="ikke foreslått"):
        answer(one)


def test_what_speaks_against_a_swap(pair: tuple[Placement, Placement]) -> None:
    one, other = pair
    for why, word in (("  ", "legger til rette"), ("x" * 301, "høyst")):
        with pytest.raises(RuleBroken, match=word):
            propose(one, other, why)
    with pytest.raises(RuleBroken, match="en annen leges"):
        propose(one, one)
    third = placed(3, can_be_split=True)
    with pytest.raises(RuleBroken, match="samme avdeling de siste"):
        propose(one, third)
    elsewhere = placed(4, ward=LUNGS, can_be_split=True)
    Post.objects.filter(pk=elsewhere.post_id).update(half=2, from_on=date(2027, 9, 1), to_on=date(2028, 2, 29))
    Placement.objects.filter(pk=elsewhere.pk).update(from_on=date(2027, 9, 1), to_on=date(2028, 2, 29))
    with pytest.raises(RuleBroken, match="samme halvår"):
        propose(one, elsewhere)
    propose(one, other)
    with pytest.raises(RuleBroken, match="alt foreslått"):
        propose(one, other)
    with pytest.raises(RuleBroken, match="for den andre plassen"):
        propose(third, other)


def test_a_swap_that_would_leave_a_doctor_at_one_department_is_refused(pair: tuple[Placement, Placement]) -> None:
    one, other = pair
    stay_deeds.split_placement(
        placement=one, ward=place_of("department", "unn-tromso/Øre-nese-hals"), why="x", by=coordinator(), at=AT
    )
    stay_deeds.split_placement(placement=other, ward=place_of("department", BIRTH), why="x", by=coordinator(), at=AT)
    for first, second in ((one, other), (other, one)):
        with pytest.raises(RuleBroken, match="hele halvåret"):
            propose(first, second)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda one: Placement.objects.filter(pk=one.pk).update(state="cancelled"), "er over"),
        (lambda one: Placement.objects.filter(pk=one.pk).update(to_on=date(2027, 7, 31)), "helt halvår"),
        (lambda one: PlacementUnit.objects.filter(placement=one).update(department=None), "Pek ut avdelingen"),
        (lambda one: PlacementUnit.objects.filter(placement=one).delete(), "Pek ut avdelingen"),
        (lambda one: type(one.nomination).objects.filter(pk=one.nomination_id).update(can_be_split=False), "3 \\+ 3"),
    ],
)
def test_neither_side_can_be_one_that_cannot_take_part(
    pair: tuple[Placement, Placement], change: Any, word: str
) -> None:
    one, other = pair
    assert queries.swappable_with(one, TODAY) == [other]
    change(other)
    other = Placement.objects.get(pk=other.pk)
    with pytest.raises(RuleBroken, match=f"Den andre plassen: .*{word}"):
        propose(one, other)
    with pytest.raises(RuleBroken, match=word):
        propose(other, one)
    assert queries.swappable_with(one, TODAY) == []
    assert queries.swappable_with(other, TODAY) == []


def test_none_is_proposed_in_the_last_three_months(pair: tuple[Placement, Placement]) -> None:
    with pytest.raises(RuleBroken, match="har begynt"):
        services.propose_swap(
            placement=pair[0], other=pair[1], why="x", by=coordinator(later(MIDDLE)), at=later(MIDDLE)
        )


def test_the_database_keeps_one_live_swap_per_placement(pair: tuple[Placement, Placement]) -> None:
    one, other = pair
    swap = propose(one, other)
    again = Swap.objects.create(trust=swap.trust, from_on=MIDDLE, why="x", proposed_at=AT)
    side = SwapSide.objects.get(placement=one)
    for said in (
        {"swap": again, "from_ward": side.from_ward, "to_ward": side.to_ward},
        {"swap": again, "from_ward": side.from_ward, "to_ward": side.from_ward, "live": False},
        {"swap": again, "from_ward": side.from_ward, "to_ward": side.to_ward, "live": False, "answer": "yes"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            SwapSide.objects.create(placement=one, **said)


def test_the_letters_say_where_when_and_why_and_never_who_the_other_is(pair: tuple[Placement, Placement]) -> None:
    one, other = pair
    propose(one, other)
    answer(one)
    answer(other)
    end(one)
    letters = list(Letter.objects.filter(kind__startswith="placements.swap.").order_by("pk"))
    kinds = [letter.kind.rpartition(".")[2] for letter in letters]
    assert kinds == ["swap_asked"] * 2 + ["swap_made"] * 4 + ["swap_undone"] * 4
    asked, made, undone = letters[0], letters[2], letters[6]
    assert asked.to_address == one.doctor.email
    assert asked.recipient_id == one.doctor.user_id
    assert asked.subject == "Vil du bytte avdeling fra 1. juni 2027?"
    assert (
        "Fra 1. juni 2027 er du ved UNN Tromsø, Indremedisin: lunge i stedet for UNN Tromsø, Gynekologi." in asked.body
    )
    assert reverse("placements:stay_swap_answer", args=[one.pk]) in asked.body
    assert made.subject == "Piera Solbakken 1 bytter avdeling fra 1. juni 2027"
    assert "Begge har veileder" in made.body
    assert "har angret byttet av avdeling fra 1. juni 2027" in undone.body
    assert "Veilederen slutter" in undone.body
    for letter in letters:
        mine = one if letter.about_id == one.pk else other
        theirs = other if mine is one else one
        assert theirs.doctor.last_name not in letter.subject + letter.body


def test_a_letter_about_a_proposal_taken_back_says_why_and_none_goes_without_an_address(
    pair: tuple[Placement, Placement],
) -> None:
    one, other = pair
    type(other.doctor).objects.filter(pk=other.doctor_id).update(email="")
    propose(one, other)
    end(one)
    letter = Letter.objects.get(kind="placements.swap.swap_ended")
    assert "Universitetssykehuset Nord-Norge HF skriver: Veilederen slutter" in letter.body
    assert letter.to_address == one.doctor.email


def test_doctor_and_trust_have_it_on_the_work_list_until_it_is_answered(pair: tuple[Placement, Placement]) -> None:
    one, other = pair
    own = as_user(one.doctor.user)
    propose(one, other)
    (task,) = queries.waiting_for(own, TODAY)
    assert str(task.what) == "Svar på forslag om å bytte avdeling"
    assert (task.about, task.deadline) == ("Indremedisin: lunge fra 1. juni 2027", date(2027, 5, 31))
    assert [task.by_others for task in queries.waiting_for(coordinator(), TODAY)] == [True, True]
    assert queries.waiting_for(leader(), TODAY) == []
    assert queries.waiting_for(own, MIDDLE) == []
    answer(one)
    assert queries.waiting_for(own, TODAY) == []
    assert len(queries.waiting_for(coordinator(), TODAY)) == 1


def test_nobody_waits_for_a_link() -> None:
    assert queries.waiting_for(VISITOR, TODAY) == []


def test_the_pages_propose_answer_and_undo(pair: tuple[Placement, Placement]) -> None:
    one, other = pair
    trust, doctor = client_as(TRUST_COORDINATOR), client_as(DOCTOR)
    page, new = reverse("placements:stay", args=[one.pk]), reverse("placements:stay_swap", args=[one.pk])
    ask, undo = (reverse(f"placements:stay_swap_{name}", args=[one.pk]) for name in ("answer", "end"))
    assert f'"{new}"' in trust.get(page).content.decode()
    assert trust.get(ask).status_code == 404
    said = {"other": str(other.pk), "why": "Begge har veileder"}
    assert "Piera Solbakken 2: " in trust.post(new, said).content.decode()
    assert not Swap.objects.exists()
    assert "Velg hvem det byttes med" in trust.post(new, {"why": "x", "bekreft": "ja"}).content.decode()
    assert trust.post(new, {**said, "bekreft": "ja"}).status_code == 302
    shown = trust.get(page).content.decode()
    assert "Piera Solbakken 2: ikke svart" in shown
    assert f'"{undo}"' in shown
    assert f'"{new}"' not in shown
    mine = doctor.get(page).content.decode()
    assert "Svar på forslaget" in mine
    assert "Solbakken 2" not in mine
    assert "Vil du bytte avdeling?" in doctor.get(ask).content.decode()
    assert doctor.get(new).status_code == doctor.get(undo).status_code == 403
    assert "Velg ett av svarene" in doctor.post(ask, {}).content.decode()
    assert doctor.post(ask, {"answer": "yes"}).status_code == 302
    assert "alt svart" in doctor.get(ask).content.decode()
    theirs = reverse("placements:stay_swap_answer", args=[other.pk])
    assert "Hva svarte legen?" in trust.get(theirs).content.decode()
    assert trust.post(theirs, {"answer": "yes", "asked_how": "Legen, i telefon"}).status_code == 302
    shown = trust.get(page).content.decode()
    assert "Byttet er avtalt." in shown
    assert "(Legen, i telefon)" in shown
    assert "Angre byttet" in trust.get(undo).content.decode()
    assert trust.post(undo, {"why": ""}).status_code == 200
    assert trust.post(undo, {"why": "Veilederen slutter"}).status_code == 302
    assert "Byttet er angret" in trust.get(undo).content.decode()
    assert wards(one) == ["Gynekologi"]


def test_the_page_says_why_none_can_be_proposed_and_when_one_was_not_answered(
    pair: tuple[Placement, Placement],
) -> None:
    one, other = pair
    trust = client_as(TRUST_COORDINATOR)
    propose(one, other)
    page = trust.get(reverse("placements:stay_swap", args=[one.pk])).content.decode()
    assert "alt foreslått" in page
    assert "Trekk forslaget" in trust.get(reverse("placements:stay_swap_end", args=[one.pk])).content.decode()
    late = swap_of(coordinator(), one, MIDDLE)
    assert late is not None
    assert "ikke besvart i tide" in late["status"]
    assert [step["label"] for step in late["steps"]] == ["Trekk forslaget"]
    end(one)
    Placement.objects.filter(pk=other.pk).update(state="cancelled")
    page = trust.get(reverse("placements:stay_swap", args=[one.pk])).content.decode()
    assert "Ingen andre plasser" in page


def test_the_municipality_sees_the_swap_and_not_with_whom(pair: tuple[Placement, Placement]) -> None:
    one, other = pair
    propose(one, other)
    shown = client_as(MUNICIPAL_LEADER).get(reverse("placements:stay", args=[one.pk])).content.decode()
    assert "Bytte midtveis" in shown
    assert "Solbakken 2" not in shown


def test_who_can_be_chosen_is_read_in_as_many_queries_at_three_as_at_one() -> None:
    one, numbers = placed(1, can_be_split=True), iter(range(2, 9))
    found = placement_for(coordinator(), one.pk, TODAY)
    assert found is not None
    assert_flat(
        lambda: queries.swappable_with(found, TODAY),
        lambda: placed(next(numbers), ward=LUNGS, can_be_split=True),
    )


def test_the_demonstration_asks_two_doctors_with_accounts_once() -> None:
    call_command("load_swaps", verbosity=0)
    assert not Swap.objects.exists()
    for command in ("load_demo_accounts", "load_stays", "load_swaps"):
        call_command(command, verbosity=0)
    at = later(date(2026, 11, 22))
    Swap.objects.all().delete()
    assert demonstration_swaps.load_swaps(at=at) == 1
    sides = list(SwapSide.objects.select_related("placement__doctor__user", "placement__doctor__municipality"))
    doctors = [one.placement.doctor for one in sides]
    users = [one.user for one in doctors if one.user]
    assert {one.email for one in users} == {address_of("lege-bytte"), address_of("lege-bytte-2")}
    assert [one.name for one in doctors] == [one.name for one in users]
    homes = {one.email: one.code for one in ACCOUNTS if one.key.startswith("lege-bytte")}
    assert {one.email: one.municipality.code for one in doctors} == homes
    assert Person.objects.filter(doctor__in=doctors, user__isnull=False).count() == 2
    ready = Placement.objects.filter(doctor__hpr_number__in=demonstration_swaps.READY).order_by("pk")
    assert list(queries.swappable_with(ready[0], at.date())) == [ready[1]]
    assert demonstration_swaps.load_swaps(at=at) == 0
    call_command("load_swaps", verbosity=1)


def test_outside_a_demonstration_nobody_is_asked_to_swap(settings: Any) -> None:
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError):
        call_command("load_swaps")
