"""What is sent compressed, and what never is."""

import gzip
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory

from alisveien.base.shipped import REGISTER
from alisveien.config import settings as ours
from alisveien.config.compression import OpenAnswers, pressed_copy
from alisveien.public.loading import load_register

SHEET = "packages/designsystemet.css"
WORDS = "Kommunen avgjør. " * 100


def taken(client: Client, path: str, **headers: str) -> HttpResponse:
    return client.get(path, headers={"accept-encoding": "gzip, br", **headers})  # type: ignore[return-value]


def test_a_style_sheet_is_sent_compressed_to_those_who_take_it(client: Client) -> None:
    plain = ours.PACKAGE_FILES[SHEET].read_bytes()
    pressed = taken(client, f"/static/{SHEET}")
    body = b"".join(pressed)
    assert pressed.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in pressed.headers["Vary"]
    assert "max-age=31536000" in pressed.headers["Cache-Control"]
    assert gzip.decompress(body) == plain
    assert len(body) < len(plain) / 4
    asis = client.get(f"/static/{SHEET}")
    assert "Content-Encoding" not in asis.headers
    assert b"".join(asis) == plain  # type: ignore[arg-type]


def test_a_font_is_not_compressed_twice(client: Client) -> None:
    font = taken(client, "/static/packages/inter-latin.woff2")
    assert "Content-Encoding" not in font.headers
    assert b"".join(font) == ours.PACKAGE_FILES["packages/inter-latin.woff2"].read_bytes()


def test_a_changed_file_gets_another_copy(tmp_path: Path, settings: LazySettings) -> None:
    settings.LOCAL = tmp_path / "home"
    first, second = tmp_path / "a.css", tmp_path / "b.css"
    first.write_text("a {}")
    second.write_text("b {}")
    copies = [pressed_copy(first), pressed_copy(second)]
    assert [gzip.decompress(copy.read_bytes()) for copy in copies if copy] == [b"a {}", b"b {}"]
    assert sorted(path.name for path in (tmp_path / "home/static").iterdir()) == sorted(c.name for c in copies if c)


def test_where_no_copy_can_be_written_the_file_is_sent_as_it_is(
    tmp_path: Path, settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / "home").write_text("a file where a folder should be")
    settings.LOCAL = tmp_path / "home"
    sheet = tmp_path / "c.css"
    sheet.write_text("c {}")
    with caplog.at_level("WARNING", logger="alisveien"):
        assert pressed_copy(sheet) is None
    assert "uncompressed" in caplog.text


@pytest.mark.django_db
def test_the_open_map_weighs_little(client: Client) -> None:
    load_register(REGISTER, on=date(2026, 11, 22))
    pressed = taken(client, "/kart/")
    assert pressed.headers["Content-Encoding"] == "gzip"
    assert len(pressed.content) < 80_000
    assert gzip.decompress(pressed.content).decode().count("<path") > 357


def test_a_browser_with_a_cookie_gets_nothing_compressed(client: Client) -> None:
    assert taken(client, "/stil/").headers["Content-Encoding"] == "gzip"
    client.cookies["sessionid"] = "secret"
    assert "Content-Encoding" not in taken(client, "/stil/").headers


def test_a_request_with_a_key_gets_nothing_compressed(client: Client) -> None:
    assert "Content-Encoding" not in taken(client, "/stil/", authorization="Bearer secret").headers


def with_token(request: HttpRequest) -> HttpResponse:
    response = HttpResponse(WORDS + get_token(request))
    response.set_cookie("csrftoken", request.META["CSRF_COOKIE"])
    return response


@pytest.mark.parametrize(
    ("view", "pressed"),
    [
        (lambda request: HttpResponse(WORDS), True),
        (lambda request: HttpResponse(WORDS, content_type="text/csv; charset=utf-8"), True),
        (lambda request: HttpResponse(WORDS, content_type="application/zip"), False),
        (with_token, False),
    ],
)
def test_only_words_without_a_token_are_compressed(
    rf: RequestFactory, view: Callable[[HttpRequest], HttpResponse], pressed: bool
) -> None:
    answer = OpenAnswers(view)(rf.get("/", headers={"accept-encoding": "gzip"}))
    assert answer.has_header("Content-Encoding") is pressed
