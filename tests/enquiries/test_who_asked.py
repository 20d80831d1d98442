"""Who asked can be a person of the register: found while one types, seen, carried by a merging, scrubbed."""

from datetime import date, timedelta
from typing import Any

import pytest

from alisveien.base.errors import RuleBroken
from alisveien.enquiries import queries_persons as queries
from alisveien.enquiries.models import Enquiry
from alisveien.enquiries.services import keeping
from alisveien.journal.models import Entry
from alisveien.journal.services import undo
from alisveien.journal.telling import tell
from alisveien.people.models import Person
from alisveien.people.services.merging import merge_persons, undo_merge
from tests.enquiries.asked import FRIDAY, NOW, logged
from tests.people.test_persons import a_person, a_role
from tests.roles import ADVISER, actor_as, client_as

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
PAGE = "/henvendelser/ny/"


def known(last_name: str = "Hansen", code: str = "5540", role: str = "health_leader") -> Person:
    person = a_person(last_name)
    a_role(person, role, code, from_on=date(2025, 1, 1))
    return person


def corrected(one: Enquiry, person: Person | None) -> Enquiry:
    typed: dict[str, Any] = {"place": one.place, "asker": one.asker, "channel": one.channel, "topics": one.topics}
    typed |= {"words": one.words, "asked_on": one.asked_on, "by": actor_as(ADVISER), "at": NOW}
    return keeping.correct_enquiry(enquiry=one, version=one.version, person=person, **typed)


def test_those_with_a_role_near_are_suggested_and_found_by_number_or_whole_name() -> None:
    near, far = known(), known("Berg", "4601")
    adviser = actor_as(ADVISER)
    assert queries.persons_that_ask(adviser, FRIDAY) == [(near.pk, "Kari Hansen", "helseleder, Kåfjord")]
    assert queries.person_called(adviser, f"Kari Hansen, helseleder, Kåfjord ({near.pk})", FRIDAY) == near
    assert queries.person_called(adviser, "kari hansen", FRIDAY) == near
    assert queries.person_called(adviser, "Kari Berg", FRIDAY) == far
    for nobody in ("Hansen", "K", "Kari Olsen", "Kari (x)", "Kari (999999999)"):
        assert queries.person_called(adviser, nobody, FRIDAY) is None
    known()
    assert queries.person_called(adviser, "Kari Hansen", FRIDAY) is None


def test_the_person_stands_on_the_record_and_the_log_and_is_undone() -> None:
    person, one = known(), logged()
    one = corrected(one, person)
    entry = Entry.objects.get(kind="enquiries.enquiry.corrected")
    assert [(change.label, change.after) for change in tell(entry).changes] == [("Navn", "Kari Hansen")]
    page = client_as(ADVISER).get(f"/henvendelser/{one.pk}/").content.decode()
    assert f"/personer/{person.pk}/" in page
    undo(entry=entry, by=actor_as(ADVISER), at=NOW)
    one.refresh_from_db()
    assert one.person is None


def test_nobody_one_does_not_see_is_written_down_and_who_stands_there_may_stay() -> None:
    hidden = a_person("Skjult")
    a_role(hidden, "specialist", "4601")
    with pytest.raises(RuleBroken, match="ser i registeret"):
        logged(person=hidden)
    one = logged(person=known())
    Enquiry.objects.filter(pk=one.pk).update(person=hidden)
    one.refresh_from_db()
    assert corrected(one, hidden).person == hidden


def test_a_merging_carries_it_and_undoing_puts_it_back() -> None:
    kept, gone = known(), known("Hanssen", role="municipal_cmo")
    one = logged(person=gone)
    merge = merge_persons(kept=kept, gone=gone, chosen={}, by=actor_as(ADVISER), at=NOW)
    one.refresh_from_db()
    assert one.person == kept
    undo_merge(merge=merge, by=actor_as(ADVISER), at=NOW)
    one.refresh_from_db()
    assert one.person == gone


def test_the_form_takes_a_name_and_keeps_what_is_not_found() -> None:
    person, client = known(), client_as(ADVISER)
    today = (FRIDAY - timedelta(days=1)).isoformat()
    sent = {"asker": "leader", "channel": "phone", "topic": "goals", "asked_on": today, "answered": "on"}
    page = client.get(PAGE).content.decode()
    assert f"Kari Hansen, helseleder, Kåfjord ({person.pk})" in page
    refused = client.post(PAGE, sent | {"person": "Ola Ingen"}).content.decode()
    assert "Fant ikke én person" in refused
    assert 'value="Ola Ingen"' in refused
    assert client.post(PAGE, sent | {"person": "Kari Hansen"}).status_code == 302
    one = Enquiry.objects.get()
    assert one.person == person
    assert f'value="Kari Hansen ({person.pk})"' in client.get(f"/henvendelser/{one.pk}/rett/").content.decode()
    assert client.post(PAGE, sent).status_code == 302
    assert Enquiry.objects.filter(person=None).count() == 1
