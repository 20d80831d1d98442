"""The pages of a round: what shows, what does not, and how many questions they ask."""

import io
import json
import re
import zipfile
from html import unescape
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from alisveien.cli.main import main
from alisveien.placements.models import Nomination, Outcome, Round
from tests.placements.loading import UNN, WITHOUT_FAULTS, load
from tests.workbench.flat import queries_of

pytestmark = pytest.mark.django_db

PAGES = (
    "/runder/",
    "/runder/2028/",
    "/runder/2028/feil/",
    f"/runder/2028/{UNN}/",
    f"/runder/2028/{UNN}/rute/",
    f"/runder/2028/{UNN}/regelsett/",
    f"/runder/2028/{UNN}/regelsett/?form=tabell",
)


def text_of(client: Client, address: str, status: int = 200) -> str:
    """The words of a page, without tags."""
    response = client.get(address)
    assert response.status_code == status
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", response.content.decode())).split())


def one_with(status: str) -> Outcome:
    found = Outcome.objects.filter(
        run__rules_name="bands-then-nearest", status=status, nomination__trust__code=UNN
    ).select_related("nomination")
    return found.order_by("list_place")[0]


def card(one: Outcome) -> str:
    return f"/runder/2028/lege/{one.nomination.hpr_number}/"


@pytest.mark.parametrize("address", PAGES)
def test_every_page_says_that_the_people_are_invented(page: Client, address: str) -> None:
    assert "Øvingsdata: personene er oppdiktet" in text_of(page, address)


@pytest.mark.parametrize("address", PAGES[1:])
def test_outside_a_demonstration_there_is_no_round(page: Client, settings: LazySettings, address: str) -> None:
    settings.DEMONSTRATION = False
    assert page.get(address).status_code == 404


def test_outside_a_demonstration_the_rounds_say_why(page: Client, settings: LazySettings) -> None:
    settings.DEMONSTRATION = False
    assert "krever innlogging" in text_of(page, "/runder/")


def test_without_a_round_the_rounds_say_what_to_do(demonstration: None, client: Client) -> None:
    assert "Ingen runder ennå" in text_of(client, "/runder/")


@pytest.mark.parametrize(
    "address",
    [
        "/runder/2027/",
        "/runder/99999999999999999999/",
        "/runder/2028/983974899%00/",
        "/runder/2028/974753898/",
        "/runder/2028/abc/rute/",
        "/runder/2028/lege/1/",
        "/runder/2028/filer/passord.txt",
    ],
)
def test_what_is_not_there_is_404(page: Client, address: str) -> None:
    assert page.get(address).status_code == 404


def test_the_overview_counts_and_links(page: Client) -> None:
    words = text_of(page, "/runder/2028/")
    figures = ("rader i arbeidsboken 84", "rader avvist 14", "Planen for 2026 er ført videre", "Helseforetaket avgjør.")
    assert [figure for figure in figures if figure not in words] == []
    html = page.get("/runder/2028/").content.decode()
    for address in (f"/runder/2028/{UNN}/", f"/runder/2028/{UNN}/rute/", "/runder/2028/feil/"):
        assert f'href="{address}' in html


def test_each_refused_row_says_what_is_wrong_and_what_to_do(page: Client) -> None:
    words = text_of(page, "/runder/2028/feil/")
    for row in (5, 9, 13, 17, 21, 25, 29, 33, 37, 41, 45, 49, 53, 57):
        assert f"Rad {row} " in words
    assert "Harstad har nå nummer 5503" in words
    assert "Mente du Universitetssykehuset Nord-Norge HF?" in words


def test_a_doctor_is_found_in_the_whole_round_by_name_and_number(page: Client) -> None:
    one = one_with("waiting")
    folded = one.nomination.name.upper().replace("Å", "A").replace("Ø", "O").replace("Æ", "AE")
    for text in (one.nomination.hpr_number, folded):
        words = text_of(page, f"/runder/2028/?q={text}")
        assert f"{one.nomination.name}, {one.nomination.municipality.name}" in words
        assert f"UNN, nr. {one.list_place} på lista, venter" in words


