"""The lot of a round: committed to before the value is known, drawn once, the same as at the command line."""

import csv
import hashlib
import subprocess
from datetime import date, timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from alisveien.base.actor import VISITOR
from alisveien.base.errors import RuleBroken
from alisveien.base.shipped import REGISTER, engine_code
from alisveien.cli.main import main
from alisveien.engines.nominations.columns import HEADING
from alisveien.placements import queries, queries_draw
from alisveien.placements.models import Nomination, Outcome, Round, Run
from alisveien.placements.pages.draws import quoted, suggested_source
from alisveien.placements.services import rounds
from alisveien.placements.telling.files import explanations_text, outcome_text
from alisveien.workbench.sheets import read_sheet, write_sheet
from tests.placements.loading import EXAMPLE
from tests.placements.people import AT, SOURCE, UNN, VALUE, coordinator, coordinator_client, drawn, frozen
from tests.placements.people import released as brought_to_its_end
from tests.roles import ADVISER, TRUST_COORDINATOR, client_as
from tests.workbench.flat import queries_of

pytestmark = pytest.mark.django_db
ROUND = f"/runder/2028/{UNN}/"
RULES = "bands-then-nearest"
TODAY = AT.date()


def ready(draft: Round) -> Any:
    by = coordinator()
    rounds.decide_capacity(round_=draft, by=by, at=AT)
    rounds.choose_rules(round_=draft, name=RULES, by=by, at=AT)
    return by


