"""The pages of a trust's plan and its drafts: who may, what shows, what is refused, what a second editor is told."""

import io
from typing import Any

import openpyxl
import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from alisveien.engines.planning.plan import Cell
from alisveien.placements import queries_planner_drafts as drafts
from alisveien.placements.models import Placement, PlanDraft
from alisveien.placements.services.planner import make_draft
from tests import roles
from tests.placements.people import UNN, coordinator, coordinator_client
from tests.placements.planning import P1, P2, cell, post, stay, trust
from tests.roles import client_as
from tests.workbench.flat import queries_of

pytestmark = pytest.mark.usefixtures("demonstration")
SURGERY = "unn-harstad/Kirurgi"


@pytest.fixture
def browser() -> Client:
    found: Client = coordinator_client("Første", UNN)
    return found


def draft_now(name: str = "Høstplanen") -> PlanDraft:
    return make_draft(trust=trust(), name=name, by=coordinator(), at=timezone.now())


def address(name: str, one: PlanDraft, *more: object) -> str:
    return reverse(f"placements:{name}", args=[UNN, one.pk, *more])


def sent(to: Cell, version: int) -> dict[str, Any]:
    place = f"{to.hospital or 0}.{to.department or 0}"
    return {"half": f"{to.half.year}-{to.half.half}", "place": place, "version": version}


def text_of(answer: Any) -> str:
    found: str = answer.content.decode()
    return found


def test_the_plan_names_doctors_counts_posts_and_shows_the_empty_ones(browser: Client) -> None:
    stay()
    post()
    page = text_of(browser.get(reverse("placements:plan", args=[UNN])))
    assert "Piera Solbakken" in page
    assert "Gynekologi" in page
    assert "1 av 2 plasser" in page
    assert "ingen lege ennå" in page, "of the half-years after it"
    assert "Ledig" in page
    assert "1. ønske" in page


def test_a_plan_without_posts_says_why_it_is_empty(browser: Client) -> None:
    shown = text_of(browser.get(reverse("placements:plan", args=[UNN])))
    assert "Ingen plasser i disse halvårene" in shown
    assert "ingen plasser ennå" not in shown


@pytest.mark.parametrize(("asked", "heads"), [("2", 2), ("99", 9), ("mange", 7), ("0", 1)])
def test_one_chooses_how_many_half_years_are_shown(browser: Client, asked: str, heads: int) -> None:
    stay()
    page = text_of(browser.get(reverse("placements:plan", args=[UNN]), {"antall": asked}))
    assert page.count('<th scope="col" role="columnheader">') == heads if "Piera" in page else heads < 4


def test_one_trust_is_gone_straight_to_and_a_stranger_is_told_who_sees_it(browser: Client) -> None:
    assert browser.get(reverse("placements:plans")).headers["Location"].endswith(f"/plasser/plan/{UNN}/")
    refused = client_as(roles.MUNICIPAL_LEADER).get(reverse("placements:plans"))
    assert refused.status_code == 403
    assert browser.get(reverse("placements:plan", args=["983974724"])).status_code == 404


def test_a_ward_sees_its_own_and_no_drafts_wishes_or_posts() -> None:
    stay()
    stay(2, P1, SURGERY)
    post()
    one = draft_now()
    contact = client_as(roles.DEPARTMENT_CONTACT)
    page = text_of(contact.get(reverse("placements:plan", args=[UNN])))
    assert "Piera Solbakken" in page
    for hidden in ("Nora Åsen", "Høstplanen", "Lag et utkast", "av 2 plasser", "Ledig", "1. ønske"):
        assert hidden not in page
    assert contact.get(address("plan_draft", one)).status_code == 404
    assert contact.get(reverse("placements:plan_draft_new", args=[UNN])).status_code == 403


def test_a_draft_is_made_on_the_page_and_a_name_that_is_taken_is_not_lost(browser: Client) -> None:
    made = browser.post(reverse("placements:plan_draft_new", args=[UNN]), {"name": "Høst", "like": ""})
    one = PlanDraft.objects.get()
    assert made.headers["Location"] == address("plan_draft", one)
    again = browser.post(reverse("placements:plan_draft_new", args=[UNN]), {"name": "Høst", "like": str(one.pk)})
    assert "finnes alt et utkast" in text_of(again)
    assert 'value="Høst"' in text_of(again)
    unnamed = browser.post(reverse("placements:plan_draft_new", args=[UNN]), {"name": "", "like": ""})
    assert "Skriv et navn på utkastet." in text_of(unnamed)
    copy = browser.post(reverse("placements:plan_draft_new", args=[UNN]), {"name": "Kopi", "like": str(one.pk)})
    assert copy.status_code == 302


