"""What was entered by mistake is taken back from the log: it goes, as long as nothing has been built on it."""

from datetime import date, timedelta

import pytest
from django.db.models import ProtectedError

from alisveien.accounts.models import User
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.enquiries.models import Enquiry
from alisveien.enquiries.services import keeping
from alisveien.establishments.models import Arena, ArenaPaper
from alisveien.establishments.services import arenas
from alisveien.journal import rules
from alisveien.journal.history import history_of
from alisveien.journal.models import Entry, Look
from alisveien.journal.services import looked, undo
from alisveien.people.models import ContactRole, Person
from alisveien.people.services.persons import enter_in_role, enter_person
from tests.enquiries.asked import NOW, logged
from tests.establishments.cases import place
from tests.people.test_doctors import a_doctor
from tests.roles import ADVISER, MUNICIPAL_LEADER, actor_as, client_as
from tests.seen import seen_now

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]


def entry_of(kind: str) -> Entry:
    return Entry.objects.filter(kind=kind).latest("pk")


def in_role(**more: object) -> Person:
    asked: dict[str, object] = {
        "first_name": "Kari",
        "last_name": "Feilført",
        "email": "",
        "phone": "",
        "hpr_number": "",
        "role": "health_leader",
        "place": place(),
        "from_on": date(2026, 1, 1),
        "to_on": None,
        "topics": "",
        "by": actor_as(ADVISER),
        "at": NOW,
    }
    return enter_in_role(**(asked | more))  # type: ignore[arg-type]


def test_an_enquiry_that_was_logged_by_mistake_goes_with_what_is_kept_of_it() -> None:
    one, adviser = logged(), client_as(ADVISER)
    page = adviser.get(f"/henvendelser/{one.pk}/").content.decode()
    entry = entry_of("enquiries.enquiry.logged")
    address = f"/logg/{entry.pk}/angre/"
    assert address in page
    asked = adviser.get(address).content.decode()
    assert "Det blir tatt bort" in asked
    assert "Dette blir som før" not in asked
    assert client_as(ADVISER, stranger=True).post(address).status_code == 404
    done = adviser.post(address)
    assert done.headers["Location"] == "/henvendelser/"
    assert not Enquiry.objects.exists()
    assert not history_of(Enquiry)._default_manager.exists()
    entry.refresh_from_db()
    assert entry.after is None
    assert entry_of("journal.undone").undoes == entry
    assert adviser.get(address).status_code == 404


def test_an_enquiry_somebody_has_answered_stays_with_the_reason() -> None:
    one, by = logged(), actor_as(ADVISER)
    entry = entry_of("enquiries.enquiry.logged")
    keeping.answer_enquiry(enquiry=one, answer="Lederen", by=by, at=NOW)
    with pytest.raises(RuleBroken, match="Svaret er endret siden, til Lederen"):
        undo(entry=entry, by=by, at=NOW)
    undo(entry=entry_of("enquiries.enquiry.answered"), by=by, at=NOW)
    undo(entry=entry, by=by, at=NOW)
    assert not Enquiry.objects.exists()


def test_one_logged_before_this_could_be_undone_is_left_alone() -> None:
    logged()
    entry = entry_of("enquiries.enquiry.logged")
    Entry.objects.update(after=None)
    entry.refresh_from_db()
    with pytest.raises(NotAllowed):
        undo(entry=entry, by=actor_as(ADVISER), at=NOW)


def test_a_person_goes_when_the_role_has_been_taken_back_first() -> None:
    person, by = in_role(), actor_as(ADVISER)
    looked(about=person, by=by, at=NOW, page="person")
    entry = entry_of("people.person.entered")
    with pytest.raises(RuleBroken, match="Noe henger på personen: en rolle"):
        undo(entry=entry, by=by, at=NOW)
    undo(entry=entry_of("people.role.begun"), by=by, at=NOW)
    page = client_as(ADVISER).get(f"/personer/{person.pk}/").content.decode()
    assert f"/logg/{entry.pk}/angre/" in page
    undo(entry=entry, by=by, at=NOW + timedelta(minutes=1))
    assert not Person.objects.exists()
    assert not ContactRole.objects.exists()
    assert not Look.objects.exists()
    assert not history_of(Person)._default_manager.exists()
    assert "Feilført" not in str(list(Entry.objects.values_list("before", "after")))


