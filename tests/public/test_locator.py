"""The small map of a municipality: where things lie, and that every municipality has one."""

import re

import pytest
from django.test import Client

from alisveien.public.map.locator import HEIGHT, WIDTH, Site, locator, pieces
from alisveien.public.map.projection import metres

TROMSO = Site("UNN Tromsø", 69.68, 18.98)
STORSLETT = Site("Sonjatun (Storslett)", 69.77, 21.03)


@pytest.fixture
def register(fresh_register: None) -> None:
    """Every test stands on the register."""


def test_the_middle_of_the_zone_lies_on_its_meridian() -> None:
    east, north = metres(60.0, 15.0)
    assert east == pytest.approx(500_000, abs=0.01)
    assert north == pytest.approx(6_651_411.19, abs=1)


def test_east_and_west_of_the_meridian_mirror_each_other() -> None:
    (west, one), (east, other) = metres(65, 10), metres(65, 20)
    assert west + east == pytest.approx(1_000_000, abs=0.01)
    assert one == pytest.approx(other, abs=0.01)


def test_a_hospital_lies_in_its_own_municipality() -> None:
    east, north = metres(TROMSO.lat, TROMSO.lon)
    around = [p for p in pieces() if p.left <= east <= p.right and p.bottom <= north <= p.top]
    assert "5501" in {piece.number for piece in around}


def test_the_local_hospital_is_in_the_picture_and_the_only_one_named() -> None:
    picture = locator("5540", "Kåfjord", (TROMSO, STORSLETT))
    assert picture is not None
    assert [mark.name for mark in picture.marks] == ["", "UNN Tromsø"]
    assert {mark.title for mark in picture.marks} == {"UNN Tromsø", "Sonjatun (Storslett)"}


def test_every_municipality_is_drawn_within_its_picture() -> None:
    for number in sorted({piece.number for piece in pieces()}):
        picture = locator(number, "Navn", ())
        assert picture is not None
        starts = re.findall(r"M(-?\d+) (-?\d+)", picture.chosen)
        assert starts
        assert all(-1 <= int(x) <= WIDTH + 1 and -1 <= int(y) <= HEIGHT + 1 for x, y in starts)
        assert 0 <= picture.x <= WIDTH
        assert 0 <= picture.y <= HEIGHT
        assert len(picture.land) + len(picture.chosen) < 14_000


def test_a_municipality_without_borders_has_no_picture() -> None:
    assert locator("9999", "Ingen", ()) is None


@pytest.mark.django_db
def test_the_page_shows_the_picture_with_the_hospital(client: Client, register: None) -> None:
    text = client.get("/kommuner/5540/").content.decode()
    assert 'class="locator"' in text
    assert "Kart over Kåfjord" in text
    assert "style=" not in text


@pytest.mark.django_db
def test_an_office_tells_its_hosts_in_order_with_their_periods(client: Client, register: None) -> None:
    text = client.get("/kontor/ost/").content.decode()
    assert "fra 20. august 2020, sagt opp 21. desember 2021" in text
    assert text.index(">Hamar</a>") < text.index(">Ringsaker</a>")
    assert "2020-06-01" not in client.get("/kontor/nord/").content.decode()
