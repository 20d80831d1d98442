"""Merging and dividing municipalities with all that belongs to them: followed, ended, undone, tried first."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from procrastinate.contrib.django.models import ProcrastinateJob

from alisveien.access.models import Holding
from alisveien.base.actor import Actor, Grant
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.establishments.models import Arena, Registration
from alisveien.people.models import ContactRole, Doctor, Move, Person
from alisveien.placements.models import Nomination
from alisveien.places.models import Place, RegisterChange
from alisveien.places.services import undoing
from alisveien.places.services.reforms import Part
from alisveien.processes import services, tasks
from alisveien.processes.pages import follows
from tests.people.test_doctors import a_doctor
from tests.roles import CHIEF_MEDICAL_OFFICER, MUNICIPAL_LEADER, NATIONAL_COORDINATOR, client_as, place_of, user_as

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
AT = datetime(2026, 11, 22, 10, tzinfo=UTC)
PAST, COMING = date(2026, 1, 1), date(2028, 1, 1)
NATION = Actor(1, (Grant("national_coordinator", frozenset({"edit_register"}), None),))
A, B, NEW = "3201", "3203", "3298"


def town(code: str) -> Place:
    found: Place = place_of("municipality", code)
    return found


def merge(code: str = NEW, *, on: date = PAST, by: Actor = NATION, **more: Any) -> RegisterChange:
    asked: dict[str, Any] = {"places": [town(A), town(B)], "code": code, "name": "Fjordbyen", "why": "Vedtak"}
    return services.merge_municipalities(effective_on=on, by=by, at=AT, **(asked | more))


def contact(place: Place, role: str, name: str = "Kari", **values: Any) -> ContactRole:
    person = Person.objects.create(first_name=name, last_name="Prøve")
    return ContactRole.objects.create(person=person, role=role, place=place, place_kind=place.kind, **values)


def case(place: Place, **values: Any) -> Registration:
    named = {"speciality": "ALM", "source": "Brev", "applied_on": date(2019, 5, 1)}
    return Registration.objects.create(place=place, place_kind=place.kind, **(named | values))


def arena(place: Place, name: str = "Legesenteret") -> Arena:
    return Arena.objects.create(place=place, place_kind=place.kind, kind="medical_centre", name=name)


def nomination(doctor: Doctor, state: str = "open") -> Nomination:
    return Nomination.objects.create(
        doctor=doctor,
        municipality=doctor.municipality,
        trust=place_of("trust", "983974899"),
        state=state,
        nominated_on=PAST,
        earliest_on=COMING,
        latest_on=COMING,
        confirmed_at=AT,
        ended_at=None if state == "open" else AT,
        ended_code="" if state != "withdrawn" else "moved",
    )


def everything() -> list[Any]:
    """All that belongs to some municipality, to be compared before and after."""
    return [
        sorted(Doctor.objects.values_list("pk", "municipality")),
        sorted(Nomination.objects.values_list("pk", "municipality")),
        sorted(Holding.objects.values_list("pk", "place", "from_on", "to_on"), key=str),
        sorted(ContactRole.objects.values_list("pk", "place", "from_on", "to_on"), key=str),
        sorted(Registration.objects.values_list("pk", "place", "source")),
        sorted(Arena.objects.values_list("pk", "place", "name")),
        Move.objects.count(),
    ]


def test_everything_follows_into_a_new_one_and_comes_back_when_undone() -> None:
    doctor = a_doctor("9910001", A)
    Person.objects.create(
        first_name=doctor.first_name, last_name=doctor.last_name, hpr_number=doctor.hpr_number, doctor=doctor
    )
    stays = a_doctor("9910002", "5540")
    open_one, closed = nomination(doctor), nomination(a_doctor("9910003", B), state="closed")
    leader = user_as(MUNICIPAL_LEADER, town(A))
    contact(town(A), "alis_contact")
    case(town(A), decision="registered", decided_on=date(2020, 1, 1))
    arena(town(A))
    arena(town(B))
    before = everything()
    change = merge()
    new = town(NEW)
    doctor.refresh_from_db()
    assert (doctor.municipality, stays.municipality.code) == (new, "5540")
    assert Nomination.objects.get(pk=open_one.pk).municipality == new
    assert Nomination.objects.get(pk=closed.pk).municipality.code == B
    held = Holding.objects.filter(user=leader).order_by("pk").values_list("place__code", "from_on", "to_on")
    assert list(held) == [(A, date(2020, 1, 1), PAST), (NEW, PAST, None)]
    assert list(ContactRole.objects.order_by("pk").values_list("place__code", "from_on", "to_on")) == [
        (A, None, PAST),
        (NEW, PAST, None),
    ]
    continued = Registration.objects.get(place=new)
    assert (continued.decision, continued.applied_on) == ("registered", date(2019, 5, 1))
    assert continued.source.startswith("Videreført fra")
    names = sorted(Arena.objects.filter(place=new).values_list("name", flat=True))
    assert names[0] == "Legesenteret"
    assert names[1].startswith("Legesenteret, ")
    move = Move.objects.get()
    assert (move.to_place, move.on, move.reason) == (new, PAST, "reform")
    undoing.undo_change(change=change, by=NATION, at=AT)
    assert everything() == before
    assert not Place.objects.filter(code=NEW).exists()


def test_into_one_that_goes_on_only_the_others_things_move_and_nothing_is_held_twice() -> None:
    leader = user_as(MUNICIPAL_LEADER, town(A))
    Holding.objects.create(
        user=leader, role=MUNICIPAL_LEADER, place=town(B), place_kind="municipality", from_on=PAST, given_at=AT
    )
    contact(town(A), "mayor", "En", from_on=date(2020, 1, 1))
    contact(town(B), "mayor", "To")
    contact(town(A), "alis_contact", "Tre", from_on=date(2027, 1, 1))
    case(town(A))
    case(town(B), applied_on=date(2020, 2, 1))
    merge(B, name="Asker")
    assert Holding.objects.filter(user=leader, to_on=None).count() == 1
    there = ContactRole.objects.filter(place=town(B)).values_list("person__first_name", "from_on")
    assert sorted(there, key=str) == [("To", None), ("Tre", date(2027, 1, 1))]
    ended = ContactRole.objects.get(place=town(A), role="alis_contact")
    assert ended.to_on == date(2027, 1, 1)
    assert Registration.objects.filter(place=town(B)).count() == 1


def test_a_person_in_the_same_role_at_both_holds_it_once() -> None:
    role = contact(town(A), "alis_contact")
    ContactRole.objects.create(
        person=role.person, role="alis_contact", place=town(B), place_kind="municipality", from_on=PAST
    )
    contact(town(A), "alis_contact", "Annen")
    merge()
    names = ContactRole.objects.filter(place=town(NEW)).values_list("person__first_name", flat=True)
    assert sorted(names) == ["Annen", "Kari"]


def test_what_has_changed_since_keeps_the_deed_from_being_undone_and_is_not_named() -> None:
    doctor = a_doctor("9910001", A)
    change = merge()
    Doctor.objects.filter(pk=doctor.pk).update(municipality=town("5540"))
    with pytest.raises(RuleBroken, match="Noe som fulgte med") as refused:
        undoing.undo_change(change=change, by=NATION, at=AT)
    assert doctor.last_name not in str(refused.value)


def test_when_one_part_keeps_the_name_nothing_follows_and_else_the_first_part_gets_it() -> None:
    doctor = a_doctor("9910001", "1508")
    parts = [Part("1508", "Ålesund", 50_000), Part("1598", "Sandøy", 1_200)]
    services.split_municipality(place=town("1508"), parts=parts, effective_on=PAST, why="V", by=NATION, at=AT)
    doctor.refresh_from_db()
    assert doctor.municipality.code == "1508"
    other = a_doctor("9910002", A)
    parts = [Part("3297", "Øst", 60_000), Part("3296", "Vest", 60_000)]
    services.split_municipality(place=town(A), parts=parts, effective_on=PAST, why="V", by=NATION, at=AT)
    other.refresh_from_db()
    assert other.municipality.code == "3297"


def test_a_reform_to_come_waits_for_its_day_and_is_undone_whole() -> None:
    doctor = a_doctor("9910001", A)
    change = merge(on=COMING)
    doctor.refresh_from_db()
    assert doctor.municipality.code == A
    waiting = ProcrastinateJob.objects.get(task_name="processes.carry_over")
    assert waiting.args == {"change_id": change.pk}
    on_the_day = datetime(2028, 1, 1, 0, 10, tzinfo=UTC)
    undoing.turn_to(COMING)
    assert services.carry_over(change_id=change.pk, at=on_the_day) == 1
    assert services.carry_over(change_id=change.pk, at=on_the_day) == 0
    doctor.refresh_from_db()
    assert doctor.municipality.code == NEW
    tasks.carry_over_on_the_day(change.pk)
    undoing.undo_change(change=change, by=NATION, at=on_the_day)
    doctor.refresh_from_db()
    assert doctor.municipality.code == A
    assert services.carry_over(change_id=change.pk, at=on_the_day) == 0


def test_a_division_to_come_goes_to_the_first_part() -> None:
    doctor = a_doctor("9910001", A)
    parts = [Part("3297", "Øst", 60_000), Part("3296", "Vest", 60_000)]
    change = services.split_municipality(place=town(A), parts=parts, effective_on=COMING, why="V", by=NATION, at=AT)
    undoing.turn_to(COMING)
    services.carry_over(change_id=change.pk, at=datetime(2028, 1, 1, 0, 10, tzinfo=UTC))
    doctor.refresh_from_db()
    assert doctor.municipality.code == "3297"


def test_a_division_to_come_where_one_part_keeps_the_name_takes_nothing_along() -> None:
    doctor = a_doctor("9910001", "1508")
    parts = [Part("1508", "Ålesund", 50_000), Part("1598", "Sandøy", 1_200)]
    change = services.split_municipality(
        place=town("1508"), parts=parts, effective_on=COMING, why="V", by=NATION, at=AT
    )
    undoing.turn_to(COMING)
    assert services.carry_over(change_id=change.pk, at=datetime(2028, 1, 1, 0, 10, tzinfo=UTC)) == 0
    doctor.refresh_from_db()
    assert doctor.municipality.code == "1508"


def test_trying_says_what_would_follow_and_does_nothing() -> None:
    nomination(a_doctor("9910001", A))
    user_as(CHIEF_MEDICAL_OFFICER, town(A))
    contact(town(A), "mayor", "En")
    contact(town(B), "mayor", "To")
    before, places = everything(), Place.objects.count()
    asked = {"places": [town(A), town(B)], "code": NEW, "name": "Fjordbyen", "why": "V", "by": NATION}
    tried = services.try_deed(services.merge_municipalities, at=AT, effective_on=PAST, **asked)
    said = {line["label"]: line["value"] for line in follows(tried)}
    assert said["Leger i spesialisering"] == "1"
    assert said["Åpne innmeldinger"] == "1"
    assert said["Tilganger"] == "1"
    assert said["Kontaktpersoner"] == "1, og 1 avsluttes"
    assert not tried.waits
    assert (everything(), Place.objects.count()) == (before, places)
    assert services.try_deed(services.merge_municipalities, at=AT, effective_on=COMING, **asked).waits


def test_only_those_who_keep_the_register_may() -> None:
    with pytest.raises(NotAllowed):
        merge(by=Actor(2, ()))
    with pytest.raises(NotAllowed):
        services.split_municipality(place=town(A), parts=[], effective_on=PAST, why="", by=Actor(2, ()), at=AT)


def test_the_pages_show_what_follows_before_it_is_done() -> None:
    client, path = client_as(NATIONAL_COORDINATOR), "/register/sammenslaing/"
    doctor = a_doctor("9910001", A)
    sent = {"places": f"{A} {B}", "code": NEW, "name": "Fjordbyen", "effective_on": "2026-01-01", "why": "Vedtak"}
    page = client.post(path, sent).content.decode()
    assert "Dette følger med" in page
    assert doctor.last_name not in page
    assert not Place.objects.filter(code=NEW).exists()
    assert "minst to" in client.post(path, sent | {"places": A}).content.decode()
    back = client.post(path, sent | {"rett": "ja"}).content.decode()
    assert 'value="Fjordbyen"' in back
    assert "Se hva som følger med" in back
    waits = client.post(path, sent | {"effective_on": "2030-01-01"}).content.decode()
    assert "en dag som kommer" in waits
    assert client.post(path, sent | {"bekreft": "ja"}).status_code == 302
    doctor.refresh_from_db()
    assert doctor.municipality.code == NEW