def test_a_person_an_enquiry_names_a_doctor_and_one_with_an_account_stay() -> None:
    person = enter_person(first_name="Kari", last_name="Spør", by=actor_as(ADVISER), at=NOW)
    entry = entry_of("people.person.entered")
    assert rules.against_undoing(entry, person) == []
    user = User.objects.create_user("kari@example.no", "Kari Spør")
    for values, words in (
        ({"user": user}, "Personen har en konto"),
        ({"user": None, "doctor": a_doctor()}, "lege i spesialisering"),
        ({"doctor": None}, None),
    ):
        for name, value in values.items():
            setattr(person, name, value)
        reasons = rules.against_undoing(entry, person)
        assert words in reasons[0] if words else reasons == []
    Enquiry.objects.filter(pk=logged().pk).update(person=person)
    assert "en henvendelse" in rules.against_undoing(entry, person)[0]


def test_an_arena_and_a_paper_that_were_added_by_mistake_go() -> None:
    by = actor_as(MUNICIPAL_LEADER)
    arena = arenas.add_arena(place=place(), answers={"kind": "other", "name": "Feil"}, by=by, at=NOW)
    paper = arenas.add_paper(arena=arena, kind="in_plan", about="", from_on=date(2026, 1, 1), to_on=None, by=by, at=NOW)
    added = entry_of("establishments.arena.added")
    with pytest.raises(RuleBroken, match="en avtale eller noe annet"):
        undo(entry=added, by=by, at=NOW)
    ended = arenas.end_paper(paper=paper, to_on=date(2026, 6, 1), seen=seen_now(paper, *arenas.PAPER), by=by, at=NOW)
    with pytest.raises(RuleBroken, match="Til er endret siden"):
        undo(entry=entry_of("establishments.arena_paper.added"), by=by, at=NOW)
    undo(entry=entry_of("establishments.arena_paper.ended"), by=by, at=NOW)
    assert ArenaPaper.objects.get() == ended
    with pytest.raises(NotAllowed):
        undo(entry=added, by=actor_as(ADVISER), at=NOW)
    leader = client_as(MUNICIPAL_LEADER)
    taken = leader.post(f"/logg/{entry_of('establishments.arena_paper.added').pk}/angre/")
    assert taken.headers["Location"] == f"/laringsarenaer/{arena.pk}/"
    arenas.confirm_arenas(place=place(), by=by, at=NOW)
    with pytest.raises(RuleBroken, match="Bekreftet er endret siden"):
        undo(entry=added, by=by, at=NOW)
    undo(entry=entry_of("establishments.arena.confirmed"), by=by, at=NOW)
    assert leader.post(f"/logg/{added.pk}/angre/").headers["Location"] == "/laringsarenaer/kommune/5540/"
    assert not Arena.objects.exists()
    assert history_of(ArenaPaper)._default_manager.exists(), "what holds no people keeps its history"


def test_what_comes_to_lead_to_it_meanwhile_is_refused_by_the_database(monkeypatch: pytest.MonkeyPatch) -> None:
    logged()

    def protected(self: Enquiry) -> None:
        raise ProtectedError("in use", set())

    monkeypatch.setattr(Enquiry, "delete", protected)
    with pytest.raises(RuleBroken, match="Noe annet viser til henvendelsen"):
        undo(entry=entry_of("enquiries.enquiry.logged"), by=actor_as(ADVISER), at=NOW)
    assert not Entry.objects.filter(kind="journal.undone").exists()
