"""«Dette stemmer ikke»: the doctor says so, the municipality or the trust answers, and it is seen at freezing."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.base.models import Letter
from alisveien.journal.models import Entry
from alisveien.journal.telling import tell
from alisveien.people.models import Doctor
from alisveien.placements import queries_disputes as queries
from alisveien.placements import rules_disputes as rules
from alisveien.placements.models import Dispute, Nomination, Round
from alisveien.placements.services import disputes as services
from alisveien.placements.services import rounds
from tests.placements import people
from tests.placements.nominating import AT, by_link, nominated
from tests.placements.people import coordinator
from tests.roles import (
    ADVISER,
    CHIEF_MEDICAL_OFFICER,
    DOCTOR,
    MUNICIPAL_LEADER,
    SUPERVISOR,
    TRUST_COORDINATOR,
    actor_as,
    client_as,
    place_of,
    user_as,
)
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
TODAY = date(2026, 11, 22)
SAID = {"criterion": "progress", "code": "outdated", "words": " Jeg har tatt to kurs til. "}


@pytest.fixture
def own(register: None, db: None) -> Nomination:
    """A nomination whose doctor has an account."""
    one = nominated()
    Doctor.objects.filter(pk=one.doctor_id).update(user=user_as(DOCTOR))
    return Nomination.objects.select_related("doctor").get(pk=one.pk)


def doctor() -> Any:
    return actor_as(DOCTOR)


def raised(one: Nomination, **values: Any) -> Dispute:
    return services.raise_dispute(nomination=one, by=doctor(), at=AT, **(SAID | values))


def settled(dispute: Dispute, **values: Any) -> Dispute:
    said: dict[str, Any] = {
        "corrected": False,
        "why": "Kursene er ikke godkjent ennå.",
        "by": actor_as(MUNICIPAL_LEADER),
        "at": AT,
    }
    return services.settle_dispute(dispute=dispute, **(said | values))


def words(client: Any, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def test_the_doctor_says_so_and_a_letter_without_content_goes_to_the_leader(own: Nomination) -> None:
    dispute = raised(own)
    assert (dispute.words, dispute.state) == ("Jeg har tatt to kurs til.", "open")
    assert dispute.due_on == date(2026, 12, 4)
    letter = Letter.objects.get(kind="placements.something_new")
    assert letter.to_address == "leder@example.no"
    assert "Piera" not in letter.body + letter.subject
    assert "kurs" not in letter.body
    entry = Entry.objects.get(kind="placements.dispute.raised")
    assert "Jeg har" not in str(entry.after)
    assert "framdrift" in tell(entry).text
    assert not Entry.objects.filter(kind="placements.nomination.changed").exists()


def test_nobody_else_says_it_for_the_doctor(own: Nomination) -> None:
    for actor in (VISITOR, actor_as(MUNICIPAL_LEADER), actor_as(TRUST_COORDINATOR), actor_as(DOCTOR, stranger=True)):
        with pytest.raises(NotAllowed):
            services.raise_dispute(nomination=own, by=actor, at=AT, **SAID)
    other = nominated("9950002")
    assert not rules.may_dispute(doctor(), other)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"criterion": "nearest"}, "Velg hva det gjelder"),
        ({"code": "x"}, "Velg hva som er galt"),
        ({"code": "other", "words": " "}, "Skriv kort"),
        ({"words": "x" * 301}, "høyst 300 tegn"),
    ],
)
def test_what_cannot_be_said_is_refused_in_words(own: Nomination, values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        raised(own, **values)


def test_the_same_is_said_once_and_not_of_what_has_ended(own: Nomination) -> None:
    raised(own)
    with pytest.raises(RuleBroken, match="venter på svar"):
        raised(own)
    raised(own, criterion="group")
    Nomination.objects.filter(pk=own.pk).update(state="closed", ended_at=AT)
    with pytest.raises(RuleBroken, match="avsluttet"):
        raised(own, criterion="service")


def test_it_stands_with_a_reason_and_the_doctor_gets_a_letter(own: Nomination) -> None:
    dispute = settled(raised(own))
    assert (dispute.state, dispute.settled_why) == ("upheld", "Kursene er ikke godkjent ennå.")
    assert Letter.objects.filter(kind="placements.something_new", to_address="piera@example.no").count() == 1
    entry = Entry.objects.get(kind="placements.dispute.settled")
    assert "godkjent" not in str(entry.after)
    assert "opplysningen står" in tell(entry).text
    with pytest.raises(RuleBroken, match="alt besvart"):
        settled(dispute)
    with pytest.raises(RuleBroken, match="alt besvart"):
        services.withdraw_dispute(dispute=dispute, by=doctor(), at=AT)


def test_it_is_corrected_only_when_something_was_changed(own: Nomination) -> None:
    dispute = raised(own)
    with pytest.raises(RuleBroken, match="Rett innmeldingen først"):
        settled(dispute, corrected=True)
    with pytest.raises(RuleBroken, match="Skriv en begrunnelse"):
        settled(dispute, why=" ")
    Doctor.objects.filter(pk=own.doctor_id).update(courses=8, version=own.doctor.version + 1)
    assert settled(dispute, corrected=True, why="Nå står åtte kurs.").state == "corrected"


def test_without_addresses_nobody_is_written_to(own: Nomination) -> None:
    Nomination.objects.filter(pk=own.pk).update(leader_email="")
    Doctor.objects.filter(pk=own.doctor_id).update(email="")
    before = Letter.objects.count()
    settled(raised(own))
    assert Letter.objects.count() == before


def test_municipality_and_trust_answer_and_others_do_not(own: Nomination) -> None:
    dispute = raised(own)
    strangers = (actor_as(TRUST_COORDINATOR, stranger=True), actor_as(SUPERVISOR), actor_as(ADVISER), by_link(own))
    for actor in (VISITOR, doctor(), *strangers):
        with pytest.raises(NotAllowed):
            settled(dispute, by=actor)
    for actor in strangers:
        assert queries.disputes_of(actor, own) == []
    assert settled(dispute, by=actor_as(TRUST_COORDINATOR)).state == "upheld"


def test_the_doctor_takes_it_back(own: Nomination) -> None:
    dispute = raised(own)
    with pytest.raises(NotAllowed):
        services.withdraw_dispute(dispute=dispute, by=actor_as(MUNICIPAL_LEADER), at=AT)
    assert services.withdraw_dispute(dispute=dispute, by=doctor(), at=AT).state == "withdrawn"
    assert "trakk" in tell(Entry.objects.get(kind="placements.dispute.taken_back")).text
    raised(own)
    found = queries.disputes_of(doctor(), own)
    assert [one.state for one in found] == ["open", "withdrawn"]


def test_the_database_refuses_half_an_answer(own: Nomination) -> None:
    dispute = raised(own)
    for change in (
        {"state": "upheld"},
        {"state": "corrected", "settled_at": AT},
        {"settled_why": "x"},
        {"code": "other", "words": ""},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Dispute.objects.filter(pk=dispute.pk).update(**change)


def test_it_is_on_the_work_lists_of_those_it_concerns(own: Nomination) -> None:
    dispute = raised(own)
    for role in (MUNICIPAL_LEADER, CHIEF_MEDICAL_OFFICER, TRUST_COORDINATOR):
        (task,) = queries.waiting_for(actor_as(role), TODAY)
        assert (task.deadline, task.by_others) == (dispute.due_on, False)
        assert task.href == f"/innmeldinger/{own.pk}/stemmer-ikke/{dispute.pk}/"
        assert str(task.about) == f"{own.name}, Kåfjord: {Dispute.Criterion(dispute.criterion).label}"
    (task,) = queries.waiting_for(doctor(), TODAY)
    assert task.by_others
    for actor in (VISITOR, actor_as(ADVISER), actor_as(MUNICIPAL_LEADER, stranger=True)):
        assert queries.waiting_for(actor, TODAY) == []
    settled(dispute)
    assert queries.waiting_for(doctor(), TODAY) == []


def test_the_work_list_asks_as_much_at_three_as_at_one(own: Nomination) -> None:
    leader, kinds = actor_as(MUNICIPAL_LEADER), iter(("service", "group", "progress"))
    assert_flat(lambda: queries.waiting_for(leader, TODAY), lambda: raised(own, criterion=next(kinds)))


def test_from_the_doctors_page_to_the_answer_and_back(own: Nomination) -> None:
    me, leader = client_as(DOCTOR), client_as(MUNICIPAL_LEADER)
    base = f"/innmeldinger/{own.pk}/"
    assert "Dette stemmer ikke" in words(me, base)
    assert "Dette stemmer ikke" not in words(leader, base)
    assert leader.get(f"{base}stemmer-ikke/").status_code == 403
    form = words(me, f"{base}stemmer-ikke/?gjelder=group")
    assert 'value="group" selected' in form
    wrong = me.post(f"{base}stemmer-ikke/", {"criterion": "group", "words": "Fullført i juni"}).content.decode()
    assert "Velg hva som er galt." in wrong
    assert "Fullført i juni" in wrong
    sent = me.post(f"{base}stemmer-ikke/", {"criterion": "group", "code": "outdated", "words": "Fullført i juni"})
    page = words(me, sent.headers["Location"])
    assert "Trekk det jeg sa" in page
    assert "Svar legen" not in page
    assert "4. desember 2026" in page or "Skal besvares innen" in page
    assert "Veiledningsgruppe" in words(leader, base)
    answer = words(leader, sent.headers["Location"])
    assert "rett det i innmeldingen først" in answer
    assert "Skriv en begrunnelse" in leader.post(sent.headers["Location"], {"corrected": "nei"}).content.decode()
    assert leader.post(sent.headers["Location"], {"corrected": "nei", "why": "Beviset mangler."}).status_code == 302
    assert "Beviset mangler." in words(me, sent.headers["Location"])
    assert me.post(f"{sent.headers['Location']}trekk/").status_code == 302
    assert Dispute.objects.get().state == "upheld"
    for client, status in ((client_as(ADVISER), 404), (client_as(SUPERVISOR), 404)):
        assert client.get(sent.headers["Location"]).status_code == status
        assert client.post(f"{sent.headers['Location']}trekk/").status_code == status


def test_the_doctor_takes_it_back_by_a_button(own: Nomination) -> None:
    dispute = raised(own)
    client = client_as(DOCTOR)
    client.post(f"/innmeldinger/{own.pk}/stemmer-ikke/{dispute.pk}/trekk/")
    dispute.refresh_from_db()
    assert dispute.state == "withdrawn"
    assert client.get(f"/innmeldinger/{own.pk}/stemmer-ikke/999999/").status_code == 404


def test_what_waits_is_shown_to_the_one_who_freezes_and_stops_nothing(draft: Round) -> None:
    one = Nomination.objects.filter(trust=draft.trust, state="open", wishes__year=draft.year).order_by("pk")[0]
    Doctor.objects.filter(pk=one.doctor_id).update(user=user_as(DOCTOR, place_of("municipality", "5540")))
    services.raise_dispute(nomination=one, by=actor_as(DOCTOR), at=people.AT, **SAID)
    address = f"/runder/{draft.year}/{draft.trust.code}/"
    by = coordinator()
    rounds.try_rules(round_=draft, by=by, at=people.AT)
    rounds.decide_capacity(round_=draft, by=by, at=people.AT)
    rounds.choose_rules(round_=draft, name="bands-then-nearest", by=by, at=people.AT)
    assert "Det stopper ikke låsingen" in words(client_as(TRUST_COORDINATOR, draft.trust), address)
    people.frozen(draft, by)
    assert (Entry.objects.get(kind="placements.round.frozen", about_id=draft.pk).after or {})["open_disputes"] == 1
    assert "Det stopper ikke låsingen" not in words(client_as(TRUST_COORDINATOR, draft.trust), address)
    card = words(client_as(TRUST_COORDINATOR, draft.trust), f"/runder/{draft.year}/lege/{one.doctor.hpr_number}/")
    assert "Stemmer det som står?" in card


def test_an_answer_is_due_ten_working_days_later_across_christmas(own: Nomination) -> None:
    dispute = services.raise_dispute(nomination=own, by=doctor(), at=datetime(2026, 12, 21, 9, tzinfo=UTC), **SAID)
    assert dispute.due_on == date(2027, 1, 6)