def test_moving_on_the_form_shows_what_speaks_against_it_and_then_moves(browser: Client) -> None:
    unit = stay()
    post(P2)
    one = draft_now()
    here = address("plan_move", one, f"e{unit.pk}")
    page = text_of(browser.get(here, sent(cell(P2, SURGERY), one.version)))
    assert "Ingenting taler imot" in page
    stopped = text_of(browser.get(here, sent(cell(), one.version)))
    assert "Den ligger her" in stopped
    done = browser.post(here, sent(cell(P2, SURGERY), one.version))
    assert done.headers["Location"] == f"{address('plan_draft', one)}#e{unit.pk}"
    grid = text_of(browser.get(address("plan_draft", one)))
    assert "er flyttet til P2 2028, UNN Harstad, Kirurgi i utkastet" in grid
    assert "Flyttes fra P1 2028" in grid
    assert "1 er flyttet i utkastet." in grid


def test_the_second_editor_is_told_on_the_form_and_loses_nothing_typed(browser: Client) -> None:
    unit = stay()
    one = draft_now()
    here = address("plan_move", one, f"e{unit.pk}")
    browser.post(here, sent(cell(P1, SURGERY), one.version))
    second = coordinator_client("Andre", UNN).post(here, sent(cell(P1, "unn-narvik"), one.version))
    assert second.status_code == 409
    assert "En annen har endret utkastet" in text_of(second)
    assert f'value="{cell(P1, "unn-narvik").hospital}.0" selected' in text_of(second)


@pytest.mark.parametrize("given", [{"half": "2028-1", "place": "1.2"}, {"half": "x", "place": ""}, {}])
def test_a_place_that_is_not_on_the_form_is_refused(browser: Client, given: dict[str, str]) -> None:
    unit = stay()
    one = draft_now()
    answer = browser.post(address("plan_move", one, f"e{unit.pk}"), {**given, "version": "tull"})
    assert answer.status_code == 200
    assert "Dette må rettes" in text_of(answer)
    assert not one.moves.exists()


def test_what_is_not_in_the_plan_cannot_be_moved_or_asked_about(browser: Client) -> None:
    one = draft_now()
    for name in ("plan_move", "plan_options"):
        assert browser.get(address(name, one, "e99")).status_code == 404


def test_the_script_is_told_what_speaks_against_each_cell(browser: Client) -> None:
    first = stay(1, P1)
    stay(2, P2, SURGERY)
    one = draft_now()
    found = browser.get(address("plan_options", one, f"e{first.pk}")).json()
    by = {(row["half"], row["place"]): row for row in found["cells"]}
    here, there = cell(), cell(P1, SURGERY)
    assert found["version"] == one.version
    assert by["2028-1", f"{here.hospital}.{here.department}"]["level"] == "stop"
    assert by["2028-1", f"{there.hospital}.{there.department}"] == {
        "half": "2028-1",
        "place": f"{there.hospital}.{there.department}",
        "level": "ok",
        "words": "",
    }
    full = by["2028-2", f"{there.hospital}.{there.department}"]
    assert full["level"] == "warn"
    assert "Det blir flere leger enn plasser i P2 2028: 1 plass." in full["words"]


def test_undo_redo_carry_over_and_throw_away(browser: Client) -> None:
    unit = stay()
    one = draft_now()
    browser.post(address("plan_move", one, f"e{unit.pk}"), sent(cell(P1, SURGERY), one.version))
    for deed, steps in (("angre", 0), ("igjen", 1), ("ta-med", 1)):
        one.refresh_from_db()
        browser.post(address("plan_deed", one, deed), {"version": one.version})
        one.refresh_from_db()
        assert one.steps == steps, deed
    refused = browser.post(address("plan_deed", one, "angre"), {"version": 0}, follow=True)
    assert "En annen har endret utkastet" in text_of(refused)
    assert browser.post(address("plan_deed", one, "tull")).status_code == 404
    assert (
        browser.post(address("plan_deed", one, "kast"), {"version": one.version})
        .headers["Location"]
        .endswith(f"{UNN}/")
    )
    assert browser.get(address("plan_draft", one)).status_code == 404