def sha256(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def test_freezing_commits_to_the_input_and_the_code_and_the_draw_gives_the_seed(draft: Round) -> None:
    by = ready(draft)
    one = frozen(draft, by)
    assert (one.lot_source, one.code, one.public_value) == (SOURCE, engine_code(), "")
    file = coordinator_client("Første", UNN).get(f"{ROUND}filer/committed.json")
    assert hashlib.sha256(file.content).hexdigest() == one.commitment
    assert file.json()["code"] == engine_code()
    assert "draw" not in file.json()["input"]
    two = rounds.draw_lot(round_=draft, value="  3 9\t14 ", known_on=AT.date(), by=by, at=AT)
    assert two.public_value == "3 9 14"
    assert two.draw == sha256(f"{one.commitment}|3 9 14")
    assert two.frozen is not None
    assert two.frozen["draw"] == two.draw
    assert two.fingerprint != one.fingerprint
    again = coordinator_client("Første", UNN).get(f"{ROUND}filer/committed.json")
    assert again.content == file.content


@pytest.mark.parametrize(("source", "said"), [(" ", "Skriv hvilken offentlig verdi loddet"), ("x" * 301, "høyst 300")])
def test_the_value_is_named_before_the_list_is_frozen(draft: Round, source: str, said: str) -> None:
    by = ready(draft)
    with pytest.raises(RuleBroken, match=said):
        rounds.freeze_round(round_=draft, source=source, by=by, at=AT)


def draw(draft: Round, value: str = "7", known_on: date = TODAY) -> Round:
    return rounds.draw_lot(round_=draft, value=value, known_on=known_on, by=coordinator(), at=AT)


def test_a_draft_has_no_lot_to_draw_and_a_lot_is_drawn_once(draft: Round) -> None:
    with pytest.raises(RuleBroken, match="Lås lista før loddet"):
        draw(draft)
    drawn(draft, ready(draft))
    with pytest.raises(RuleBroken, match="allerede trukket"):
        draw(draft, "8")
    draft.refresh_from_db()
    assert draft.public_value == VALUE


def test_the_value_must_be_there_and_not_known_before_the_list_was_frozen(draft: Round) -> None:
    frozen(draft, ready(draft))
    with pytest.raises(RuleBroken) as refused:
        draw(draft, "  ", AT.date() - timedelta(days=1))
    assert refused.value.reasons == [
        "Skriv verdien slik den er kunngjort.",
        "Verdien må være blitt kjent etter at lista ble låst.",
    ]
    with pytest.raises(RuleBroken, match="kan ikke være fram i tid"):
        draw(draft, known_on=AT.date() + timedelta(days=1))


def test_nothing_is_distributed_before_the_lot_is_drawn(draft: Round) -> None:
    by = ready(draft)
    frozen(draft, by)
    with pytest.raises(RuleBroken, match="Trekk loddet først"):
        rounds.distribute_round(round_=draft, by=by, at=AT)


def test_other_code_than_was_committed_to_neither_draws_nor_distributes(draft: Round) -> None:
    by = ready(draft)
    frozen(draft, by)
    Round.objects.filter(pk=draft.pk).update(code="0" * 64)
    with pytest.raises(RuleBroken, match="oppgradert"):
        draw(draft)
    Round.objects.filter(pk=draft.pk).update(code=engine_code())
    draw(draft)
    Round.objects.filter(pk=draft.pk).update(code="0" * 64)
    with pytest.raises(RuleBroken, match="oppgradert"):
        rounds.distribute_round(round_=draft, by=by, at=AT)


def test_a_lot_that_is_not_what_was_committed_to_is_found_out(draft: Round) -> None:
    by = ready(draft)
    drawn(draft, by)
    rounds.distribute_round(round_=draft, by=by, at=AT)
    for tampered in ({"public_value": "8"}, {"commitment": "0" * 64}):
        with transaction.atomic():
            Round.objects.filter(pk=draft.pk).update(**tampered)
            with pytest.raises(RuleBroken, match="Loddet stemmer ikke"):
                rounds.judge_round(round_=draft, by=by, at=AT)
            transaction.set_rollback(True)
    assert rounds.judge_round(round_=draft, by=by, at=AT).state == Round.State.JUDGED


def test_an_opened_list_has_no_lot_and_is_committed_to_anew(draft: Round) -> None:
    by = ready(draft)
    before = drawn(draft, by)
    opened = rounds.thaw_round(round_=draft, why="En lege ble meldt inn for sent.", by=by, at=AT)
    assert (opened.commitment, opened.public_value, opened.draw, opened.drawn_at) == ("", "", "2028", None)
    assert frozen(draft, by).commitment == before.commitment, "the same list is the same commitment"


def test_a_round_frozen_before_there_were_commitments_keeps_its_draw_and_outcome(draft: Round) -> None:
    by = ready(draft)
    frozen(draft, by)
    Round.objects.filter(pk=draft.pk).update(commitment="", code="", lot_source="")
    with pytest.raises(RuleBroken, match="allerede trukket"):
        draw(draft)
    rounds.distribute_round(round_=draft, by=by, at=AT)
    assert rounds.judge_round(round_=draft, by=by, at=AT).draw == "2028"
    run = draft.runs.get(rules_name=RULES)
    assert run.certificate["input"]["draw"] == "2028"
    page = unescape(coordinator_client("Første", UNN).get(ROUND).content.decode())
    assert "SHA-256 «2028|HPR»" in page
    assert "Trekk loddet" not in page
    assert queries_draw.draws_for(VISITOR) == []
    assert coordinator_client("Første", UNN).get(f"{ROUND}filer/committed.json").status_code == 404


@pytest.mark.parametrize(
    "wrong",
    [
        {"commitment": ""},
        {"commitment": "x"},
        {"code": ""},
        {"lot_source": ""},
        {"public_value": ""},
        {"known_on": None},
        {"drawn_by": None},
        {"drawn_at": None},
        {"state": "distributed", "distributed_at": AT, "public_value": "", "known_on": None}
        | {"drawn_by": None, "drawn_at": None},
    ],
)
def test_the_database_refuses_half_a_commitment_and_half_a_draw(draft: Round, wrong: dict[str, Any]) -> None:
    drawn(draft, ready(draft))
    with pytest.raises(IntegrityError), transaction.atomic():
        Round.objects.filter(pk=draft.pk).update(**wrong)


def only_these(folder: Path, numbers: set[str]) -> list[str]:
    """The command line's words for one trust's own list: these rows of the example, and the posts of UNN."""
    sheet = read_sheet(EXAMPLE)
    hpr = sheet.headings.index(HEADING["hpr_number"])
    rows = [cells for _number, cells in sheet.rows if str(cells[hpr]) in numbers]
    write_sheet(folder / "unn.xlsx", "Innmeldinger", sheet.headings, rows)
    with (REGISTER / "capacity_plan_helse_nord.csv").open(encoding="utf-8", newline="") as file:
        heading, *plan = list(csv.reader(file))
    with (folder / "unn.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([heading, *(line for line in plan if UNN in line)])
    words = ["--year", "2028", "--out", str(folder / "out"), "--capacity", str(folder / "unn.csv")]
    return ["allocate", str(folder / "unn.xlsx"), *words]


def test_the_command_line_commits_to_the_same_and_draws_the_same(draft: Round, tmp_path: Path) -> None:
    by = ready(draft)
    one = frozen(draft, by)
    words = only_these(tmp_path, {row["hpr_number"] for row in (one.frozen or {})["nominations"]})
    assert main([*words, "--commit"]) == 0
    assert hashlib.sha256((tmp_path / "out" / "committed.json").read_bytes()).hexdigest() == one.commitment
    assert main([*words, "--public-value", VALUE]) == 0
    draw(draft, VALUE)
    rounds.distribute_round(round_=draft, by=by, at=AT)
    distribution = queries.distribution_of(draft.runs.get(rules_name=RULES))
    for text, name in ((outcome_text, "outcome.csv"), (explanations_text, "explanations.csv")):
        assert text(distribution) == (tmp_path / "out" / name).read_text("utf-8")


def test_everybody_sees_the_draws_and_can_recompute_them(draft: Round) -> None:
    visitor = Client()
    assert visitor.get("/runder/trekninger/").status_code == 200
    one = frozen(draft, ready(draft))
    waiting = unescape(visitor.get("/runder/trekninger/").content.decode())
    assert one.commitment in waiting
    assert SOURCE in waiting
    assert "Venter på verdien" in waiting
    draw(draft, "Vi's $(tall)")
    draft.refresh_from_db()
    shown = unescape(visitor.get("/runder/trekninger/").content.decode())
    assert draft.draw in shown
    line = f"printf '%s|%s' {one.commitment} {quoted(draft.public_value)} | sha256sum"
    assert line in shown
    said = subprocess.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=True).stdout
    assert said.split()[0] == draft.draw
    numbers = Nomination.objects.filter(trust=draft.trust).values_list("doctor__hpr_number", flat=True)
    assert not [number for number in numbers if number in shown]
    assert "Avgjort av loddet" not in shown


def test_how_many_the_lot_decided_for_is_told_when_released_and_not_of_fewer_than_five(draft: Round) -> None:
    brought_to_its_end(draft)
    (told,) = queries_draw.draws_for(VISITOR)
    assert (told.released, told.by_lot) == (True, None)
    assert "færre enn 5 leger" in Client().get("/runder/trekninger/").content.decode()
    Outcome.objects.filter(run=draft.runs.get(rules_name=RULES)).update(by_lot=True)
    Outcome.objects.filter(run__in=Run.objects.exclude(rules_name=RULES)).update(by_lot=False)
    assert queries_draw.draws_for(VISITOR)[0].by_lot == 20
    assert "20 leger" in Client().get("/runder/trekninger/").content.decode()


def test_a_list_that_is_scrubbed_keeps_its_commitment_in_the_open(draft: Round) -> None:
    brought_to_its_end(draft)
    Round.objects.filter(pk=draft.pk).update(frozen={})
    draft.refresh_from_db()
    (told,) = queries_draw.draws_for(VISITOR)
    assert (told.commitment, told.rules_hash) == (draft.commitment, "")
    shown = Client().get("/runder/trekninger/").content.decode()
    assert draft.commitment in shown
    assert "Kontrollsum av regelsettet" not in shown
    assert coordinator_client("Første", UNN).get(f"{ROUND}filer/committed.json").status_code == 404


def test_the_draws_cost_the_same_whatever_there_is(draft: Round) -> None:
    def read() -> object:
        return queries_draw.draws_for(VISITOR)

    frozen(draft, ready(draft))
    before = len(queries_of(read))
    for year in (2029, 2030):
        copy = Round.objects.get(pk=draft.pk)
        copy.pk, copy.year = None, year
        copy.save()
    assert len(queries_draw.draws_for(VISITOR)) == 3
    assert len(queries_of(read)) == before


def test_the_value_is_entered_on_its_own_page_and_what_was_typed_is_kept(draft: Round) -> None:
    page = coordinator_client("Første", UNN)
    assert "Lista er ikke låst ennå" in page.get(f"{ROUND}trekk/").content.decode()
    frozen(draft, ready(draft))
    assert "Skriv inn verdien når den er kjent" in page.get(ROUND).content.decode()
    assert draft.commitment == ""
    typed = page.post(f"{ROUND}trekk/", {"value": "3 <9>", "known_on": "2020-01-01"}).content.decode()
    assert 'value="3 &lt;9&gt;"' in typed
    assert "Verdien må være blitt kjent etter at lista ble låst." in typed
    assert "Velg dagen" in page.post(f"{ROUND}trekk/", {"value": "3"}).content.decode()
    draft.refresh_from_db()
    assert draft.public_value == ""


@pytest.mark.parametrize(
    "client", [Client, lambda: client_as(ADVISER), lambda: client_as(TRUST_COORDINATOR, stranger=True)]
)
def test_nobody_else_draws_the_lot(draft: Round, client: Any) -> None:
    frozen(draft, ready(draft))
    response = client().post(f"{ROUND}trekk/", {"value": "7", "known_on": AT.date().isoformat()})
    assert response.status_code in (302, 404)
    draft.refresh_from_db()
    assert draft.public_value == ""


def test_the_log_tells_of_commitment_and_draw(draft: Round) -> None:
    drawn(draft, ready(draft))
    draft.refresh_from_db()
    log = unescape(coordinator_client("Første", UNN).get(f"{ROUND}logg/").content.decode())
    assert f"Lista ble låst med 20 leger, kontrollsum {draft.commitment[:12]}" in log
    assert f"Loddet ble trukket av «{VALUE}» ({SOURCE})" in log


@pytest.mark.parametrize(
    ("today", "saturday"),
    [(date(2027, 8, 30), "4. september 2027"), (date(2027, 9, 3), "4. september"), (date(2027, 9, 4), "11. september")],
)
def test_the_first_saturday_after_today_is_suggested(today: date, saturday: str) -> None:
    assert f"Lotto lørdag {saturday}" in suggested_source(today)
