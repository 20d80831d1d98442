"""A doctor who moves: the nomination follows, keeps its day, waits for the new municipality, and comes back."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from alisveien.access.models import Link
from alisveien.access.permissions import Role
from alisveien.access.services.links import make_link
from alisveien.base.actor import Actor
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.models import Letter
from alisveien.journal.models import Entry
from alisveien.people.models import ContactRole, Doctor, Move, Person
from alisveien.people.services import moving as people_moving
from alisveien.people.services.persons import enter_doctors
from alisveien.placements import queries_work
from alisveien.placements.answers import versions_of
from alisveien.placements.models import Nomination
from alisveien.placements.queries_moved import arrivals_for, arrived_by
from alisveien.placements.rules_nomination import CONFIRM
from alisveien.placements.services.nominations import confirm_nomination
from alisveien.places.models import Place
from alisveien.processes import moving
from tests.people.test_doctors import a_doctor
from tests.people.test_persons import a_person, a_role
from tests.placements.nominating import nominated
from tests.roles import ADVISER, MUNICIPAL_LEADER, TRUST_COORDINATOR, actor_as, client_as, place_of

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
HOME, NEAR, FAR = "5540", "5501", "4601"


def town(code: str) -> Place:
    found: Place = place_of("municipality", code)
    return found


def leader(code: str = HOME) -> Actor:
    return actor_as(MUNICIPAL_LEADER, town(code))


@pytest.fixture
def one() -> Nomination:
    """An open nomination in Kåfjord of a doctor who is a person too."""
    nomination = nominated()
    enter_doctors([nomination.doctor_id])
    return nomination


def asked(nomination: Nomination, code: str = NEAR, **more: Any) -> dict[str, Any]:
    at = nomination.confirmed_at + timedelta(days=30)
    person = Person.objects.get(doctor=nomination.doctor)
    values = {"from_place": town(HOME), "to_place": town(code), "on": at.date(), "reason": "new_post"}
    return {"person": person, "by": leader(), "at": at} | values | more


def test_the_nomination_follows_keeps_its_day_and_waits_for_the_new_municipality(one: Nomination) -> None:
    Nomination.objects.filter(pk=one.pk).update(leader_email="leder@kafjord.example.no")
    Doctor.objects.filter(pk=one.doctor_id).update(email="lege@example.no")
    day, confirmed, version = one.nominated_on, one.confirmed_at, one.version
    Letter.objects.all().delete()
    move = moving.move_person(**asked(one))
    one.refresh_from_db()
    assert (one.state, one.municipality, one.nominated_on) == ("open", town(NEAR), day)
    assert (one.confirmed_at, one.leader_email, one.version) == (confirmed, "", version + 1)
    sent = Letter.objects.filter(kind="placements.nomination_moved")
    assert set(sent.values_list("to_address", flat=True)) == {"leder@kafjord.example.no", "lege@example.no"}
    assert "Tromsø" in sent[0].subject
    entry = Entry.objects.get(kind="placements.nomination.moved")
    assert entry.places == sorted({town(HOME).pk, town(NEAR).pk, one.trust_id})
    assert arrived_by(one) == move
    assert list(arrivals_for(leader(NEAR))) == [one]
    assert not arrivals_for(leader()).exists()
    assert not arrivals_for(actor_as(TRUST_COORDINATOR)).exists()


def test_the_new_municipality_has_it_on_the_work_list_until_it_confirms(one: Nomination) -> None:
    at = moving.move_person(**asked(one)).at
    words = "Bekreft innmeldingen som fulgte med legen hit"
    assert words in [task.what for task in queries_work.waiting_for(leader(NEAR), at.date())]
    one = Nomination.objects.get(pk=one.pk)
    seen = versions_of(one.doctor, one)
    with pytest.raises(NotAllowed):
        confirm_nomination(nomination=one, seen=seen, by=leader(), at=at)
    confirm_nomination(nomination=one, seen=seen, by=leader(NEAR), at=at + timedelta(days=1))
    one.refresh_from_db()
    assert arrived_by(one) is None
    assert words not in [task.what for task in queries_work.waiting_for(leader(NEAR), at.date())]


def test_it_is_undone_whole_and_links_open_again(one: Nomination) -> None:
    role = a_role(Person.objects.get(doctor=one.doctor), "supervisor")
    Doctor.objects.filter(pk=one.doctor_id).update(municipal_order=2)
    at = one.confirmed_at + timedelta(days=30)
    make_link(
        task=CONFIRM,
        about=str(one.pk),
        place=town(HOME),
        role=Role.MUNICIPAL_LEADER,
        recipient="a@example.no",
        expires_at=at + timedelta(days=5),
        by=leader(),
        at=at,
    )
    version = one.doctor.version
    move = moving.move_person(**asked(one))
    assert Link.objects.get().revoked_at == at
    assert ContactRole.objects.count() == 2
    moving.undo_move(move=move, by=leader(NEAR), at=at + timedelta(days=1))
    one.refresh_from_db()
    role.refresh_from_db()
    doctor = Doctor.objects.get(pk=one.doctor_id)
    assert (one.municipality, one.state) == (town(HOME), "open")
    assert (doctor.municipality, doctor.municipal_order) == (town(HOME), 2)
    assert doctor.version > version + 1
    assert (role.to_on, ContactRole.objects.count(), Link.objects.get().revoked_at) == (None, 1, None)
    assert Entry.objects.filter(kind__in=["placements.nomination.moved_back", "people.person.moved_back"]).count() == 2
    assert arrived_by(one) is None
    with pytest.raises(RuleBroken, match="alt angret"):
        moving.undo_move(move=move, by=leader(), at=at)


def test_to_another_region_it_is_withdrawn_and_comes_back_when_undone(one: Nomination) -> None:
    move = moving.move_person(**asked(one, FAR))
    one.refresh_from_db()
    assert (one.state, one.ended_code, one.municipality) == ("withdrawn", "moved", town(HOME))
    assert Entry.objects.filter(kind="placements.nomination.withdrawn").exists()
    assert arrived_by(one) is None
    moving.undo_move(move=move, by=leader(), at=move.at)
    one.refresh_from_db()
    assert (one.state, one.ended_at, one.ended_code) == ("open", None, "")


def test_what_has_changed_since_keeps_it_from_being_undone(one: Nomination) -> None:
    move = moving.move_person(**asked(one))
    Nomination.objects.filter(pk=one.pk).update(leader_email="ny@example.no")
    with pytest.raises(RuleBroken, match="endret etter flyttingen"):
        moving.undo_move(move=move, by=leader(), at=move.at)
    one.refresh_from_db()
    assert one.municipality == town(NEAR)


def test_a_second_nomination_made_since_keeps_the_first_withdrawn(one: Nomination) -> None:
    move = moving.move_person(**asked(one, FAR))
    values = {"municipality": town(FAR), "trust": one.trust, "nominated_on": move.on, "confirmed_at": move.at}
    window = {"earliest_on": one.earliest_on, "latest_on": one.latest_on}
    Nomination.objects.create(doctor=one.doctor, **values, **window)
    with pytest.raises(RuleBroken, match="noe annet er registrert"):
        moving.undo_move(move=move, by=leader(), at=move.at)


def test_a_doctor_without_an_open_nomination_and_one_within_the_municipality_take_none_along() -> None:
    doctor = a_doctor("9910077", HOME)
    enter_doctors([doctor.pk])
    at = datetime(2026, 11, 22, 10, tzinfo=UTC)
    values = {"from_place": town(HOME), "to_place": town(NEAR), "on": date(2026, 11, 1), "reason": "new_post"}
    move = moving.move_person(person=doctor.person, by=leader(), at=at, **values)
    assert {line["model"] for line in move.wrote} == {"people.doctor"}


def test_trying_says_what_would_happen_and_does_nothing(one: Nomination) -> None:
    a_role(Person.objects.get(doctor=one.doctor), "supervisor")
    assert moving.try_move(**asked(one)) == moving.TriedMove(ends=1, begins=1, employs=True, nomination="follows")
    assert moving.try_move(**asked(one, FAR)).nomination == "withdrawn"
    one.refresh_from_db()
    assert (one.municipality, Move.objects.count(), Letter.objects.filter(kind__contains="moved").count()) == (
        town(HOME),
        0,
        0,
    )
    person = a_person()
    a_role(person, "mayor")
    assert moving.try_move(**asked(one, person=person)) == moving.TriedMove(1, 1, employs=False, nomination="")


def test_who_may_not_undo_and_what_cannot_be(one: Nomination) -> None:
    move = moving.move_person(**asked(one))
    for by in (actor_as(ADVISER), leader(FAR)):
        with pytest.raises(NotAllowed):
            moving.undo_move(move=move, by=by, at=move.at)
    for values, words in (({"wrote": []}, "kan ikke angres"), ({"reason": "reform"}, "endring i registeret")):
        Move.objects.filter(pk=move.pk).update(**values)
        with pytest.raises((RuleBroken, NotAllowed)) as refused:
            people_moving.undo_move(move=move, by=leader(), at=move.at)
        assert words in str(refused.value)


def test_the_pages_show_what_follows_and_undo(one: Nomination) -> None:
    person = Person.objects.get(doctor=one.doctor)
    client, path = client_as(MUNICIPAL_LEADER, town(HOME)), f"/personer/{person.pk}/flytt/"
    sent = {"from_place": town(HOME).pk, "to_place": town(NEAR).pk, "on": "2026-01-01", "reason": "new_post"}
    page = client.post(path, sent).content.decode()
    assert "dagen legen ble meldt inn, står. Tromsø må se over og bekrefte." in page
    assert not Move.objects.exists()
    assert "annet regionalt helseforetak" in client.post(path, sent | {"to_place": town(FAR).pk}).content.decode()
    assert "annet sted enn" in client.post(path, sent | {"to_place": town(HOME).pk}).content.decode()
    assert "Se hva som følger med" in client.post(path, sent | {"rett": "ja"}).content.decode()
    assert client.post(path, sent | {"bekreft": "ja"}).status_code == 302
    move = Move.objects.get()
    new = client_as(MUNICIPAL_LEADER, town(NEAR))
    page = new.get(f"/innmeldinger/{one.pk}/").content.decode()
    assert "Innmeldingen fulgte legen fra Kåfjord" in page
    undo = f"/personer/flytting/{move.pk}/angre/"
    assert undo in new.get(f"/personer/{person.pk}/").content.decode()
    assert "Vil du angre flyttingen?" in new.get(undo).content.decode()
    assert new.get("/personer/flytting/999999/angre/").status_code == 404
    assert new.post(undo).status_code == 302
    one.refresh_from_db()
    assert one.municipality == town(HOME)
