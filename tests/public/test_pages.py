"""The open pages: what shows, what does not, and what a wrong address gets."""

from datetime import date

import pytest
from django.test import Client

TODAY = date(2026, 11, 22)
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def register(fresh_register: None) -> None:
    """Every test stands on the register."""


@pytest.mark.parametrize(
    ("path", "shown"),
    [
        ("/", ["357", "73", "162", "Helseforetaket avgjør"]),
        ("/kommuner/", ["357", "Alstahaug"]),
        ("/kommuner/?q=gaivuotna", ["Kåfjord"]),
        ("/kommuner/?kontor=oslo", ["Oslo"]),
        ("/kommuner/5540/", ["Kåfjord", "Gáivuotna", "UNN Tromsø", "UNN Åsgård", "5426", "Nord"]),
        ("/kommuner/0301/", ["Oslo", "Ikke i noe kontors"]),
        ("/kommuner/1806/", ["Narvik", "UNN Narvik"]),
        ("/helseforetak/", ["Helgelandssykehuset HF", "Sunnaas"]),
        ("/helseforetak/983974899/", ["UNN Harstad", "Revmatologi", "2026", "18", "Kåfjord"]),
        ("/helseforetak/883971752/", ["ingen plan", "Ingen kommuner"]),
        ("/sykehus/", ["UNN Tromsø", "73"]),
        ("/sykehus/unn-tromso/", ["Revmatologi", "UNN Åsgård", "Karlsøy"]),
        ("/sykehus/unn-asgard/", ["UNN Tromsø", "Rus og avhengighet", "Karlsøy"]),
        ("/sykehus/unn-longyearbyen/", ["Longyearbyen"]),
        ("/kontor/", ["ALIS og SamLIS Øst", "80"]),
        ("/kontor/ost/", ["Hamar", "Ringsaker", "85", "84"]),
        ("/laringsmal/", ["ALM-001", "162"]),
        ("/laringsmal/?sykehus=1", ["ALM-055", "ALM-085"]),
        ("/laringsmal/ALM-055/", ["nås i sykehus", "ALM-05"]),
        ("/sok/?q=5402", ["Harstad"]),
        ("/sok/?q=1507", ["Ålesund", "Haram"]),
        ("/sok/?q=kautokeino", ["Kautokeino"]),
        ("/sok/?q=Guovdageaidnu", ["Kautokeino"]),
        ("/sok/?q=unn", ["UNN Narvik"]),
        ("/sok/?q=finnesikke", ["Ingen treff"]),
        ("/sok/", ["Skriv navnet"]),
        ("/sok/?q=%00%27", ["Ingen treff"]),
    ],
)
def test_a_page_shows_what_it_is_about(client: Client, path: str, shown: list[str]) -> None:
    answer = client.get(path)
    assert answer.status_code == 200
    text = answer.content.decode()
    for words in shown:
        assert words in text


@pytest.mark.parametrize(
    "path",
    [
        "/kommuner/9999/",
        "/kommuner/UNN/",
        "/helseforetak/1/",
        "/helseforetak/883658752/",
        "/sykehus/finnes-ikke/",
        "/kontor/nord-vest/",
        "/laringsmal/ALM-999/",
    ],
)
def test_what_is_not_there_is_404(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/kommuner/", "/helseforetak/", "/sykehus/", "/kontor/", "/laringsmal/"])
def test_a_list_answers_any_address_and_gives_its_rows_as_files(client: Client, path: str) -> None:
    assert client.get(f"{path}?sorter=finnes-ikke&etter=xyz&ukjent=1").status_code < 500
    for kind in ("csv", "xlsx"):
        answer = client.get(f"{path}?last_ned={kind}")
        assert answer.status_code == 200
        assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize(
    ("path", "most"),
    [
        ("/", 6),
        ("/kommuner/", 12),
        ("/kommuner/5540/", 6),  # three of them for what has happened through time
        ("/helseforetak/983974899/", 10),  # the posts are two of them: the plan of the region and of the trust itself
        ("/sykehus/unn-tromso/", 9),
        ("/kontor/ost/", 9),
        ("/sok/?q=bo", 4),  # places, former numbers, goals
    ],
)
def test_a_page_asks_the_database_few_times(
    client: Client, django_assert_max_num_queries: object, path: str, most: int
) -> None:
    with django_assert_max_num_queries(most):  # type: ignore[operator]
        client.get(path)
