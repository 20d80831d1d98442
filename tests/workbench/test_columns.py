"""Choosing and ordering the columns of a list."""

import csv
import io
import re
from html import unescape

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory

from alisveien.base.actor import VISITOR
from alisveien.workbench.pages import list_page
from tests.workbench.fjords import REGISTER, Fjord


@pytest.fixture
def fjords(db: None) -> None:
    """The table with one row."""
    with connection.schema_editor() as editor:
        editor.create_model(Fjord)
    Fjord.objects.create(name="Lyngen", sort_key="lyngen", county="Troms", depth=320)


def ask(query: str) -> HttpResponse:
    request = RequestFactory().get(f"/fjorder/{query}")
    request.actor = VISITOR  # type: ignore[attr-defined]
    return list_page(REGISTER)(request)


def heads(response: HttpResponse) -> list[str]:
    found = re.findall(r'<th role="columnheader"[^>]*>(.*?)</th>', response.content.decode(), re.S)
    return [re.sub(r"<[^>]*>", "", head).strip() for head in found]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["Navn", "Fylke", "Dybde"]),
        ("?kolonner=navn,dybde,fylke", ["Navn", "Dybde", "Fylke"]),
        ("?kolonner=navn&kolonner=dybde", ["Navn", "Dybde"]),
        ("?kolonner=navn", ["Navn"]),
        ("?kolonner=dybde", ["Navn", "Dybde"]),
        ("?kolonner=dybde,navn,dybde", ["Navn", "Dybde"]),
        ("?kolonner=navn,fylke,dybde&flytt=opp-dybde", ["Navn", "Dybde", "Fylke"]),
        ("?kolonner=navn,fylke,dybde&flytt=ned-fylke", ["Navn", "Dybde", "Fylke"]),
        ("?kolonner=navn,fylke,dybde&flytt=opp-fylke", ["Navn", "Fylke", "Dybde"]),
        ("?kolonner=navn,fylke,dybde&flytt=ned-dybde", ["Navn", "Fylke", "Dybde"]),
        ("?kolonner=navn,fylke&flytt=opp-dybde", ["Navn", "Fylke"]),
        ("?kolonner=navn,fylke&flytt=tull", ["Navn", "Fylke"]),
    ],
)
def test_the_address_says_which_columns_and_in_which_order(fjords: None, query: str, shown: list[str]) -> None:
    assert heads(ask(query)) == shown


def test_a_column_that_is_not_there_is_left_out_and_said(fjords: None) -> None:
    response = ask("?kolonner=navn,hemmelig,dybde")
    assert heads(response) == ["Navn", "Dybde"]
    assert "Kolonnen «hemmelig» finnes ikke i lista og er utelatt." in response.content.decode()


def test_the_file_holds_the_columns_shown_in_their_order(fjords: None) -> None:
    body = ask("?kolonner=navn,dybde,fylke&last_ned=csv").content.decode()
    assert list(csv.reader(io.StringIO(body))) == [["Navn", "Dybde", "Fylke"], ["Lyngen", "320", "Troms"]]


def test_every_way_on_from_the_page_keeps_the_columns(fjords: None) -> None:
    body = unescape(ask("?q=lyngen&kolonner=navn,dybde&fylke=Troms").content.decode())
    links = [href for href in re.findall(r'href="(\?[^"]*)"', body) if "sorter" in href or "last_ned" in href]
    assert len(links) > 4
    usual = [href for href in links if "kolonner" not in href]
    assert usual == ["?q=lyngen&fylke=Troms&sorter=navn#antall"]
    assert '<input type="hidden" name="kolonner" value="navn,dybde">' in body


def test_the_chooser_carries_the_search_and_the_filters(fjords: None) -> None:
    body = ask("?q=lyngen&fylke=Troms&sorter=-dybde").content.decode()
    form = body[body.index('id="kolonner"') : body.index("</details>", body.index('id="kolonner"'))]
    carried = re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)">', form)
    assert carried == [("q", "lyngen"), ("fylke", "Troms"), ("sorter", "-dybde"), ("kolonner", "navn")]


def test_the_chooser_is_open_after_a_move_and_no_button_leads_nowhere(fjords: None) -> None:
    body = ask("?kolonner=navn,fylke,dybde&flytt=opp-dybde").content.decode()
    assert re.search(r'id="kolonner" open', body)
    assert re.findall(r'name="flytt" value="([^"]*)"', body) == ["ned-dybde", "opp-fylke"]
    assert not re.search(r'id="kolonner" open', ask("").content.decode())