def test_a_refused_row_is_found_and_leads_to_its_row(page: Client, round_: Round) -> None:
    row = round_.rejected_rows.get(row_number=9)
    html = page.get("/runder/2028/", {"q": row.hpr_number}).content.decode()
    assert "avvist, se rad 9" in html
    assert 'href="/runder/2028/feil/#rad-9"' in html
    assert 'id="rad-9"' in page.get("/runder/2028/feil/").content.decode()


def test_a_search_without_hits_says_so_and_cuts_what_was_typed(page: Client) -> None:
    words = text_of(page, "/runder/2028/?q=" + "x" * 500)
    assert "Ingen treff" in words
    assert "x" * 41 not in words


def test_the_round_is_searched_with_as_many_questions_for_many_as_for_one(page: Client) -> None:
    one = one_with("placed").nomination
    page.get("/runder/2028/")
    at_one = queries_of(lambda: page.get(f"/runder/2028/?q={one.hpr_number}"))
    at_many = queries_of(lambda: page.get("/runder/2028/?q=a"))
    assert len(at_one) == len(at_many)


def test_the_card_of_a_refused_number_says_where_the_row_is(page: Client, round_: Round) -> None:
    taken = set(Nomination.objects.values_list("hpr_number", flat=True))
    rows = [row for row in round_.rejected_rows.all() if row.hpr_number.isdigit() and row.hpr_number not in taken]
    assert rows
    for row in rows:
        words = text_of(page, f"/runder/2028/lege/{row.hpr_number}/")
        assert f"Avvist, se rad {row.row_number}" in words


def test_a_workbook_without_faults_has_an_empty_fault_page(demonstration: None, client: Client) -> None:
    load(WITHOUT_FAULTS)
    assert "Alle radene i arbeidsboken ble lest" in text_of(client, "/runder/2028/feil/")


def test_a_card_shows_nobody_else(page: Client) -> None:
    others = list(Nomination.objects.all())
    for status in ("placed", "waiting", "not_eligible"):
        one = one_with(status)
        words = text_of(page, card(one))
        assert one.nomination.name in words
        for other in others:
            if other.pk != one.nomination_id:
                assert other.hpr_number not in words
                assert other.name == one.nomination.name or other.name not in words


def test_every_card_opens(page: Client) -> None:
    for number in Nomination.objects.values_list("hpr_number", flat=True):
        assert page.get(f"/runder/2028/lege/{number}/").status_code == 200


def test_a_card_says_the_place_and_who_decides(page: Client) -> None:
    one = one_with("placed")
    words = text_of(page, card(one))
    assert f"Nummer {one.list_place} av" in words
    assert "avgjør fordelingen" in words
    assert "Hva flytter deg opp?" in words


def test_a_reason_several_wishes_share_is_said_once(page: Client) -> None:
    waiting = Outcome.objects.filter(run__rules_name="bands-then-nearest", status="waiting").select_related(
        "nomination"
    )
    nodes = {one: [refusal["node"] for refusal in one.reasons["refusals"]] for one in waiting}
    shared = [one for one, found in nodes.items() if len(found) > 1 and len(set(found)) == 1]
    assert shared
    for one in shared:
        words = text_of(page, card(one))
        assert words.count("Det som skilte deg") == 1
        assert "Det som skilte deg" in words


def test_every_waiting_row_of_the_list_has_a_short_reason(page: Client) -> None:
    html = page.get(f"/runder/2028/{UNN}/?status=waiting").content.decode()
    rows = re.findall(r'<tr role="row">(.*?)</tr>', html.split("<tbody", 1)[1], re.DOTALL)
    assert rows
    assert all(re.search(r"Fullt i P[12]: \w+|Ingen ønsker kan innvilges", row) for row in rows)


