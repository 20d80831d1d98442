"""Cooperation agreements: who keeps and reads them, what is refused, and how one stands on a day."""

from datetime import date
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from alisveien.agreements import queries, rules
from alisveien.agreements.models import Agreement
from alisveien.agreements.queries_coverage import coverage_for
from alisveien.agreements.queries_work import waiting_for
from alisveien.agreements.rules import Stands
from alisveien.agreements.services import agreements as services
from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed, RuleBroken
from alisveien.journal.models import Entry
from alisveien.journal.services import undo
from alisveien.journal.telling import tell
from tests.agreements.cases import BERGEN, KAFJORD, NOW, TODAY, TROMSO, UNN, an_agreement, place
from tests.roles import (
    ADVISER,
    DOCTOR,
    FIGURES_READER,
    MUNICIPAL_LEADER,
    NATIONAL_COORDINATOR,
    TRUST_COORDINATOR,
    actor_as,
)
from tests.seen import seen_now
from tests.workbench.flat import assert_flat

pytestmark = [pytest.mark.usefixtures("register"), pytest.mark.django_db]
START = date(2026, 1, 1)


def make(**values: Any) -> Agreement:
    said: dict[str, Any] = {
        "municipality": place(KAFJORD),
        "other": place(UNN),
        "covers": ["hospital_service"],
        "signed_on": START,
        "from_on": START,
        "until_on": None,
        "by": actor_as(TRUST_COORDINATOR),
        "at": NOW,
    }
    return services.make_agreement(**(said | values))


def change(agreement: Agreement, **values: Any) -> Agreement:
    said: dict[str, Any] = {
        "covers": ["hospital_service"],
        "signed_on": date(2023, 12, 1),
        "from_on": date(2024, 1, 1),
        "until_on": None,
        "seen": seen_now(agreement, *services.FIELDS),
        "by": actor_as(MUNICIPAL_LEADER),
        "at": NOW,
    }
    return services.change_agreement(agreement=agreement, **(said | values))


def end(agreement: Agreement, **values: Any) -> Agreement:
    said = {"until_on": TODAY, "why": "slutt", "seen": seen_now(agreement, *services.FIELDS), "at": NOW}
    return services.end_agreement(agreement=agreement, **(said | values))


def test_each_party_and_the_office_write_one_down_and_the_journal_tells() -> None:
    for number, role in enumerate((TRUST_COORDINATOR, MUNICIPAL_LEADER, ADVISER)):
        made = make(by=actor_as(role), from_on=date(2020 + number, 1, 1), about=" Om plasser ")
        assert (made.about, made.other_kind, made.municipality_kind) == ("Om plasser", "trust", "municipality")
    told = tell(Entry.objects.filter(kind="agreements.agreement.made").latest("pk"))
    assert "Universitetssykehuset Nord-Norge" in told.text
    assert told.href == f"/avtaler/{made.pk}/"


def test_nobody_else_writes_changes_or_ends_one() -> None:
    agreement = an_agreement()
    for actor in (
        VISITOR,
        actor_as(DOCTOR),
        actor_as(NATIONAL_COORDINATOR),
        actor_as(MUNICIPAL_LEADER, stranger=True),
        actor_as(TRUST_COORDINATOR, stranger=True),
    ):
        with pytest.raises(NotAllowed):
            make(by=actor)
        with pytest.raises(NotAllowed):
            change(agreement, by=actor)
        with pytest.raises(NotAllowed):
            end(agreement, by=actor)
    assert not rules.may_keep_some(VISITOR)


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"covers": []}, "Velg hva avtalen gjelder"),
        ({"covers": ["noe annet"]}, "Velg hva avtalen gjelder"),
        ({"until_on": date(2025, 12, 31)}, "før den begynner"),
        ({"signed_on": date(2026, 11, 23)}, "signert etter i dag"),
    ],
)
def test_what_cannot_be_is_refused_in_words(values: dict[str, Any], words: str) -> None:
    with pytest.raises(RuleBroken, match=words):
        make(**values)
    with pytest.raises(RuleBroken):
        change(an_agreement(TROMSO), by=actor_as(TRUST_COORDINATOR), **({"from_on": START} | values))


def test_the_parties_must_be_a_municipality_and_another_that_is_there() -> None:
    coordinator, adviser = actor_as(TRUST_COORDINATOR), actor_as(ADVISER)
    with pytest.raises(RuleBroken, match="må være en kommune"):
        make(municipality=place(UNN), other=place(KAFJORD), by=coordinator)
    with pytest.raises(RuleBroken, match="seg selv"):
        make(other=place(KAFJORD), by=adviser)
    hospital = type(place(UNN)).objects.get(kind="hospital", code="unn-tromso")
    with pytest.raises(RuleBroken, match="helseforetak eller en annen kommune"):
        make(other=hospital, by=adviser)
    gone = place(TROMSO)
    gone.valid_to = date(2026, 1, 1)
    gone.save()
    with pytest.raises(RuleBroken, match="ikke lenger i registeret"):
        make(municipality=gone, by=coordinator)


