"""A declared list: what is narrowed, sorted, paged and said."""

import csv
import io
import re
from collections.abc import Callable
from html import unescape

import openpyxl
import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from alisveien.base.actor import VISITOR, Actor
from alisveien.base.folding import folded
from alisveien.workbench.cells import shown
from alisveien.workbench.export import safe
from alisveien.workbench.pages import list_page
from tests.workbench.fjords import REGISTER, Fjord
from tests.workbench.flat import assert_flat

Ask = Callable[..., HttpResponse]


@pytest.fixture
def fjords(db: None) -> type[Fjord]:
    """The empty table."""
    with connection.schema_editor() as editor:
        editor.create_model(Fjord)
    return Fjord


@pytest.fixture
def seven(fjords: type[Fjord]) -> list[Fjord]:
    """Seven fjords, two of the same name, two of unknown depth."""
    rows = [
        ("Sognefjorden", "sogne", "Vestland", 1303),
        ("Lyngen", "lyngen", "Troms", 320),
        ("Gáivuotna", "gaivuotna", "Troms", None),
        ("Hardangerfjorden", "hardanger", "Vestland", 893),
        ("Sørfjorden", "sørfj", "Troms", 120),
        ("Sørfjorden", "sørfj", "Vestland", 390),
        ("Ålfjorden", "ålfj", "Vestland", None),
    ]
    return [Fjord.objects.create(name=n, sort_key=k, county=c, depth=d) for n, k, c, d in rows]


@pytest.fixture
def ask(rf: RequestFactory) -> Callable[[str], HttpResponse]:
    """Ask the list with a query string; gives the response."""
    view = list_page(REGISTER)

    def asked(query: str = "", actor: Actor = VISITOR) -> HttpResponse:
        request: HttpRequest = rf.get(f"/fjorder/{query}")
        request.actor = actor  # type: ignore[attr-defined]
        return view(request)

    return asked


def names(response: HttpResponse) -> list[str]:
    found = re.findall(
        r'<th scope="row" role="rowheader"[^>]*>.*?<a class="ds-link" href="[^"]*">([^<]*)</a>',
        response.content.decode(),
        re.S,
    )
    return [unescape(name) for name in found]


def turn(response: HttpResponse, rel: str) -> str:
    found = re.search(rf'rel="{rel}" href="([^"]*)"', response.content.decode())
    return unescape(found[1]) if found else ""


@pytest.mark.parametrize("order", ["navn", "-navn", "dybde", "-dybde"])
def test_pages_forward_and_back_hold_every_row_once(ask: Ask, seven: list[Fjord], order: str) -> None:
    seen, pages, query = [], [], f"?sorter={order}"
    while query:
        response = ask(query)
        pages.append(re.findall(r'href="/(\d+)/"', response.content.decode()))
        query = turn(response, "next")
    seen = [pk for page in pages for pk in page]
    assert len(pages) == 3
    assert sorted(seen) == sorted(str(row.pk) for row in seven)
    back, query = [pages[-1]], turn(response, "prev")
    while query:
        response = ask(query)
        back.insert(0, re.findall(r'href="/(\d+)/"', response.content.decode()))
        query = turn(response, "prev")
    assert back == pages


def test_unknown_values_stand_last_whichever_way_one_sorts(ask: Ask, seven: list[Fjord]) -> None:
    unknown = {"Gáivuotna", "Ålfjorden"}
    for order in ("dybde", "-dybde"):
        first = ask(f"?sorter={order}")
        assert not unknown & set(names(first))
        last = ask(turn(ask(turn(first, "next")), "next"))
        assert set(names(last)) <= unknown


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("gaivuotna", 1),
        ("GÁIVUOTNA", 1),
        ("sorfjorden", 2),
        ("soerfjorden", 2),
        ("aalfjorden", 1),
        ("fjord sør", 2),
        ("%", 0),
        ("_", 0),
    ],
)
def test_search_disregards_case_and_diacritics(ask: Ask, seven: list[Fjord], text: str, found: int) -> None:
    body = ask(f"?q={text.replace('%', '%25')}").content.decode()
    assert f"{found} fjord" in body
    assert ("Ingen treff" in body) == (found == 0)


@pytest.mark.parametrize(("query", "name"), [("dybde_fra=dypt", "dybde_fra"), ("bredde_til=41", "bredde_til")])
def test_a_number_that_cannot_be_used_stays_in_its_field(ask: Ask, seven: list[Fjord], query: str, name: str) -> None:
    body = ask(f"?{query}&fylke=Troms").content.decode()
    field = re.search(rf'<input class="ds-input"[^>]*name="{name}"[^>]*>', body, re.S)
    assert field
    assert f'value="{query.partition("=")[2]}"' in field[0]
    assert 'aria-invalid="true"' in field[0]
    assert body.count('aria-invalid="true"') == 1


