"""The map as a picture that stands alone: with title, legend, day and source, in lines and in points."""

import struct
import zlib
from collections import Counter

import pytest
from django.test import Client

from alisveien.public.map.alone import WIDE

pytestmark = pytest.mark.usefixtures("register", "db")
PETROL, PAPER = (0x1D, 0x66, 0x6C), (255, 255, 255)


@pytest.fixture
def register(fresh_register: None) -> None:
    """Every test stands on the register."""


def points_of(png: bytes) -> tuple[int, int, Counter[tuple[int, ...]]]:
    """Width, height and how many points there are of each colour: read without a library."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    at, data, head = 8, b"", b""
    while at < len(png):
        (length,), kind = struct.unpack(">I", png[at : at + 4]), png[at + 4 : at + 8]
        body = png[at + 8 : at + 8 + length]
        head = body if kind == b"IHDR" else head
        data += body if kind == b"IDAT" else b""
        at += 12 + length
    width, height, depth, colour = struct.unpack(">IIBB", head[:10])
    assert (depth, colour) in ((8, 2), (8, 6))
    return width, height, _counted(zlib.decompress(data), width, height, 3 if colour == 2 else 4)


def _counted(raw: bytes, width: int, height: int, size: int) -> Counter[tuple[int, ...]]:
    seen: Counter[tuple[int, ...]] = Counter()
    before = bytearray(width * size)
    for row in range(height):
        start = row * (width * size + 1)
        line = _unfiltered(raw[start], bytearray(raw[start + 1 : start + 1 + width * size]), before, size)
        seen.update(zip(line[0::size], line[1::size], line[2::size], strict=True))
        before = line
    return seen


def _unfiltered(how: int, line: bytearray, above: bytearray, size: int) -> bytearray:
    for i in range(len(line) if how else 0):
        left, up, corner = line[i - size] if i >= size else 0, above[i], above[i - size] if i >= size else 0
        guess = (0, left, up, (left + up) // 2, _nearest(left, up, corner))[how]
        line[i] = (line[i] + guess) & 255
    return line


def _nearest(left: int, up: int, corner: int) -> int:
    guess = left + up - corner
    return min((left, up, corner), key=lambda one: abs(guess - one))


def test_the_picture_in_points_has_its_size_and_colours() -> None:
    answer = Client().get("/kart/bilde.png?vis=kontor")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="kommuner-paa-kart.png"'
    width, height, colours = points_of(answer.content)
    assert width == WIDE
    assert 1700 < height < 2000
    assert width * height // 4 < colours[PAPER] < width * height
    assert colours[PETROL] > 5_000


def test_another_figure_and_another_day_are_other_pictures() -> None:
    client = Client()
    pictures = {client.get(f"/kart/bilde.png{query}").content for query in ("", "?vis=kontor", "?per=2021-12-31")}
    assert len(pictures) == 3
    named = client.get("/kart/bilde.png?per=2021-12-31").headers["Content-Disposition"]
    assert named == 'attachment; filename="kommuner-paa-kart-2021-12-31.png"'


def test_title_legend_day_and_source_stand_on_the_picture() -> None:
    picture = Client().get("/kart/bilde.svg?vis=kontor&per=2021-12-31&form=tabell").content.decode()
    for words in ("Kontorenes områder", "per 31. desember 2021", "ikke i noe område: 1", "Kartverket"):
        assert words in picture, words
    assert "href" not in picture


def test_the_chosen_municipality_is_outlined_and_not_filled() -> None:
    picture = Client().get("/kart/bilde.svg?kommune=5540").content.decode()
    assert 'class="map-chosen"' in picture
    assert ".map-chosen{fill:none" in picture