def test_the_same_two_have_one_from_a_day() -> None:
    make()
    with pytest.raises(RuleBroken, match="alt en avtale"):
        make()
    other = an_agreement()
    with pytest.raises(RuleBroken, match="alt en avtale"):
        change(other, from_on=START)
    with pytest.raises(IntegrityError), transaction.atomic():
        an_agreement(KAFJORD, KAFJORD)
    with pytest.raises(IntegrityError), transaction.atomic():
        an_agreement(covers=[])


def test_another_fault_of_the_database_is_not_swallowed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rules, "against_terms", lambda **said: [])
    with pytest.raises(IntegrityError, match="covers_something"):
        make(covers=[])


def test_a_change_is_told_and_can_be_taken_back() -> None:
    agreement = an_agreement()
    assert change(agreement).pk == agreement.pk
    assert not Entry.objects.filter(kind="agreements.agreement.changed").exists()
    changed = change(agreement, covers=["supervision", "hospital_service"], until_on=date(2027, 12, 31))
    assert changed.covers == ["hospital_service", "supervision"]
    entry = Entry.objects.get(kind="agreements.agreement.changed")
    assert "til og med" in str(tell(entry).changes).lower()
    undo(entry=entry, by=actor_as(MUNICIPAL_LEADER), at=NOW)
    agreement.refresh_from_db()
    assert (agreement.covers, agreement.until_on) == (["hospital_service"], None)


def test_an_agreement_ends_on_a_day_with_a_reason() -> None:
    agreement = an_agreement(until_on=date(2027, 12, 31))
    by = actor_as(TRUST_COORDINATOR)
    for day, words in ((date(2023, 1, 1), "før den begynner"), (date(2028, 1, 1), "slutter før det")):
        with pytest.raises(RuleBroken, match=words):
            end(agreement, until_on=day, why="sagt opp", by=by)
    end(agreement, why=" sagt opp ", by=by)
    assert Entry.objects.get(kind="agreements.agreement.ended").why == "sagt opp"
    agreement.refresh_from_db()
    assert agreement.until_on == TODAY


def test_the_file_is_kept_and_given_to_those_who_read_the_agreement() -> None:
    file = SimpleUploadedFile("avtale.pdf", b"%PDF-1.7 avtale")
    made = make(upload=file)
    assert made.document is not None
    newer = SimpleUploadedFile("ny avtale.pdf", b"%PDF-1.7 nyere")
    changed = change(made, signed_on=START, from_on=START, upload=newer)
    assert changed.document is not None
    assert changed.document.name == "ny avtale.pdf"
    assert rules.may_fetch(changed, actor_as(ADVISER), changed.document)
    assert not rules.may_fetch(changed, actor_as(ADVISER), made.document)
    assert not rules.may_fetch(changed, actor_as(DOCTOR), changed.document)


@pytest.mark.parametrize(
    ("values", "stands"),
    [
        ({}, Stands.IN_FORCE),
        ({"signed_on": None}, Stands.UNSIGNED),
        ({"signed_on": date(2026, 12, 1)}, Stands.UNSIGNED),
        ({"from_on": date(2027, 1, 1)}, Stands.COMING),
        ({"until_on": date(2026, 11, 21)}, Stands.ENDED),
        ({"until_on": TODAY}, Stands.ENDS_SOON),
        ({"until_on": date(2027, 5, 21)}, Stands.ENDS_SOON),
        ({"until_on": date(2027, 5, 22)}, Stands.IN_FORCE),
    ],
)
def test_how_one_stands_is_the_same_in_the_database_and_outside(values: dict[str, Any], stands: Stands) -> None:
    agreement = an_agreement(**values)
    assert rules.standing(agreement, TODAY) == stands
    row = queries.agreements_for(actor_as(ADVISER), TODAY).get()
    assert row.stands == stands  # type: ignore[attr-defined]


def test_in_force_takes_the_day_it_is_known_by() -> None:
    agreement = an_agreement(until_on=date(2028, 3, 1))
    assert rules.is_in_force(agreement, date(2028, 3, 1), TODAY)
    assert not rules.is_in_force(agreement, date(2028, 3, 2), TODAY)
    assert not rules.is_in_force(agreement, date(2023, 3, 1), TODAY)
    agreement.signed_on = None
    assert not rules.is_in_force(agreement, date(2027, 3, 1), TODAY)


def test_half_a_year_on_from_the_last_of_a_month_is_the_first_of_the_next() -> None:
    assert rules.in_half_a_year(date(2026, 8, 31)) == date(2027, 3, 1)
    assert rules.in_half_a_year(date(2026, 5, 31)) == date(2026, 12, 1)
    assert rules.in_half_a_year(date(2026, 6, 30)) == date(2026, 12, 30)
    assert rules.in_half_a_year(date(2026, 12, 31)) == date(2027, 7, 1)