def test_filters_narrow_and_each_chip_takes_itself_away(ask: Ask, seven: list[Fjord]) -> None:
    body = ask("?fylke=Troms&dybde_fra=100&dybde_til=200&q=fjord&sorter=-dybde").content.decode()
    assert "1 fjord<" in body.replace("\n", "")
    chips = [unescape(href) for href in re.findall(r'class="ds-chip" data-removable href="([^"]*)"', body)]
    assert chips == [
        "?fylke=Troms&dybde_fra=100&dybde_til=200&sorter=-dybde#antall",
        "?q=fjord&dybde_fra=100&dybde_til=200&sorter=-dybde#antall",
        "?q=fjord&fylke=Troms&sorter=-dybde#antall",
    ]
    assert "Dybde: 100 til 200 meter" in body


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("?fylke=Mars", "«Mars» finnes ikke"),
        ("?dybde_fra=dypt", "Dybde: «dypt» er ikke et helt tall. Skriv 0 eller mer."),
        ("?dybde_fra=1,5", "«1,5» er ikke et helt tall. Skriv 0 eller mer."),
        ("?dybde_fra=99999999999", "er for høyt. Skriv et tall fra 0 til 2\u00a0000\u00a0000\u00a0000."),
        ("?dybde_til=-1", "Dybde: «-1» er for lavt. Skriv 0 eller mer."),
        ("?dybde_til=−1", "er for lavt. Skriv 0 eller mer."),
        ("?bredde_til=41", "Bredde: «41» er for høyt. Skriv et tall fra 1 til 40."),
        ("?bredde_fra=0", "Bredde: «0» er for lavt. Skriv et tall fra 1 til 40."),
        ("?bredde_fra=smal", "«smal» er ikke et helt tall. Skriv et tall fra 1 til 40."),
        ("?dybde_fra=9&dybde_til=2", "De er byttet om"),
        ("?sorter=fylke", "kan ikke sorteres"),
        ("?sorter=passord", "kan ikke sorteres"),
        ("?etter=tull", "Vi finner ikke stedet"),
        ("?etter=WyJhIl0", "Vi finner ikke stedet"),
        ("?sorter=dybde&etter=WyJhIiwgMV0", "Vi finner ikke stedet"),
        ("?etter=WzEsICJhIl0", "Vi finner ikke stedet"),
        ("?etter=W1sxXSwgWzFdXQ", "Vi finner ikke stedet"),
        ("?q=a%00b", "tegn vi ikke kan lese"),
        ("?last_ned=exe", "xlsx eller csv"),
        ("?q=" + "a" * 101, "lengre enn 100 tegn"),
    ],
)
def test_a_wrong_address_is_answered_in_words(ask: Ask, seven: list[Fjord], query: str, said: str) -> None:
    response = ask(query)
    assert response.status_code == 200
    assert said in unescape(response.content.decode())


@pytest.mark.parametrize(
    "query", ["?etter=WyJhIiwgOTk5OTk5OTk5OTk5OTk5OTk5OTk5OTldIA", "?sorter=dybde&etter=Wzk5OTk5OTk5OTk5OTk5OTksIDFd"]
)
def test_a_place_far_outside_the_list_is_no_fault_of_the_server(ask: Ask, seven: list[Fjord], query: str) -> None:
    assert ask(query).status_code == 200


def test_an_empty_register_says_why(ask: Ask, fjords: type[Fjord]) -> None:
    body = ask().content.decode()
    assert "0 fjorder" in body
    assert "Registeret er ikke lest inn ennå." in body


def test_csv_holds_all_rows_of_the_filter_in_the_order_of_the_page(ask: Ask, seven: list[Fjord]) -> None:
    response = ask("?fylke=Vestland&sorter=-dybde&last_ned=csv")
    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8"))))
    assert rows == [
        ["Navn", "Fylke", "Dybde"],
        ["Sognefjorden", "Vestland", "1303"],
        ["Hardangerfjorden", "Vestland", "893"],
        ["Sørfjorden", "Vestland", "390"],
        ["Ålfjorden", "Vestland", ""],
    ]
    assert "attachment" in response.headers["Content-Disposition"]


def test_the_workbook_says_where_it_comes_from_and_runs_no_formula(ask: Ask, fjords: type[Fjord]) -> None:
    fjords.objects.create(name="=HYPERLINK(1)", sort_key="a", county="Troms", depth=7)
    book = openpyxl.load_workbook(io.BytesIO(ask("?last_ned=xlsx").content))
    assert [[cell.value for cell in row] for row in book.worksheets[0]] == [
        ["Navn", "Fylke", "Dybde"],
        ["'=HYPERLINK(1)", "Troms", 7],
    ]
    about = {row[0].value: row[1].value for row in book.worksheets[1]}
    assert about["Kilde"] == "Prøvedata"
    assert about["Opplysninger fra"] == "1. januar 2026"
    assert about["Rader"] == "1"
    assert "Kartverket" in about["Rettigheter"]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_of_text_is_taken_for_a_formula(start: str) -> None:
    assert str(safe(f"{start}1")).startswith("'")
    assert safe(-1) == -1


def test_a_list_asks_the_database_as_often_at_three_rows_as_at_one(ask: Ask, fjords: type[Fjord]) -> None:
    def add() -> None:
        Fjord.objects.create(name="A", sort_key="a", county="Troms", depth=1)

    assert_flat(ask, add)


def test_values_look_norwegian() -> None:
    assert shown(1939) == "1\u00a0939"
    assert shown(-0.5) == "−0,5"
    assert shown(True) == "ja"
    assert shown(None) == ""


def test_python_and_the_database_fold_alike(seven: list[Fjord]) -> None:
    for row in REGISTER.rows(VISITOR):
        assert Fjord.objects.filter(pk=row.pk).exists()
        assert folded(row.name) == folded(row.name.upper())


def test_a_list_cannot_be_posted_to(rf: RequestFactory) -> None:
    assert list_page(REGISTER)(rf.post("/fjorder/")).status_code == 405
