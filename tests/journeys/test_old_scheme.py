"""The old scheme on both sides of the New Year: who is seen by whom, what is missing, and the letters."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.models import Letter
from alisveien.base.work import state_of
from alisveien.establishments.models import Registration, State
from alisveien.journal.models import Entry
from alisveien.journal.telling import tell
from alisveien.journeys import queries, queries_work, registers, rules
from alisveien.journeys.rules import Way
from alisveien.journeys.services import letters
from alisveien.people.models import ContactRole, Doctor, Person
from alisveien.placements.models import Nomination
from tests.roles import (
    ADVISER,
    DOCTOR,
    FIGURES_READER,
    MUNICIPAL_LEADER,
    NATIONAL_COORDINATOR,
    SUPERVISOR,
    TRUST_COORDINATOR,
    actor_as,
    client_as,
    place_of,
    user_as,
)
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
BEFORE, AFTER = date(2026, 11, 22), date(2027, 1, 1)
NOW, LATER = datetime(2026, 11, 22, 9, 0, tzinfo=UTC), datetime(2027, 1, 1, 9, 0, tzinfo=UTC)
NUMBERS = count(9_400_000)


def a_doctor(code: str = "5540", **values: Any) -> Doctor:
    """One in the old scheme who has everything, unless the values say otherwise."""
    usual = {
        "hpr_number": str(next(NUMBERS)),
        "first_name": "Gro",
        "last_name": "Gammel",
        "email": "gro.gammel@example.no",
        "municipality": place_of("municipality", code),
        "position": "gp_salaried",
        "started_on": date(2018, 1, 1),
        "percentage": 100,
        "scheme": "old",
        "group": "finished",
        "courses": 6,
        "goals_percent": 40,
    }
    return Doctor.objects.create(**(usual | values))


def a_leader(code: str = "5540", role: str = "health_leader", email: str = "leder@example.no") -> ContactRole:
    place = place_of("municipality", code)
    person = Person.objects.create(first_name="Lise", last_name="Leder", email=email)
    return ContactRole.objects.create(person=person, role=role, place=place, place_kind=place.kind)


@pytest.mark.parametrize(
    ("day", "deadline", "left", "over"),
    [
        (date(2016, 1, 1), date(2025, 3, 1), 3348, False),
        (date(2024, 2, 7), date(2025, 3, 1), 389, False),
        (date(2024, 2, 8), date(2026, 12, 31), 1058, False),
        (date(2026, 11, 22), date(2026, 12, 31), 40, False),
        (date(2026, 12, 31), date(2026, 12, 31), 1, False),
        (date(2027, 1, 1), date(2026, 12, 31), 0, True),
    ],
)
def test_the_deadline_is_the_one_known_on_the_day(day: date, deadline: date, left: int, over: bool) -> None:
    assert (rules.deadline_on(day), rules.days_left(day), rules.is_over(day)) == (deadline, left, over)


@pytest.mark.parametrize(
    ("values", "state", "way", "missing"),
    [
        ({}, State.UNKNOWN, Way.APPLY, ["Send søknaden"]),
        ({"courses": 3}, State.REGISTERED, Way.CONVERT, ["3 av minst 4 kurs", "40 % av", "avtale"]),
        ({"group": "taking_part"}, State.APPLIED, Way.CONVERT, ["Veiledningsgruppen", "40 % av", "avtale"]),
        (
            {"started_on": date(2023, 1, 1), "goals_percent": 0},
            State.REFUSED,
            Way.CONVERT,
            ["fem år tjeneste", "må søke", "vurdere læringsmålene", "avtale"],
        ),
        ({"percentage": 50, "goals_percent": 100}, State.TEMPORARY, Way.CONVERT, ["fem år tjeneste", "avtale"]),
    ],
)
def test_what_is_missing_before_the_new_year(
    values: dict[str, Any], state: State, way: Way, missing: list[str]
) -> None:
    found = rules.standing_of(a_doctor(**values), state, BEFORE)
    assert found.way == way
    assert len(found.missing) == len(missing)
    assert all(part in whole for part, whole in zip(missing, found.missing, strict=True)), found.missing


def test_from_new_year_everybody_left_must_convert() -> None:
    found = rules.standing_of(a_doctor(courses=0), State.REGISTERED, AFTER)
    assert found.way == Way.MUST
    assert len(found.missing) == 2
    assert "kurs" not in " ".join(found.missing)


def test_names_follow_the_rules_of_names() -> None:
    own, other = a_doctor(), a_doctor("4601")
    a_doctor(scheme="new")
    Doctor.objects.filter(pk=own.pk).update(user=user_as(DOCTOR))
    seen = {role: set(queries.old_scheme_doctors_for(actor_as(role), BEFORE)) for role in (MUNICIPAL_LEADER, DOCTOR)}
    assert seen == {MUNICIPAL_LEADER: {own}, DOCTOR: {own}}
    assert list(queries.old_scheme_doctors_for(actor_as(MUNICIPAL_LEADER, stranger=True), BEFORE)) == [other]
    for role in (ADVISER, NATIONAL_COORDINATOR, FIGURES_READER, SUPERVISOR, TRUST_COORDINATOR):
        assert not queries.old_scheme_doctors_for(actor_as(role), BEFORE), role
    assert not queries.old_scheme_doctors_for(VISITOR, BEFORE)


def test_a_trust_sees_those_nominated_to_it() -> None:
    doctor = a_doctor()
    Nomination.objects.create(
        doctor=doctor,
        trust=place_of("trust", "983974899"),
        municipality=doctor.municipality,
        nominated_on=BEFORE,
        earliest_on=date(2028, 3, 1),
        latest_on=date(2028, 9, 1),
        confirmed_at=NOW,
    )
    assert list(queries.old_scheme_doctors_for(actor_as(TRUST_COORDINATOR), BEFORE)) == [doctor]
    assert not queries.old_scheme_doctors_for(actor_as(TRUST_COORDINATOR, stranger=True), BEFORE)
    assert not queries.own_doctors(actor_as(TRUST_COORDINATOR), BEFORE)


def test_an_office_sees_numbers_of_its_own_region() -> None:
    for values in ({}, {"courses": 0}, {"code": "4601"}):
        a_doctor(**values)
    (one,) = queries.counts_for(actor_as(ADVISER), BEFORE)
    assert (one.place.code, one.doctors, one.can_apply, one.convert) == ("5540", 2, 1, 1)
    assert [row.can_apply for row in queries.counts_for(actor_as(ADVISER), AFTER)] == [0]
    assert len(queries.counts_for(actor_as(NATIONAL_COORDINATOR), BEFORE)) == 2
    assert queries.counts_for(actor_as(MUNICIPAL_LEADER), BEFORE) == []


def test_a_municipality_that_has_applied_is_not_asked_to() -> None:
    place = place_of("municipality", "5540")
    case = {"place": place, "place_kind": place.kind, "speciality": "ALM", "source": "Brev"}
    Registration.objects.create(**case, applied_on=date(2023, 1, 1))
    registered = queries.registered_at([place.pk], BEFORE)
    assert registered == {(place.pk, "ALM"): State.TEMPORARY}
    missing = " ".join(queries.standing_in(a_doctor(courses=0), registered, BEFORE).missing)
    assert "må søke" not in missing
    community = a_doctor(courses=0, speciality="SAM")
    assert "må søke" in " ".join(queries.standing_in(community, registered, BEFORE).missing)


def test_the_municipality_writes_to_its_doctors_once_a_month() -> None:
    by = actor_as(MUNICIPAL_LEADER)
    one, silent = a_doctor(), a_doctor(email="", courses=1)
    a_doctor("4601")
    mailing = letters.to_doctors(by, NOW)
    assert [row.about for row in mailing.sent_to] == [one]
    assert [(row.about, row.against) for row in mailing.left_out] == [(silent, "Mangler e-postadresse.")]
    assert "31. desember 2026" in mailing.example
    assert letters.send_letters(to="leger", seen=mailing.mark, by=by, at=NOW) == 1
    (letter,) = Letter.objects.all()
    assert (letter.to_address, letter.about_id, letter.kind) == (one.email, one.pk, queries.TO_DOCTOR)
    assert "Send søknaden" in letter.body
    assert "Skrev til legen" in tell(Entry.objects.get()).text
    again = letters.to_doctors(by, NOW + timedelta(days=29))
    assert again.sent_to == []
    assert again.example == ""
    with pytest.raises(RuleBroken, match="Ingen kan skrives til"):
        letters.send_letters(to="leger", seen=again.mark, by=by, at=NOW + timedelta(days=29))
    assert "du må konvertere" in letters.to_doctors(by, LATER).example


def test_letters_are_sent_as_they_were_seen_or_not_at_all() -> None:
    by = actor_as(MUNICIPAL_LEADER)
    a_doctor()
    seen = letters.to_doctors(by, NOW).mark
    a_doctor(email="ny@example.no")
    with pytest.raises(RuleBroken, match="Noe er endret"):
        letters.send_letters(to="leger", seen=seen, by=by, at=NOW)
    assert not Letter.objects.exists()


def test_an_office_writes_to_leaders_without_names() -> None:
    by = actor_as(ADVISER)
    a_doctor()
    a_doctor("5501")
    a_leader(email="")
    a_leader(role="municipal_cmo", email="overlege@example.no")
    mailing = letters.to_leaders(by, NOW)
    assert [one.to for one in mailing.sent_to] == ["overlege@example.no"]
    assert [one.label for one in mailing.left_out] == ["ingen kjent leder"]
    assert letters.send_letters(to="ledere", seen=mailing.mark, by=by, at=NOW) == 1
    letter = Letter.objects.get()
    assert "har 1 lege som står" in letter.body
    assert "Gro" not in letter.body
    assert "Skrev til kommunen" in tell(Entry.objects.get()).text
    assert {one.place.code: one.written_at for one in queries.counts_for(by, BEFORE)} == {"5540": NOW, "5501": None}
    assert "så legen må konvertere til ny ordning" in letters.to_leaders(by, LATER).example


def test_who_may_not_write_is_refused() -> None:
    for role in (ADVISER, TRUST_COORDINATOR, NATIONAL_COORDINATOR):
        with pytest.raises(NotAllowed):
            letters.to_doctors(actor_as(role), NOW)
    for role in (MUNICIPAL_LEADER, TRUST_COORDINATOR, NATIONAL_COORDINATOR):
        with pytest.raises(NotAllowed):
            letters.to_leaders(actor_as(role), NOW)


def test_the_work_list_has_it_from_half_a_year_before() -> None:
    leader = actor_as(MUNICIPAL_LEADER)
    assert queries_work.waiting_for(leader, BEFORE) == []
    a_doctor()
    assert queries_work.waiting_for(leader, date(2026, 6, 1)) == []
    (task,) = queries_work.waiting_for(leader, BEFORE)
    assert (task.what, task.deadline) == ("1 lege står i gammel ordning", date(2026, 12, 31))
    (after,) = queries_work.waiting_for(leader, AFTER)
    assert "Må konvertere" in str(after.about)
    assert state_of(after, LATER) == "later"
    assert queries_work.waiting_for(actor_as(ADVISER), BEFORE) == []


def text_of(role: str, path: str, status: int = 200) -> str:
    response = client_as(role).get(path)
    assert response.status_code == status, path
    return " ".join(response.content.decode().replace("\xa0", " ").split())


def test_the_pages_show_names_to_the_municipality_and_numbers_to_the_office() -> None:
    a_doctor()
    a_doctor("4601", last_name="Fremmed")
    own = text_of(MUNICIPAL_LEADER, "/gammel-ordning/")
    assert "Gro Gammel" in own
    assert "Fremmed" not in own
    assert "/gammel-ordning/brev/leger/" in own
    numbers = text_of(ADVISER, "/gammel-ordning/kommuner/")
    assert "Kåfjord" in numbers
    assert "Gro" not in numbers
    assert client_as(ADVISER).get("/gammel-ordning/").headers["Location"] == "/gammel-ordning/kommuner/"
    assert "Leger med navn" in text_of(TRUST_COORDINATOR, "/gammel-ordning/kommuner/")
    text_of(FIGURES_READER, "/gammel-ordning/", 403)
    assert "Skriv til lederne" in numbers
    assert "oppnevner" in text_of(ADVISER, "/gammel-ordning/slik/")


def test_letters_go_from_the_page() -> None:
    a_doctor()
    client = client_as(MUNICIPAL_LEADER)
    page = client.get("/gammel-ordning/brev/leger/")
    assert "Send 1 brev" in page.content.decode()
    mark = page.context["mailing"].mark
    assert "Noe er endret" in client.post("/gammel-ordning/brev/leger/", {"seen": "x"}).content.decode()
    assert client.post("/gammel-ordning/brev/leger/", {"seen": mark}).headers["Location"] == "/gammel-ordning/"
    assert Letter.objects.count() == 1
    assert "Ingen får brev nå" in client.get("/gammel-ordning/brev/leger/").content.decode()
    assert client.get("/gammel-ordning/brev/alle/").status_code == 404


@pytest.mark.parametrize(
    ("day", "title", "lead"), [(BEFORE, "Gammel ordning", "40 dager"), (AFTER, "Må konvertere", "Fristen var")]
)
def test_the_lists_are_called_what_they_are(day: date, title: str, lead: str) -> None:
    a_doctor()
    for register in (registers.doctors, registers.municipalities):
        found = register(actor_as(MUNICIPAL_LEADER), day)
        assert str(found.title).startswith(title)
        assert lead in str(found.lead)


def test_the_lists_are_flat() -> None:
    leader, adviser = client_as(MUNICIPAL_LEADER), client_as(ADVISER)
    assert_flat(lambda: leader.get("/gammel-ordning/"), a_doctor)
    assert_flat(lambda: adviser.get("/gammel-ordning/kommuner/"), a_doctor)
    assert_flat(lambda: adviser.get("/gammel-ordning/brev/ledere/"), a_doctor)


def test_the_demonstration_is_loaded_once_and_only_where_one_practises(settings: Any) -> None:
    settings.DEMONSTRATION = True
    call_command("load_old_scheme", verbosity=0)
    made = Doctor.objects.filter(scheme="old")
    count_of_old = made.count()
    assert count_of_old > 30
    assert made.filter(municipality__code="1812").count() >= 2
    assert Person.objects.filter(doctor__in=made).count() == count_of_old
    call_command("load_old_scheme")
    assert made.count() == count_of_old
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError, match="demonstrasjon"):
        call_command("load_old_scheme")
