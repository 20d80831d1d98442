"""The page of long work follows it by itself, and ends with the summary. Also: axe on each state, and on the log."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from alisveien.accounts.models import User
from alisveien.base.models import LongTask
from tests.browser.axe import findings
from tests.browser.conftest import Open

EMAIL = "kari-i-arbeid@example.no"
Outside = Callable[[Callable[[], Any]], Any]


@pytest.fixture
def outside(server: str) -> Iterator[Outside]:
    """Do something in the database as another process would: committed at once, seen by the server."""
    with ThreadPoolExecutor(1) as thread:
        yield lambda deed: thread.submit(deed).result()
        thread.submit(clear).result()


def clear() -> None:
    """Take away what the tests made, and close the connection of this thread."""
    LongTask.objects.all().delete()
    User.objects.filter(email=EMAIL).delete()
    connection.close()


def sign_in() -> tuple[int, str]:
    """A user with a session; the user's number and the session's key."""
    user = User.objects.create_user(EMAIL, "Kari Prøve", "et langt passord 42")
    client = Client()
    client.force_login(user)
    return user.pk, client.cookies[settings.SESSION_COOKIE_NAME].value


def task_of(user_id: int, **state: Any) -> LongTask:
    now = timezone.now()
    words = {"title": "Leser inn 2 400 innmeldinger", "unit": "rader", "started_at": now, "changed_at": now}
    return LongTask.objects.create(kind="tests.slow", started_by=user_id, **words, **state)


def signed_in(open_page: Open, outside: Outside, server: str, **options: Any) -> tuple[Page, int]:
    user_id, key = outside(sign_in)
    page = open_page("/stil/", **options)
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": server}])
    return page, user_id


def test_the_page_follows_the_work_to_its_end(open_page: Open, outside: Outside, server: str) -> None:
    page, user_id = signed_in(open_page, outside, server)
    task = outside(lambda: task_of(user_id, state="running", done=10, total=2400))
    page.goto(f"{server}/arbeid/{task.key}/")
    expect(page.get_by_role("progressbar", name="Framdrift")).to_have_js_property("value", 10)
    outside(lambda: LongTask.objects.update(done=1200))
    expect(page.get_by_text("1 200 av 2 400 rader er ferdige")).to_be_visible()
    expect(page.get_by_role("progressbar", name="Framdrift")).to_have_js_property("value", 1200)
    outside(
        lambda: LongTask.objects.update(
            state="done", done=2400, ended_at=timezone.now(), summary="2 388 er lest inn.", result="/runder/"
        )
    )
    expect(page.get_by_text("2 388 er lest inn.")).to_be_visible()
    page.get_by_role("link", name="Se resultatet").click()
    expect(page).to_have_url(f"{server}/runder/")
    assert page.noted == []  # type: ignore[attr-defined]


def test_without_script_the_page_has_a_way_to_look_again(open_page: Open, outside: Outside, server: str) -> None:
    page, user_id = signed_in(open_page, outside, server, script=False)
    task = outside(lambda: task_of(user_id, state="running", done=10, total=2400))
    page.goto(f"{server}/arbeid/{task.key}/")
    outside(lambda: LongTask.objects.update(done=1200))
    page.get_by_role("link", name="Se hvor langt det er kommet").click()
    expect(page.get_by_text("1 200 av 2 400 rader er ferdige")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_any_state(open_page: Open, outside: Outside, server: str, scheme: str) -> None:
    page, user_id = signed_in(open_page, outside, server, width=390, scheme=scheme)
    now = timezone.now()
    for state in (
        {"state": "waiting"},
        {"state": "running"},
        {"state": "running", "done": 3, "total": 9},
        {"state": "done", "ended_at": now, "summary": "Ferdig.", "result": "/runder/"},
        {"state": "failed", "ended_at": now, "summary": "Noe gikk galt.", "origin": "/runder/"},
    ):
        task = outside(lambda state=state: task_of(user_id, **state))
        page.goto(f"{server}/arbeid/{task.key}/")
        assert findings(page) == [], state
    page.goto(f"{server}/arbeid/")
    assert findings(page) == []
    assert page.noted == []  # type: ignore[attr-defined]