def test_the_parties_and_those_who_follow_them_read_and_strangers_do_not() -> None:
    agreement = an_agreement()
    for actor in (actor_as(ADVISER), actor_as(MUNICIPAL_LEADER), actor_as(TRUST_COORDINATOR)):
        assert queries.agreement_for(actor, agreement.pk) == agreement
        assert list(queries.agreements_for(actor, TODAY)) == [agreement]
    for actor in (actor_as(MUNICIPAL_LEADER, stranger=True), actor_as(FIGURES_READER), VISITOR):
        assert queries.agreement_for(actor, agreement.pk) is None
        assert not queries.agreements_for(actor, TODAY).exists()
    assert queries.agreement_for(actor_as(ADVISER), 999_999) is None
    assert not queries.any_synthetic(actor_as(ADVISER))
    older = an_agreement(from_on=date(2020, 1, 1))
    assert queries.beside(agreement) == [older]


def test_the_list_asks_as_much_at_three_rows_as_at_one() -> None:
    adviser, days = actor_as(ADVISER), iter(range(2000, 2010))
    assert_flat(
        lambda: [(row.other.name, row.municipality.name) for row in queries.agreements_for(adviser, TODAY)],
        lambda: an_agreement(from_on=date(next(days), 1, 1)),
    )


def test_the_gate_is_given_those_on_hospital_service_between_the_two() -> None:
    agreement = an_agreement()
    an_agreement(covers=["supervision"], from_on=date(2025, 1, 1))
    an_agreement(TROMSO)
    assert queries.agreed_for_hospital([place(UNN).pk], [place(KAFJORD).pk]) == [agreement]


def test_those_that_end_soon_and_are_not_renewed_are_on_the_work_list() -> None:
    leader = actor_as(MUNICIPAL_LEADER)
    ending = an_agreement(until_on=date(2027, 3, 31))
    (task,) = waiting_for(leader, TODAY)
    assert (task.deadline, task.href) == (date(2027, 3, 31), f"/avtaler/{ending.pk}/")
    renewed = an_agreement(from_on=date(2027, 4, 1))
    assert waiting_for(leader, TODAY) == []
    renewed.delete()
    for year in (2019, 2020, 2021):
        an_agreement(from_on=date(year, 1, 1), until_on=date(2027, 2, 28))
    (several,) = waiting_for(leader, TODAY)
    assert "4 samarbeidsavtaler" in str(several.what)
    assert several.href == "/avtaler/?status=ends_soon"
    assert waiting_for(actor_as(NATIONAL_COORDINATOR), TODAY) == []


def test_the_matrix_shows_who_lacks_one_with_its_own_trust() -> None:
    an_agreement(signed_on=None, from_on=START)
    an_agreement()
    an_agreement(BERGEN, until_on=date(2025, 1, 1))
    found = coverage_for(actor_as(ADVISER), "", TODAY)
    kafjord = next(line for line in found.lines if line.town.code == KAFJORD)
    assert [cell.stands for cell in kafjord.cells if cell.own] == [Stands.IN_FORCE]
    assert not kafjord.lacks
    assert len(found.lacking) == len(found.lines) - 1
    own = coverage_for(actor_as(TRUST_COORDINATOR), "", TODAY)
    assert [trust.code for trust in own.trusts] == [UNN]
    assert len(own.lines) < len(found.lines)
    (line,) = coverage_for(actor_as(MUNICIPAL_LEADER), "finnes ikke", TODAY).lines
    assert line.town.code == KAFJORD
    country = coverage_for(actor_as(NATIONAL_COORDINATOR), "", TODAY)
    assert len(country.regions) > 2
    assert coverage_for(VISITOR, "", TODAY).region is None


def test_the_matrix_asks_as_much_at_three_agreements_as_at_one() -> None:
    adviser, days = actor_as(ADVISER), iter(range(2000, 2010))
    assert_flat(lambda: coverage_for(adviser, "", TODAY), lambda: an_agreement(from_on=date(next(days), 1, 1)))


def test_who_can_be_chosen_is_within_reach() -> None:
    assert [one.code for one in queries.towns_to_choose(actor_as(MUNICIPAL_LEADER), TODAY)] == [KAFJORD]
    region = queries.towns_to_choose(actor_as(TRUST_COORDINATOR), TODAY)
    assert len(region) > 50
    trusts, towns = queries.partners_to_choose(actor_as(ADVISER), TODAY)
    assert UNN in {one.code for one in trusts}
    assert len(towns) == 357


def test_the_demonstration_has_most_and_marks_them_as_invented(settings: Any) -> None:
    settings.DEMONSTRATION = True
    call_command("load_agreements", verbosity=1)
    made = Agreement.objects.count()
    assert made > 60
    assert not Agreement.objects.filter(is_synthetic=False).exists()
    call_command("load_agreements", verbosity=0)
    assert Agreement.objects.count() == made
    assert 0 < len(coverage_for(actor_as(ADVISER), "", TODAY).lacking) < 20
    settings.DEMONSTRATION = False
    with pytest.raises(CommandError):
        call_command("load_agreements", verbosity=0)
