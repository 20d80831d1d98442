"""The search box: a page of results by kind, and the first of them while one types."""

from collections.abc import Callable, Iterable
from datetime import date
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base.actor import Actor
from alisveien.base.finding import LONGEST, NEAR, Finder, Group
from alisveien.base.request import Request

Page = Callable[[HttpRequest], HttpResponse]
FIRST, FIRST_OF_KIND = 8, 4
"""How many results are shown while one types, and how many of each kind."""


def groups_found(finders: Iterable[Finder], actor: Actor, words: str, today: date) -> list[Group]:
    """What every finder finds, the group with the nearest hit first; groups as near stand in the finders' order.

    When something has the words as they stand, what is only near them is left out.
    """
    groups = [group for find in finders for group in find(actor, words, today)]
    nearest = min((group.score for group in groups), default=0)
    return sorted((group for group in groups if _belongs(group, nearest)), key=lambda group: group.score)


def _belongs(group: Group, nearest: int) -> bool:
    return not (group.score >= NEAR > nearest)


def _asked(request: HttpRequest) -> str:
    return request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST]


def search(finders: Iterable[Finder]) -> Page:
    """The page of results."""
    several = tuple(finders)

    @never_cache
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        """Places, people, goals, enquiries and help with the words, as far as one may see them."""
        words = _asked(request)
        found = groups_found(several, cast(Request, request).actor, words, timezone.localdate()) if words else []
        return render(request, "desk/search.html", {"words": words, "groups": found})

    return view


def suggestions(finders: Iterable[Finder]) -> Page:
    """The first results as a part of a page, for the list below the search box."""
    several = tuple(finders)

    @never_cache
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        """The first results of each kind while one types."""
        words = _asked(request)
        found = groups_found(several, cast(Request, request).actor, words, timezone.localdate()) if words else []
        rows = [(group.heading, hit) for group in found for hit in group.hits[:FIRST_OF_KIND]][:FIRST]
        return render(request, "desk/_suggestions.html", {"rows": rows, "words": words})

    return view