@pytest.mark.parametrize("address", PAGES)
def test_a_number_in_the_list_is_never_called_a_post(page: Client, address: str) -> None:
    assert not re.search(r"\b[Pp]lass \d", text_of(page, address))


def test_a_card_of_one_who_is_not_eligible_says_why_and_who_can_mend_it(page: Client) -> None:
    words = text_of(page, card(one_with("not_eligible")))
    assert "Innmeldingen er ikke med i fordelingen" in words
    assert "Kravet er 365 dager" in words
    assert "Nummer" not in words


def test_the_list_keeps_those_who_are_not_eligible_with_the_reason(page: Client) -> None:
    words = text_of(page, f"/runder/2028/{UNN}/?status=not_eligible")
    assert "1 innmelding" in words
    assert "Ikke med i fordelingen" in words
    assert "Kravet er 365 dager" in words


def test_the_list_is_narrowed_by_half_year_and_searched(page: Client) -> None:
    one = one_with("placed")
    search = f"/runder/2028/{UNN}/?q={one.nomination.hpr_number}&halvaar="
    assert one.nomination.name in text_of(page, f"{search}{one.half}")
    assert "Ingen treff" in text_of(page, f"{search}{3 - (one.half or 0)}")


@pytest.mark.parametrize("form", ["xlsx", "csv"])
def test_the_list_is_downloaded(page: Client, form: str) -> None:
    response = page.get(f"/runder/2028/{UNN}/?last_ned={form}")
    assert response.status_code == 200
    assert "attachment" in response.headers["Content-Disposition"]


def test_the_grid_shows_who_is_proposed_and_what_is_vacant(page: Client) -> None:
    words = text_of(page, f"/runder/2028/{UNN}/rute/")
    placed = Outcome.objects.filter(
        run__rules_name="bands-then-nearest", status="placed", nomination__trust__code=UNN
    ).select_related("nomination")
    assert all(one.nomination.name in words for one in placed)
    assert "Ledig" in words
    assert "ikke nærmest" in words
    assert "Spør dem som venter" in words


def test_the_rule_sets_stand_side_by_side_with_a_table(page: Client) -> None:
    words = text_of(page, f"/runder/2028/{UNN}/regelsett/")
    for title in ("Kriterier, så nærhet", "Nærhet først", "Nærhet sist"):
        assert title in words
    table = page.get(f"/runder/2028/{UNN}/regelsett/?form=tabell").content.decode()
    assert 'class="slope"' not in table
    assert f"/runder/2028/lege/{one_with('placed').nomination.hpr_number}/" in table


def test_the_archive_is_accepted_by_the_judge(page: Client, tmp_path: Path) -> None:
    packed = page.get("/runder/2028/filer/resultat.zip").content
    zipfile.ZipFile(io.BytesIO(packed)).extractall(tmp_path)
    assert main(["verify", str(tmp_path)]) == 0
    assert json.loads((tmp_path / "certificate.json").read_text("utf-8"))["checksums"]["files"].keys() == {
        "outcome.csv",
        "explanations.csv",
        "rejected.xlsx",
    }


def test_the_list_asks_as_many_questions_for_three_rows_as_for_one(page: Client, round_: Round) -> None:
    numbers = list(
        Outcome.objects.filter(run__rules_name="bands-then-nearest", nomination__trust__code=UNN).values_list(
            "nomination__hpr_number", flat=True
        )
    )
    keep = Nomination.objects.filter(trust__code=UNN).exclude(hpr_number__in=numbers[:3])
    page.get(f"/runder/2028/{UNN}/")
    asked = []
    for rows in (keep, Nomination.objects.filter(trust__code=UNN).exclude(hpr_number=numbers[0])):
        rows.delete()
        with CaptureQueriesContext(
            connection,
        ) as seen:
            page.get(f"/runder/2028/{UNN}/")
        asked.append(len(seen))
    assert asked[0] == asked[1]
    assert asked[0] < 12
