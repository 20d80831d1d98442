"""What happens around every request: one log line, headers, who asks, and refusals in words."""

import logging
import time
from collections.abc import Callable

from django.conf import settings
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from alisveien.access.queries import actor_by_link, actor_for
from alisveien.access.sessions import errand_of
from alisveien.accounts.sessions import used_second_factor
from alisveien.base import views
from alisveien.base.actor import VISITOR, Actor
from alisveien.base.errors import NotAllowed
from alisveien.journal.history import history_context

Handler = Callable[[HttpRequest], HttpResponse]

log = logging.getLogger("alisveien.request")

SAFE_METHODS = ("GET", "HEAD", "OPTIONS")
PERMISSIONS_POLICY = (
    "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), "
    "microphone=(), midi=(), payment=(), usb=()"
)


def request_line(get_response: Handler) -> Handler:
    """Log method, URL name, status and milliseconds. Never the query, the address of the asker or a path
    (a path may hold a number that belongs to a person)."""

    def handle(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        match = request.resolver_match
        name = match.view_name if match and match.view_name else "-"
        taken = (time.perf_counter() - began) * 1000
        log.info("%s %s %d %.0f ms", request.method, name, response.status_code, taken)
        return response

    return handle


def extra_headers(get_response: Handler) -> Handler:
    """Add the headers Django has no setting for."""

    def handle(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", PERMISSIONS_POLICY)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return response

    return handle


def actor(get_response: Handler) -> Handler:
    """Put who asks on the request. Who sends no session cookie is a visitor, and nothing is asked of the database."""

    def handle(request: HttpRequest) -> HttpResponse:
        request.actor, request.actor_name = VISITOR, ""  # type: ignore[attr-defined]
        try:
            request.actor, request.actor_name = who_asks(request)  # type: ignore[attr-defined]
        except (OperationalError, InterfaceError) as error:
            return silent_database(request, error)
        return get_response(request)

    return handle


def who_asks(request: HttpRequest) -> tuple[Actor, str]:
    """The actor of a request and what to call them: a user with what is granted now, an errand, or a visitor."""
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return VISITOR, ""
    if request.user.is_authenticated:
        actor = actor_for(request.user, at=timezone.now(), second_factor=used_second_factor(request))
        return actor, request.user.get_full_name()
    errand = errand_of(request)
    return (actor_by_link(errand, timezone.now()) if errand else None) or VISITOR, ""


def silent_database(request: HttpRequest, error: Exception) -> HttpResponse:
    """The page that says when to come back, and a line in the log without what was asked for."""
    logging.getLogger("alisveien").error("database does not answer: %s", type(error).__name__)
    return views.unavailable(request)


def history(get_response: Handler) -> Handler:
    """Let the history of what a form changes say who sent it. Pages that are only read are left alone."""

    def handle(request: HttpRequest) -> HttpResponse:
        if request.method in SAFE_METHODS:
            return get_response(request)
        with history_context(request.actor):  # type: ignore[attr-defined]
            return get_response(request)

    return handle


class refusals:  # noqa: N801 - a middleware named like its neighbours
    """Turn NotAllowed into 403 and a database that does not answer into 503, both as pages in words."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass the request on."""
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The page for a refusal; None (let Django go on) for every other fault."""
        if isinstance(exception, NotAllowed):
            return views.forbidden(request, exception)
        if isinstance(exception, (OperationalError, InterfaceError)):
            return silent_database(request, exception)
        return None
