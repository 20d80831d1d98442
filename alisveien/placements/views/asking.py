"""Who asks, and what they ask for, in the views of this area."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from alisveien.base.actor import Actor
from alisveien.base.request import Request
from alisveien.engines.distribution.run import Distribution
from alisveien.placements import queries


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return cast(Request, request).actor


def round_of(request: HttpRequest, year: int, trust: str) -> queries.FoundRound:
    """The round, or 404 when the actor may not see the trust's list."""
    found = queries.round_for(actor_of(request), year, trust)
    if found is None:
        raise Http404
    return found


def run_of(request: HttpRequest, year: int, trust: str) -> tuple[queries.FoundRound, queries.FoundRun, Distribution]:
    """The round, the run it shows and what that found; 404 before anything was tried."""
    round_ = round_of(request, year, trust)
    run = queries.shown_run(round_)
    if run is None:
        raise Http404
    return round_, run, queries.distribution_of(run)


def download(content: bytes, name: str, kind: str) -> HttpResponse:
    """A file to be saved, kept by nobody on the way."""
    response = HttpResponse(content, content_type=kind)
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


now = timezone.now
