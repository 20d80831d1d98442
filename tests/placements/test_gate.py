"""A trust's conditions: decided in versions, held against registrations and agreements, and shown where they matter."""

from datetime import date
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from alisveien.agreements.models import Agreement
from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.engines.distribution.frozen import from_data
from alisveien.journal.models import Entry
from alisveien.journal.telling import tell
from alisveien.placements import queries_gate as queries
from alisveien.placements import rules_gate as rules
from alisveien.placements.models import GateRules, Outcome, Round
from alisveien.placements.queries_work_gate import waiting_for
from alisveien.placements.services import rounds
from alisveien.placements.services.gate import decide_gate
from alisveien.places.models import Place
from tests.agreements.cases import an_agreement
from tests.establishments.cases import a_case
from tests.placements import people
from tests.placements.nominating import AT, UNN, nominated
from tests.placements.people import coordinator
from tests.roles import (
    ADVISER,
    CHIEF_MEDICAL_OFFICER,
    DOCTOR,
    MUNICIPAL_LEADER,
    TRUST_COORDINATOR,
    actor_as,
    client_as,
    place_of,
)
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
TODAY = date(2026, 11, 22)
ASKS: dict[str, Any] = {
    "valid_from": date(2028, 3, 1),
    "floor_days": 365,
    "notice_months": 12,
    "registration": "stop",
    "agreement": "stop",
    "scheme": "stop",
    "why": "Etter rapporten",
}


def decide(**values: Any) -> GateRules:
    said = {"trust": place_of("trust", UNN), "by": actor_as(TRUST_COORDINATOR), "at": AT}
    return decide_gate(**(said | ASKS | values))


def words(client: Any, path: str) -> str:
    answer = client.get(path)
    assert answer.status_code == 200, path
    return str(answer.content.decode())


def conditions(*, year: int = 2028, today: date = TODAY) -> Any:
    return queries.conditions_for(place_of("trust", UNN), year, [place_of("municipality", "5540")], today)


def test_versions_follow_each_other_and_the_newest_valid_one_counts() -> None:
    first, second = decide(), decide(valid_from=date(2029, 3, 1), floor_days=1095)
    assert (first.version, second.version) == (1, 2)
    trust = place_of("trust", UNN)
    assert queries.rules_on(trust, date(2027, 3, 1)) is None
    assert queries.rules_on(trust, date(2028, 3, 1)) == first
    assert queries.rules_on(trust, date(2030, 3, 1)) == second
    told = tell(Entry.objects.filter(kind="placements.gate.decided").latest("pk"))
    assert "versjon 2" in told.text
    assert "1095" in str(told.changes)
    assert told.href == f"/vilkar/{UNN}/"
    entry = Entry.objects.filter(kind="placements.gate.decided").latest("pk")
    GateRules.objects.all().delete()
    assert tell(Entry.objects.get(pk=entry.pk)).href == ""


def test_only_the_trust_decides() -> None:
    for actor in (VISITOR, actor_as(ADVISER), actor_as(MUNICIPAL_LEADER), actor_as(TRUST_COORDINATOR, stranger=True)):
        with pytest.raises(NotAllowed):
            decide(by=actor)
    made = decide()
    assert rules.may_read_gate_log(actor_as(TRUST_COORDINATOR), made)
    assert not rules.may_read_gate_log(actor_as(ADVISER), made)


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"valid_from": date(2026, 11, 22)}, "ikke har begynt"),
        ({"floor_days": -1}, "fra 0 til 3650"),
        ({"floor_days": 3651}, "fra 0 til 3650"),
        ({"notice_months": 37}, "fra 0 til 36"),
        ({"agreement": "kanskje"}, "krav, varsel eller ingenting"),
        ({"scheme": "off"}, "kan ikke tas bort"),
        ({"why": "  "}, "Skriv hvorfor"),
    ],
)
def test_what_cannot_be_is_refused_in_words(values: dict[str, Any], sentence: str) -> None:
    with pytest.raises(RuleBroken, match=sentence):
        decide(**values)


def test_a_trust_that_is_gone_decides_nothing() -> None:
    by, trust = actor_as(TRUST_COORDINATOR), place_of("trust", UNN)
    Place.objects.filter(pk=trust.pk).update(valid_to=date(2026, 1, 1))
    with pytest.raises(RuleBroken, match="ikke lenger i registeret"):
        decide(trust=place_of("trust", UNN), by=by)


