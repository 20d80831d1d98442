"""What is too old goes, everywhere and whole; what is not stays; a round that is scrubbed can still be opened."""

from datetime import UTC, date, datetime
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client

from alisveien.base.actor import VISITOR
from alisveien.base.models import Letter
from alisveien.base.privacy import title_of
from alisveien.journal import scrubbing
from alisveien.journal.history import history_of
from alisveien.journal.models import Entry, Scrubbing
from alisveien.journal.services import looked
from alisveien.journal.tasks import scrub as nightly
from alisveien.people.models import ContactRole, Doctor, Person, Supervision
from alisveien.people.services.merging import merge_persons
from alisveien.people.services.persons import enter_doctors
from alisveien.placements.models import Nomination, Round
from alisveien.placements.privacy_over import whole_year_over
from alisveien.placements.services.release import write_release_letters
from tests.people.test_doctors import a_doctor
from tests.placements.people import AT, UNN, coordinator, coordinator_client, released
from tests.roles import ADMINISTRATOR, ADVISER, DOCTOR, SUPERVISOR, actor_as, client_as, place_of, user_as

pytestmark = pytest.mark.django_db

LATER = datetime(2031, 3, 2, 3, 0, tzinfo=UTC)
EARLIER = datetime(2031, 2, 27, 3, 0, tzinfo=UTC)
NAME = "Qvarnzyx"


@pytest.fixture
def one(draft: Round) -> Doctor:
    """A doctor with a name nobody else has, in a round that is released, with a supervisor, a role, looks, letters."""
    round_ = released(draft)
    doctor = round_.frozen_nominations.filter(outcomes__list_place=1)[0].doctor
    Doctor.objects.filter(pk=doctor.pk).update(last_name=NAME, email=f"{NAME}@example.no".lower())
    doctor.refresh_from_db()
    Supervision.objects.create(
        doctor=doctor, supervisor=user_as(SUPERVISOR), from_on=date(2027, 1, 1), to_on=date(2028, 1, 1)
    )
    person = Person.objects.get(doctor=doctor)
    Person.objects.filter(pk=person.pk).update(phone="99 88 77 66", email=f"{NAME}@example.no".lower())
    home = place_of("municipality", "5540")
    ContactRole.objects.create(
        person=person, role="specialist", place=home, place_kind=home.kind, to_on=date(2028, 1, 1), topics=NAME
    )
    write_release_letters(round_=round_, at=AT)
    Letter.objects.update(state="shown", sent_at=AT)
    looked(about=doctor, by=coordinator(), at=AT, page="doctor_card")
    return doctor


