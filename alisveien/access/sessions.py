"""The session of somebody who follows a one-time link: its own, short, and over with the task."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpRequest
from django.shortcuts import resolve_url

from alisveien.access.tasks_by_link import link_tasks

ERRAND = "errand"
LONGEST = timedelta(hours=2)


def begin_errand(request: HttpRequest, link: Any, at: datetime) -> str:
    """Put the link in a fresh session (whoever was signed in here is signed out) and give the address of its page."""
    request.session.flush()
    request.session[ERRAND] = link.pk
    request.session.set_expiry(int(min(LONGEST, link.expires_at - at).total_seconds()) or 1)
    task = link_tasks()[link.task]
    return resolve_url(task.page, link.about) if link.about else resolve_url(task.page)


def errand_of(request: HttpRequest) -> int | None:
    """The id of the link this session came by, or None."""
    found: int | None = request.session.get(ERRAND)
    return found