def test_the_database_refuses_what_makes_no_sense() -> None:
    made = decide()
    for change in ({"floor_days": 4000}, {"scheme": "off"}, {"why": ""}, {"registration": "x"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            GateRules.objects.filter(pk=made.pk).update(**change)


def test_nothing_decided_is_nothing_asked() -> None:
    assert conditions() is None


def test_a_registration_counts_as_it_stands_and_temporary_is_enough() -> None:
    decide()
    assert [row.registered for row in conditions().homes] == [False, False]
    assert conditions().homes[0].registration == "unknown"
    a_case("5540", applied_on=date(2026, 1, 1))
    assert [row.registration for row in conditions().homes] == ["temporary", "temporary"]
    assert all(row.registered for row in conditions().homes)
    assert not any(row.registered for row in conditions(today=date(2025, 12, 31)).homes)


def test_an_agreement_counts_for_the_half_years_that_begin_while_it_lasts() -> None:
    decide()
    an_agreement(until_on=date(2028, 6, 30))
    assert [row.agreement for row in conditions().homes] == [True, False]
    Agreement.objects.update(signed_on=None)
    assert [row.agreement for row in conditions().homes] == [False, False]


def test_the_facts_ask_as_much_for_three_nominations_as_for_one() -> None:
    decide()
    homes = iter(Place.objects.filter(kind="municipality", municipality__trust__code=UNN)[:3])
    found: list[Place] = []
    assert_flat(
        lambda: queries.conditions_for(place_of("trust", UNN), 2028, found, TODAY), lambda: found.append(next(homes))
    )


def test_those_who_lack_an_agreement_and_have_nominated_are_on_the_work_list() -> None:
    assert waiting_for(actor_as(TRUST_COORDINATOR), TODAY) == []
    nominated()
    for role in (TRUST_COORDINATOR, MUNICIPAL_LEADER, ADVISER):
        (task,) = waiting_for(actor_as(role), TODAY)
        assert str(task.about) == "Kåfjord og UNN"
        assert task.href == f"/avtaler/ny/?kommune=5540&med={UNN}"
    assert waiting_for(actor_as(DOCTOR), TODAY) == []
    an_agreement()
    assert waiting_for(actor_as(TRUST_COORDINATOR), TODAY) == []


def test_more_than_three_are_counted() -> None:
    one = nominated()
    for code in ("5501", "5503", "5544"):
        pk, one.pk = one.pk, None
        doctor = one.doctor
        doctor.pk, doctor.hpr_number = None, f"99{code}1"
        doctor.save()
        one.doctor, one.municipality = doctor, place_of("municipality", code)
        one.save()
        assert pk != one.pk
    (task,) = waiting_for(actor_as(TRUST_COORDINATOR), TODAY)
    assert str(task.about).endswith("og 1 til")
    assert "4 kommuner" in str(task.what)


def test_the_record_says_of_each_condition_how_it_stands_and_who_mends_it() -> None:
    one = nominated()
    leader = client_as(MUNICIPAL_LEADER)
    page = words(leader, f"/innmeldinger/{one.pk}/")
    for said in ("Vilkår for å være med", "Ikke et krav", "Vi vet ikke om kommunen er registrert", "Samarbeidsavtale"):
        assert said in page
    assert f"/avtaler/ny/?kommune=5540&amp;med={UNN}" in page
    assert "/utdanningsvirksomheter/5540/" in page
    decide(registration="warn")
    page = words(leader, f"/innmeldinger/{one.pk}/")
    assert "Ikke oppfylt" in page
    assert "Varsel" in page
    assert "versjon 1" in page
    an_agreement()
    a_case("5540", applied_on=date(2026, 1, 1))
    page = words(leader, f"/innmeldinger/{one.pk}/")
    assert "Ikke oppfylt" not in page
    assert "midlertidig registrert" in page
    assert "Ett helseforetak" in page


def test_the_record_says_what_is_amiss_with_time_scheme_notice_and_leave() -> None:
    other: dict[str, Any] = {"started_on": date(2027, 9, 1), "scheme": "converted", "converted_on": date(2025, 1, 1)}
    one = nominated(**other, leave_from=date(2028, 2, 1), leave_to=date(2028, 4, 1))
    page = words(client_as(CHIEF_MEDICAL_OFFICER), f"/innmeldinger/{one.pk}/")
    assert "Ønske 1:" in page
    assert "Konvertert til ny ordning 1. januar 2025" in page
    late = nominated("9950002", started_on=date(2028, 8, 1), scheme="old")
    decide(notice_months=36)
    page = words(client_as(MUNICIPAL_LEADER), f"/innmeldinger/{late.pk}/")
    assert "Gammel ordning" in page
    assert "mindre enn 36 måneder" in page
    away = nominated("9950003", leave_from=date(2028, 2, 1))
    assert "koster ingen plass på lista" in words(client_as(MUNICIPAL_LEADER), f"/innmeldinger/{away.pk}/")


def test_the_form_says_it_before_it_is_sent() -> None:
    decide()
    one = nominated()
    leader = client_as(MUNICIPAL_LEADER)
    draft = leader.post(f"/innmeldinger/{one.pk}/endre/").headers["Location"]
    page = words(leader, draft)
    assert "Verdt å vite før du sender" in page
    assert "ingen signert samarbeidsavtale" in page
    an_agreement()
    a_case("5540", applied_on=date(2026, 1, 1))
    assert "ingen signert samarbeidsavtale" not in words(leader, draft)


def test_a_round_is_frozen_with_the_conditions_and_a_change_asks_for_a_new_trial(draft: Round) -> None:
    by = coordinator()
    rounds.try_rules(round_=draft, by=by, at=people.AT)
    assert "conditions" not in draft.runs.get(rules_name="bands-then-nearest").certificate["input"]
    decide_gate(trust=draft.trust, by=by, at=AT, **(ASKS | {"registration": "off"}))
    rounds.decide_capacity(round_=draft, by=by, at=people.AT)
    with pytest.raises(RuleBroken, match="Prøv regelsettene"):
        rounds.choose_rules(round_=draft, name="bands-then-nearest", by=by, at=people.AT)
    rounds.try_rules(round_=draft, by=by, at=people.AT)
    rounds.choose_rules(round_=draft, name="bands-then-nearest", by=by, at=people.AT)
    frozen = people.frozen(draft, by)
    kept = from_data(frozen.frozen or {})
    assert kept.conditions is not None
    assert kept.conditions.rules.agreement == "stop"
    assert not Outcome.objects.filter(run__round=draft, status="placed").exists()
    unmet = Outcome.objects.filter(run__round=draft, status="not_eligible").first()
    assert unmet is not None
    assert "no_agreement" in {row["code"] for row in unmet.reasons["unmet"]}


def test_the_card_and_the_list_say_what_is_unmet_and_where_it_is_mended(draft: Round) -> None:
    by = coordinator()
    decide_gate(trust=draft.trust, by=by, at=AT, **ASKS)
    rounds.try_rules(round_=draft, by=by, at=people.AT)
    client = client_as(TRUST_COORDINATOR, draft.trust)
    base = f"/runder/{draft.year}/{draft.trust.code}/"
    page = words(client, f"{base}liste/")
    assert "ingen signert samarbeidsavtale" in page
    outcome = Outcome.objects.filter(run__round=draft).select_related("nomination__doctor").first()
    assert outcome is not None
    card = words(client, f"/runder/{draft.year}/lege/{outcome.nomination.hpr_number}/")
    assert "Innmeldingen er ikke med i fordelingen" in card
    assert "/avtaler/ny/?kommune=" in card
    assert "Versjon 1, vedtatt" in words(client, f"{base}regelsett/")


def test_the_versions_are_open_and_the_trust_decides_the_next_by_a_form() -> None:
    path = f"/vilkar/{UNN}/"
    assert "ikke vedtatt egne vilkår" in words(client_as(DOCTOR), path)
    client = client_as(TRUST_COORDINATOR)
    form = words(client, f"{path}nye/")
    assert 'value="365"' in form
    said = {name: str(value) for name, value in ASKS.items() if name != "valid_from"}
    wrong = client.post(f"{path}nye/", said | {"year": "2028", "floor_days": "5000"}).content.decode()
    assert "fra 0 til 3650" in wrong
    assert 'value="5000"' in wrong
    assert client.post(f"{path}nye/", said | {"year": "2028"}).headers["Location"] == path
    assert client.post(f"{path}nye/", said | {"year": "1999"}).status_code == 200
    client.post(f"{path}nye/", said | {"year": "2029", "floor_days": "1095"})
    page = words(client_as(DOCTOR), path)
    assert "Versjon 2" in page
    assert "(før: 365 dager)" in page
    assert client_as(ADVISER).get(f"{path}nye/").status_code == 403
    for end in ("", "nye/"):
        assert client.get(f"/vilkar/finnesikke/{end}").status_code == 404


def test_the_demonstration_warns_and_moves_nobody(draft: Round, settings: Any) -> None:
    settings.DEMONSTRATION = True
    rounds.try_rules(round_=draft, by=coordinator(), at=people.AT)

    def outcome() -> list[Any]:
        rows = Outcome.objects.filter(run__round=draft).order_by("run__rules_name", "nomination")
        return list(rows.values_list("nomination", "status", "list_place", "wish_number"))

    before = outcome()
    call_command("load_gate", verbosity=1)
    assert outcome() == before
    assert GateRules.objects.count() == 4
    call_command("load_gate", verbosity=0)
    assert GateRules.objects.count() == 4
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError):
        call_command("load_gate", verbosity=0)
