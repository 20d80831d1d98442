"""Pages of the machinery: long work and how far it has come, and the outbox."""

from typing import Any, cast
from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base import queries, rules
from alisveien.base.errors import NotAllowed
from alisveien.base.progress import Standing, standing_of
from alisveien.base.request import Request

MOST_LETTERS = 100


def _standing(request: HttpRequest, key: UUID) -> Standing:
    task = queries.long_task_for(cast(Request, request).actor, key)
    if task is None:
        raise Http404
    return standing_of(task, timezone.now())


@never_cache
@require_safe
def long_task(request: HttpRequest, key: UUID) -> HttpResponse:
    """How far long work has come, and in the end how it went. Can be left and returned to."""
    crumbs = [(_("Arbeid du har satt i gang"), "/arbeid/"), (_("Framdrift"), "")]
    return render(request, "base/long_task.html", {"standing": _standing(request, key), "crumbs": crumbs})


@never_cache
@require_safe
def long_task_status(request: HttpRequest, key: UUID) -> JsonResponse:
    """The same for the page's script: state, done, total (or null), words, and whether it has ended."""
    standing = _standing(request, key)
    words: dict[str, Any] = {"state": standing.state, "done": standing.done, "total": standing.total}
    return JsonResponse({**words, "left": standing.left, "ended": standing.ended})


@never_cache
@require_safe
def long_tasks(request: HttpRequest) -> HttpResponse:
    """What one has put to work, newest first."""
    at = timezone.now()
    standings = [standing_of(task, at) for task in queries.long_tasks_for(cast(Request, request).actor)]
    crumbs = [(_("Arbeid du har satt i gang"), "")]
    return render(request, "base/long_tasks.html", {"standings": standings, "crumbs": crumbs})


@never_cache
@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    """Letters: with their words in a demonstration, where none leaves the machine; else which went and which not."""
    shown = settings.DEMONSTRATION
    if not shown and not rules.may_see_letters(cast(Request, request).actor):
        raise NotAllowed(_("Utboksen er for systemadministratorer."))
    found = queries.shown_letters(demonstration=True) if shown else queries.letters()
    shown_letters = list(found[:MOST_LETTERS])
    context = {
        "letters": shown_letters,
        "with_words": shown,
        "cut_at": MOST_LETTERS if len(shown_letters) == MOST_LETTERS else None,
        "crumbs": [(_("Utboks"), "")],
    }
    return render(request, "base/outbox.html", context)