def tables_with(text: str) -> set[str]:
    """Every table in which a row says something, whatever the column."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT table_name FROM information_schema.tables WHERE table_schema = 'public'")
        tables = [name for (name,) in cursor.fetchall()]
        found = set()
        for table in tables:
            cursor.execute(f'SELECT 1 FROM "{table}" AS one WHERE one::text ILIKE %s LIMIT 1', [f"%{text}%"])  # noqa: S608
            found |= {table} if cursor.fetchone() else set()
    return found


def test_nothing_of_a_doctor_is_left_in_any_table(one: Doctor) -> None:
    number = one.hpr_number
    assert {"people_doctor", "people_doctorevent", "placements_round", "people_person"} <= tables_with(number)
    assert {"people_doctor", "people_doctorevent", "people_person", "people_contactrole"} <= tables_with(NAME)
    assert "people_person" in tables_with("99 88 77 66")
    done = scrubbing.scrub(by=VISITOR, at=LATER)
    assert done is not None
    assert done.counts["people.doctor"] >= 25
    assert tables_with(NAME) == set()
    assert tables_with(number) == set()
    assert tables_with("99 88 77 66") == set()
    one.refresh_from_db()
    assert (one.name, one.email, one.user) == ("Fjernet lege", "", None)
    assert one.hpr_number.startswith("0")
    assert not Supervision.objects.filter(doctor=one).exists()
    assert Nomination.objects.filter(doctor=one).exists()


def test_the_second_time_finds_nothing_and_the_first_is_told(one: Doctor) -> None:
    assert scrubbing.scrub(by=VISITOR, at=LATER) is not None
    assert scrubbing.scrub(by=VISITOR, at=LATER) is None
    assert scrubbing.due_on(LATER.date()) == {}
    assert Entry.objects.filter(kind="journal.scrubbed").count() == Scrubbing.objects.count() == 1


def test_before_its_time_nothing_of_the_doctor_goes(one: Doctor) -> None:
    scrubbing.scrub(by=VISITOR, at=EARLIER)
    assert "people_doctor" in tables_with(NAME)
    assert Round.objects.get(year=2028, trust__code=UNN).frozen != {}


@pytest.mark.parametrize("held", ["role", "supervisor", "account", "confirmed"])
def test_who_is_still_here_stays(one: Doctor, held: str) -> None:
    if held == "role":
        ContactRole.objects.update(to_on=None)
    elif held == "supervisor":
        Supervision.objects.update(to_on=None)
    elif held == "account":
        Doctor.objects.filter(pk=one.pk).update(user=user_as(DOCTOR))
    else:
        Nomination.objects.filter(doctor=one).update(confirmed_at=LATER)
    scrubbing.scrub(by=VISITOR, at=LATER)
    one.refresh_from_db()
    assert one.last_name == NAME


def never_nominated() -> Doctor:
    """A doctor who is in the register and nowhere else, with the person. What is written is written today."""
    doctor = a_doctor("8880001", "5540", last_name=NAME)
    enter_doctors([doctor.pk])
    return doctor


@pytest.mark.usefixtures("register")
def test_a_doctor_never_nominated_goes_five_years_after_the_last_change() -> None:
    doctor = never_nominated()
    year = doctor_changed_on(doctor).year
    scrubbing.scrub(by=VISITOR, at=datetime(year + 4, 12, 31, 3, tzinfo=UTC))
    assert "people_doctor" in tables_with(NAME)
    done = scrubbing.scrub(by=VISITOR, at=datetime(year + 6, 1, 2, 3, tzinfo=UTC))
    assert done is not None
    assert {"people.doctor", "people.person"} <= set(done.counts)
    assert tables_with(NAME) == set()
    assert scrubbing.scrub(by=VISITOR, at=datetime(year + 6, 1, 2, 3, tzinfo=UTC)) is None


@pytest.mark.usefixtures("register")
@pytest.mark.parametrize("held", ["role", "supervisor", "account", "changed"])
def test_a_doctor_never_nominated_stays_while_in_use(held: str) -> None:
    doctor, home = never_nominated(), place_of("municipality", "5540")
    if held == "role":
        ContactRole.objects.create(person=doctor.person, role="specialist", place=home, place_kind=home.kind)
    elif held == "supervisor":
        Supervision.objects.create(doctor=doctor, supervisor=user_as(SUPERVISOR), from_on=date(2027, 1, 1))
    elif held == "account":
        Doctor.objects.filter(pk=doctor.pk).update(user=user_as(DOCTOR))
    else:
        last = history_of(Doctor)._default_manager.filter(pgh_obj=doctor)
        last.update(pgh_created_at=datetime(2032, 1, 1, tzinfo=UTC))
    scrubbing.scrub(by=VISITOR, at=datetime(2033, 1, 2, 3, tzinfo=UTC))
    doctor.refresh_from_db()
    assert doctor.last_name == NAME


def doctor_changed_on(doctor: Doctor) -> date:
    found: Any = history_of(Doctor)._default_manager.filter(pgh_obj=doctor).latest("pgh_created_at")
    on: date = found.pgh_created_at.date()
    return on


@pytest.mark.usefixtures("register")
def test_who_was_merged_goes_with_the_kept_one_and_not_before() -> None:
    home = place_of("municipality", "5540")
    kept, gone = (Person.objects.create(first_name="Kari", last_name=name) for name in ("Nord", NAME))
    role = ContactRole.objects.create(person=gone, role="health_leader", place=home, place_kind=home.kind)
    merge_persons(kept=kept, gone=gone, chosen={}, by=actor_as(ADVISER), at=AT)
    scrubbing.scrub(by=VISITOR, at=LATER)
    assert "people_person" in tables_with(NAME)
    ContactRole.objects.filter(pk=role.pk).update(to_on=date(2028, 1, 1))
    scrubbing.scrub(by=VISITOR, at=LATER)
    assert tables_with(NAME) == set()


def test_a_fault_half_way_leaves_everything(one: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[Any] = []

    def fails(*, about: Any, ids: Any) -> int:
        done.append(about)
        if len(done) == 4:
            raise ZeroDivisionError
        return 0

    monkeypatch.setattr(scrubbing, "scrub_letters", fails)
    before = tables_with(NAME)
    with pytest.raises(ZeroDivisionError):
        scrubbing.scrub(by=VISITOR, at=LATER)
    assert tables_with(NAME) == before
    assert not Scrubbing.objects.exists()


def test_a_scrubbed_round_can_still_be_opened_and_keeps_its_sums(one: Doctor) -> None:
    client, base = coordinator_client("Første", UNN), f"/runder/2028/{UNN}/"
    before = client.get(base)
    assert before.status_code == 200
    assert "Personopplysningene i runden er slettet" not in before.content.decode()
    scrubbing.scrub(by=VISITOR, at=LATER)
    client = coordinator_client("Første", UNN)  # the session is too old as well
    nomination = Nomination.objects.filter(doctor=one)[0]
    pages = [base, f"{base}logg/", "/runder/", "/innmeldinger/", f"/innmeldinger/{nomination.pk}/", "/behov/2028/"]
    answers = {page: client.get(page).status_code for page in pages}
    assert set(answers.values()) == {200}, answers
    page = client.get(base).content.decode()
    assert "Personopplysningene i runden er slettet" in page
    assert f"{base}liste/" not in page
    for gone in ("liste/", "rute/", "regelsett/", "frigivelse/"):
        assert client.get(f"{base}{gone}").status_code == 404


def test_the_command_counts_and_does_only_when_asked(one: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alisveien.journal.management.commands.scrub.timezone.now", lambda: LATER)
    said = {}
    for do in (False, True, True):
        out = StringIO()
        call_command("scrub", do=do, stdout=out)
        said[len(said)] = out.getvalue()
    assert "Ingenting er gjort" in said[0]
    assert str(title_of(Doctor)) in said[0]
    assert said[1].rstrip().endswith("Slettet.")
    assert said[2].startswith("Ingenting skal slettes")
    assert NAME not in "".join(said.values())
    assert tables_with(NAME) == set()


def test_the_nightly_job_does_the_same(one: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("alisveien.journal.tasks.timezone.now", lambda: LATER)
    nightly()
    assert tables_with(NAME) == set()
    assert Scrubbing.objects.get().by_id is None


def test_the_page_counts_for_those_who_look_after_it(one: Doctor, monkeypatch: pytest.MonkeyPatch) -> None:
    scrubbing.scrub(by=VISITOR, at=LATER)
    page = client_as(ADMINISTRATOR).get("/personvern/").content.decode()
    assert "Slettes i natt" in page
    assert "Leger i spesialisering: " in page
    assert NAME not in page
    for other in (client_as(ADVISER), Client()):
        page = other.get("/personvern/").content.decode()
        assert "Leger i spesialisering" in page
        assert "Slettes i natt" not in page


@pytest.mark.parametrize(
    ("today", "over"),
    [
        (date(2031, 2, 28), 2027),
        (date(2031, 3, 1), 2028),
        (date(2032, 2, 29), 2028),
        (date(2032, 3, 1), 2029),
    ],
)
def test_a_year_is_over_two_years_after_its_last_half_year_ended(today: date, over: int) -> None:
    assert whole_year_over(today) == over
