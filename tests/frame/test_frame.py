"""Headers, refusals, log and error pages: what surrounds every page."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from alisveien.base import views
from alisveien.base.actor import VISITOR
from alisveien.base.errors import NotAllowed
from alisveien.base.storage import fingerprint
from alisveien.config import middleware, settings

ROOT = Path(__file__).resolve().parents[2]


def answer(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok")


def test_the_policy_allows_nothing_inline_and_no_other_host(client: Client) -> None:
    policy = client.get("/stil/").headers["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert "*" not in policy


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("X-Content-Type-Options", "nosniff"),
        ("X-Frame-Options", "DENY"),
        ("Referrer-Policy", "same-origin"),
        ("Cross-Origin-Opener-Policy", "same-origin"),
        ("Cross-Origin-Resource-Policy", "same-origin"),
    ],
)
def test_every_page_carries_the_safety_headers(client: Client, header: str, value: str) -> None:
    assert client.get("/stil/").headers[header] == value
    assert client.get("/finnes-ikke/").headers[header] == value


def test_permissions_are_given_to_nobody(client: Client) -> None:
    assert "camera=()" in client.get("/stil/").headers["Permissions-Policy"]


def test_pages_hold_no_inline_style_or_script(client: Client) -> None:
    body = client.get("/stil/").content.decode()
    assert " style=" not in body
    assert "<style" not in body
    assert " onclick=" not in body
    assert body.count("<script") == body.count("<script src=")


def test_a_visitor_gets_no_cookie(client: Client) -> None:
    assert not client.get("/stil/").cookies


def test_health_needs_no_database(client: Client) -> None:
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok\n")


@pytest.mark.django_db
def test_readiness_asks_the_database(client: Client) -> None:
    assert client.get("/readyz").status_code == 200


def test_a_missing_page_says_what_to_do(client: Client) -> None:
    response = client.get("/finnes-ikke/")
    assert response.status_code == 404
    body = response.content.decode()
    assert "Vi finner ikke siden" in body
    assert "Dette kan du gjøre" in body
    assert "Øvingsdata." in body


def test_every_fault_has_a_page_that_asks_no_database(rf: RequestFactory) -> None:
    for status, said in (
        (400, views.bad_request(rf.get("/"))),
        (403, views.forbidden(rf.get("/"))),
        (403, views.csrf_failed(rf.get("/"))),
        (404, views.not_found(rf.get("/"))),
        (500, views.server_error(rf.get("/"))),
        (503, views.unavailable(rf.get("/"))),
    ):
        assert said.status_code == status
        assert "<h1>" in said.content.decode()
        assert said.headers["Cache-Control"] == "no-store"


def test_not_allowed_becomes_403_with_its_reason(rf: RequestFactory) -> None:
    handle = middleware.refusals(answer)
    response = handle.process_exception(rf.get("/"), NotAllowed("Bare UNN kan frigi runden."))
    assert response is not None
    assert response.status_code == 403
    assert "Bare UNN kan frigi runden." in response.content.decode()


def test_a_silent_database_becomes_503_and_says_when_to_come_back(rf: RequestFactory) -> None:
    response = middleware.refusals(answer).process_exception(rf.get("/"), OperationalError("gone"))
    assert response is not None
    assert response.status_code == 503
    assert response.headers["Retry-After"] == "60"


def test_other_faults_are_left_to_django(rf: RequestFactory) -> None:
    assert middleware.refusals(answer).process_exception(rf.get("/"), KeyError("x")) is None


def test_who_sends_no_session_cookie_is_a_visitor_and_no_database_is_asked(rf: RequestFactory) -> None:
    seen = []
    ask: Callable[[HttpRequest], HttpResponse] = middleware.actor(
        lambda request: (seen.append(request.actor), answer(request))[1]  # type: ignore[attr-defined,func-returns-value]
    )
    ask(rf.get("/"))
    assert seen == [VISITOR]


def test_the_log_names_the_page_but_neither_query_nor_asker(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="alisveien.request"):
        client.get("/stil/?navn=Piera+Solbakken", REMOTE_ADDR="192.0.2.7")
    lines = [record.getMessage() for record in caplog.records if record.name == "alisveien.request"]
    assert len(lines) == 1
    assert lines[0].startswith("GET stil 200 ")
    assert "Piera" not in lines[0]
    assert "192.0.2.7" not in lines[0]


def test_static_addresses_change_with_their_content(client: Client) -> None:
    body = client.get("/stil/").content.decode()
    assert f"/static/base/app.css?v={fingerprint('base/app.css')}" in body
    assert fingerprint("base/finnes-ikke.css") == ""


def test_package_files_are_served_from_where_they_lie(client: Client) -> None:
    for name, path in settings.PACKAGE_FILES.items():
        response = client.get(f"/static/{name}")
        assert response.status_code == 200
        assert b"".join(response) == path.read_bytes()
        assert "max-age=31536000" in response.headers["Cache-Control"]


def test_behind_https_a_secret_of_its_own_is_asked_for() -> None:
    ours = {name: value for name, value in os.environ.items() if name != "SECRET_KEY"}
    asked = [sys.executable, "-c", "import alisveien.config.settings as s; print(s.SECURE_HSTS_SECONDS > 0)"]
    for secret, code in (({}, 1), ({"SECRET_KEY": "a-secret"}, 0)):
        done = subprocess.run(
            asked, cwd=ROOT, env={**ours, "ALISVEIEN_HTTPS": "1", **secret}, capture_output=True, check=False
        )
        assert done.returncode == code


def test_the_theme_is_what_its_maker_makes() -> None:
    made = subprocess.run([sys.executable, "frontend/theme/make_theme.py", "--check"], cwd=ROOT, check=False)
    assert made.returncode == 0, "Run python frontend/theme/make_theme.py"


def test_no_style_sheet_asks_another_host() -> None:
    for sheet in (ROOT / "alisveien").rglob("*.css"):
        text = sheet.read_text(encoding="utf-8")
        assert "http://" not in text, sheet
        assert "https://" not in text, sheet
