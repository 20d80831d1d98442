"""The deeds: each way out, what the journal says, and that each can be taken back."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction

from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.establishments import rules
from alisveien.establishments.models import Registration
from alisveien.establishments.queries import reason_of
from alisveien.establishments.services import registering as services
from alisveien.journal.models import Entry
from alisveien.journal.seen import mark_of
from alisveien.journal.services import undo
from alisveien.journal.telling import tell
from tests.establishments.cases import DAY, LETTER, NOW, a_case, place
from tests.roles import ADVISER, FIGURES_READER, MUNICIPAL_LEADER, NATIONAL_COORDINATOR, actor_as, place_of

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
HOD = "983887406"


def apply(**values: Any) -> Registration:
    asked = {"place": place(), "speciality": "ALM", "applied_on": DAY, "source": LETTER, "at": NOW}
    return services.register_application(**({"by": actor_as(ADVISER)} | asked | values))


def decide(**values: Any) -> Registration:
    asked = {"place": place(), "speciality": "ALM", "decision": "registered", "decided_on": date(2023, 6, 1)}
    asked |= {"valid_from": None, "source": LETTER, "by": actor_as(ADVISER), "at": NOW}
    return services.register_decision(**(asked | values))


def withdraw(**values: Any) -> Registration:
    asked = {"place": place(), "speciality": "ALM", "withdrawn_on": date(2024, 1, 1), "why": "Slått sammen"}
    return services.register_withdrawal(**(asked | {"by": actor_as(ADVISER), "at": NOW} | values))


def note(**values: Any) -> Registration:
    asked = {"place": place(), "speciality": "ALM", "reason": "locums", "by": actor_as(ADVISER), "at": NOW}
    asked["seen"] = mark_of(reason_of(actor_as(ADVISER), place(), "ALM"))
    return services.note_reason(**(asked | values))


def test_applied_decided_and_withdrawn_is_one_case_with_three_lines_in_the_log() -> None:
    apply()
    decide(valid_from=DAY)
    case = withdraw()
    assert Registration.objects.get() == case
    assert (case.applied_on, case.decision, case.withdrawn_on) == (DAY, "registered", date(2024, 1, 1))
    entries = Entry.objects.filter(about_model="establishments.registration", about_id=case.pk)
    assert entries.count() == 3
    words = [tell(entry) for entry in entries.order_by("pk")]
    assert words[0].text == "Søknad om registrering, allmennmedisin"
    assert words[1].changes[0].after == "registrert"
    assert words[2].href == "/utdanningsvirksomheter/5540/"
    assert case.history.count() == 3  # type: ignore[attr-defined]


def test_only_those_who_register_read_the_reason_to_change_it() -> None:
    assert reason_of(actor_as(ADVISER), place(), "ALM") == {"reason": ""}
    note()
    assert reason_of(actor_as(ADVISER), place(), "ALM") == {"reason": "locums"}
    assert reason_of(actor_as(MUNICIPAL_LEADER), place(), "ALM") == {}


def test_a_reason_is_kept_when_the_place_applies_after_all() -> None:
    noted = note()
    note(reason="no_specialist")
    with pytest.raises(RuleBroken, match="hadde virksomheten ikke søkt"):
        apply()
    case = apply(applied_on=NOW.date())
    assert case == noted
    assert case.reason == "no_specialist"
    with pytest.raises(RuleBroken, match="Da trengs ingen grunn"):
        note()


def test_a_new_application_after_a_refusal_is_a_case_of_its_own() -> None:
    apply()
    refused = decide(decision="refused")
    with pytest.raises(RuleBroken, match="kan ikke være eldre"):
        apply(applied_on=date(2023, 5, 31))
    again = apply(applied_on=date(2023, 7, 1))
    assert again != refused
    entry = Entry.objects.get(kind="establishments.registration.decided")
    with pytest.raises(RuleBroken, match="noe annet er registrert"):
        undo(entry=entry, by=actor_as(ADVISER), at=NOW)


def test_a_new_application_after_a_withdrawal_is_a_case_of_its_own() -> None:
    a_case(applied_on=DAY, withdrawn_on=date(2024, 1, 1))
    assert note() != Registration.objects.order_by("pk").first()


def test_a_deed_can_be_taken_back() -> None:
    apply()
    entry = Entry.objects.get(kind="establishments.registration.applied")
    undo(entry=entry, by=actor_as(ADVISER), at=NOW)
    assert Registration.objects.get().applied_on is None
    with pytest.raises(NotAllowed):
        undo(entry=entry, by=actor_as(ADVISER, stranger=True), at=NOW)


REFUSED = [
    ({"applied_on": date(2030, 1, 1)}, "fram i tid"),
    ({"applied_on": date(2017, 12, 31)}, "for gammel"),
    ({"source": " "}, "hvor opplysningen"),
]


@pytest.mark.parametrize(("values", "words"), REFUSED)
def test_an_application_that_cannot_be_is_refused_in_words(values: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        apply(**values)


def test_one_applies_once_and_state_bodies_for_community_medicine_only() -> None:
    apply()
    with pytest.raises(RuleBroken, match="alt registrert"):
        apply()
    national = actor_as(NATIONAL_COORDINATOR)
    with pytest.raises(RuleBroken, match="bare i samfunnsmedisin"):
        apply(place=place(HOD), by=national)
    assert apply(place=place(HOD), speciality="SAM", by=national).place_kind == "state_body"
    with pytest.raises(RuleBroken, match="Bare kommuner"):
        apply(place=place_of("hospital", "unn-tromso"), by=national)


DECISIONS = [
    ({"decided_on": date(2023, 1, 9)}, "eldre enn søknaden"),
    ({"decided_on": date(2030, 1, 1)}, "fram i tid"),
    ({"decision": "refused", "valid_from": DAY}, "ingen registreringsdato"),
    ({"valid_from": date(2019, 2, 28)}, "fra 1. mars 2019"),
    ({"valid_from": date(2023, 6, 2)}, "til vedtaksdatoen"),
    ({"source": ""}, "hvor opplysningen"),
]


@pytest.mark.parametrize(("values", "words"), DECISIONS)
def test_a_decision_that_cannot_be_is_refused_in_words(values: dict[str, Any], words: str) -> None:
    apply()
    with pytest.raises(RuleBroken, match=words):
        decide(**values)


def test_nothing_is_decided_or_withdrawn_before_it_is_applied_for_nor_twice() -> None:
    with pytest.raises(RuleBroken, match="ingen søknad å avgjøre"):
        decide()
    with pytest.raises(RuleBroken, match="å trekke"):
        withdraw()
    note()
    with pytest.raises(RuleBroken, match="ingen søknad å avgjøre"):
        decide()
    with pytest.raises(RuleBroken, match="å trekke"):
        withdraw()
    apply(applied_on=NOW.date())
    decide(decided_on=NOW.date())
    with pytest.raises(RuleBroken, match="alt avgjort"):
        decide(decided_on=NOW.date())
    with pytest.raises(RuleBroken, match="før den er søkt om"):
        withdraw()
    with pytest.raises(RuleBroken, match="Skriv hvorfor"):
        withdraw(withdrawn_on=NOW.date(), why=" ")


def test_no_reason_is_noted_for_a_place_that_is_gone() -> None:
    where = place("5540")
    where.valid_to = date(2025, 1, 1)
    assert "finnes ikke lenger" in rules.against_noting_reason(None, place=where, speciality="ALM", today=NOW.date())[0]


def test_only_the_own_office_and_the_national_coordinator_register() -> None:
    assert apply(by=actor_as(NATIONAL_COORDINATOR))
    for actor in (VISITOR, actor_as(ADVISER, stranger=True), actor_as(MUNICIPAL_LEADER), actor_as(FIGURES_READER)):
        with pytest.raises(NotAllowed, match="nasjonal koordinator"):
            apply(speciality="SAM", by=actor)


def test_the_log_is_for_those_who_register_and_the_municipality_itself() -> None:
    case = apply()
    assert rules.may_read_log(actor_as(ADVISER), case)
    assert rules.may_read_log(actor_as(MUNICIPAL_LEADER), case)
    assert not rules.may_read_log(actor_as(FIGURES_READER), case)
    assert not rules.may_import_table(actor_as(ADVISER))
    assert rules.may_import_table(actor_as(NATIONAL_COORDINATOR))


NEVER: list[dict[str, Any]] = [
    {"decision": "registered"},
    {"decided_on": DAY, "decision": "registered"},
    {"applied_on": DAY, "decision": "registered", "decided_on": date(2023, 1, 9)},
    {"withdrawn_on": DAY},
    {"applied_on": DAY, "withdrawn_on": date(2023, 1, 9)},
    {"applied_on": DAY, "decision": "registered", "decided_on": date(2024, 1, 1), "withdrawn_on": date(2023, 5, 1)},
    {"applied_on": DAY, "valid_from": DAY},
    {"applied_on": DAY, "decision": "refused", "decided_on": DAY, "withdrawn_on": DAY},
    {"reason": "locums"},
    {"reason_on": DAY},
    {"source": ""},
    {"speciality": "KIR"},
    {"applied_at_latest": True},
    {"code": HOD, "speciality": "ALM"},
]


@pytest.mark.parametrize("values", NEVER)
def test_the_database_refuses_what_can_never_be(values: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        a_case(**values)


def test_the_database_refuses_a_second_open_case_and_a_wrong_kind_of_place() -> None:
    a_case(applied_on=DAY)
    with pytest.raises(IntegrityError), transaction.atomic():
        a_case()
    wrong = a_case(speciality="SAM")
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.filter(pk=wrong.pk).update(place_kind="state_body")