def test_a_draft_is_compared_with_the_plan_and_with_another_draft(browser: Client) -> None:
    unit = stay()
    first, second = draft_now("A"), draft_now("B")
    browser.post(address("plan_move", first, f"e{unit.pk}"), sent(cell(P1, SURGERY), first.version))
    page = text_of(browser.get(address("plan_compare", first)))
    assert "Piera Solbakken, Kåfjord" in page
    assert "P1 2028, UNN Harstad, Kirurgi" in page
    assert "1 (100 %)" in page
    assert "0 (0 %)" in page
    other = text_of(browser.get(address("plan_compare", second), {"med": str(first.pk)}))
    assert "Sammenlignet med utkastet «A»" in other
    assert "De to planene er like" in text_of(browser.get(address("plan_compare", second)))


def test_publishing_previews_who_is_told_then_holds_and_can_be_taken_back(browser: Client) -> None:
    unit = stay()
    one = draft_now()
    assert "flytter ingen" in text_of(browser.get(address("plan_publish", one)))
    browser.post(address("plan_move", one, f"e{unit.pk}"), sent(cell(P1, SURGERY), one.version))
    page = text_of(browser.get(address("plan_publish", one)))
    assert "leger får brev" in page
    assert "Publiser planen" in page
    late = browser.post(address("plan_publish", one), {"version": 1})
    assert late.status_code == 409
    one.refresh_from_db()
    done = browser.post(address("plan_publish", one), {"version": one.version, "gjor": "publiser"}, follow=True)
    assert "er publisert og gjelder nå" in text_of(done)
    assert "publisert" in text_of(browser.get(reverse("placements:plan", args=[UNN])))
    assert "Ta planen tilbake" in text_of(browser.get(address("plan_publish", one)))
    assert "Ta utkastet med" not in text_of(browser.get(address("plan_draft", one)))
    back = browser.post(address("plan_publish", one), {"gjor": "tilbake"}, follow=True)
    assert "Planen er som før" in text_of(back)
    unit.refresh_from_db()
    assert unit.department_id == cell().department


def test_what_changed_under_a_draft_is_shown_with_the_way_on(browser: Client) -> None:
    stay()
    gone = stay(2, P2)
    one = draft_now()
    Placement.objects.filter(pk=gone.placement_id).update(state="cancelled")
    Placement.objects.exclude(pk=gone.placement_id).update(state="begun")
    post()
    page = text_of(browser.get(address("plan_draft", one)))
    assert "Ta utkastet med videre" in page
    assert "Ny i planen: Ledig plass" in page
    assert "Endret: Piera Solbakken, Kåfjord, nå P1 2028, UNN Tromsø, Gynekologi." in page
    assert "er ikke i planen lenger" in page


def test_the_plan_and_the_draft_are_taken_along_as_workbooks(browser: Client) -> None:
    unit = stay()
    post()
    one = draft_now()
    browser.post(address("plan_move", one, f"e{unit.pk}"), sent(cell(P1, SURGERY), one.version))
    live = _sheet(browser.get(reverse("placements:plan_file", args=[UNN])))
    assert live[2][:5] == ("P1 2028", None, None, "Ledig", None)
    assert live[3][:5] == ("P1 2028", "UNN Tromsø", "Gynekologi", "Piera Solbakken", "Kåfjord")
    drafted = _sheet(browser.get(address("plan_draft_file", one)))
    assert "UTKAST «Høstplanen»" in str(drafted[0][0])
    assert drafted[3][2] == "Kirurgi"
    assert drafted[3][7] == "P1 2028, UNN Tromsø, Gynekologi"


def _sheet(answer: Any) -> list[tuple[Any, ...]]:
    return list(openpyxl.load_workbook(io.BytesIO(answer.content)).worksheets[0].values)


def test_pages_ask_as_many_questions_at_one_stay_as_at_three(browser: Client) -> None:
    first = stay(1)
    one = draft_now()
    pages = [reverse("placements:plan", args=[UNN]), address("plan_draft", one), address("plan_compare", one)]
    pages += [address("plan_publish", one), address("plan_options", one, f"e{first.pk}")]
    at_one = [len(queries_of(lambda page=page: browser.get(page))) for page in pages]  # type: ignore[misc]
    stay(2, P1, SURGERY)
    stay(3, P2, "unn-narvik")
    assert [len(queries_of(lambda page=page: browser.get(page))) for page in pages] == at_one  # type: ignore[misc]


def test_a_draft_that_moves_a_doctor_warns_in_the_cell(browser: Client) -> None:
    unit = stay()
    one = draft_now()
    browser.post(address("plan_move", one, f"e{unit.pk}"), sent(Cell(P2), one.version))
    page = text_of(browser.get(address("plan_draft", one)))
    assert "Det blir flere leger enn plasser i P2 2028: 0 plasser." in page
    assert "for mange" in page
    one.refresh_from_db()
    assert drafts.moves_of(one)[0][1] == Cell(P2)
