"""The pages whose address depends on a row, found as people find them: by following links.

The search begins at one row of each kind the table of who may open what names, at what is made for it beside, and at
the pages every browser test visits; then it follows the links a page shows. A page counts as another when its view is
another or a word of its address is (``/avslutt/`` and ``/forleng/`` are two deeds); of pages that differ by a row
alone the first one found stands for all. Files, parts of pages and what is only sent are no pages.
"""

import re
from collections import deque
from collections.abc import Iterable, Iterator
from html import unescape
from typing import Any, NamedTuple

from django.test import Client
from django.urls import Resolver404, ResolverMatch, resolve, reverse

from tests import roles
from tests.access.urls import NOBODY, OPEN, PAGES, SIGNED_IN, Page
from tests.browser import pages, records_made
from tests.roles import client_as

LINK = re.compile(r'<a\b[^>]*?\shref="(/[^"#]+)')
WORD = re.compile(r"[a-z_-]{2,}")
SAME_ANYWHERE = ("public:", "desk:", "establishments:institution", "outreach:rule_change")
"""Views whose words are places and guides: one stands for all."""
FIRST = (roles.TRUST_COORDINATOR, roles.MUNICIPAL_LEADER, *roles.ROLES)

Kind = tuple[str, ...]


class Way(NamedTuple):
    """A page and who opens it: a role, the name of a link that was followed, or nobody."""

    role: str
    path: str


class Search:
    """Follows links until there is no page of a new kind. ``found``: kind → the first way to such a page."""

    def __init__(self, planted: dict[str, tuple[object, ...]]) -> None:
        self.clients = {"": Client(), **{role: client_as(role) for role in roles.ROLES}}
        self.found: dict[Kind, Way] = {}
        self.asked: set[tuple[str, Kind] | Way] = set()
        self.waiting = deque([*in_table(planted), *(Way(*one) for one in records_made.made(self.clients, planted))])
        self.waiting.extend(Way(seen.role, seen.path) for seen in pages.PAGES if seen.status == 200)
        while self.waiting:
            self._follow(self.waiting.popleft())

    def _follow(self, way: Way) -> None:
        match = matched(way.path)
        if match is None or way in self.asked or (way.role, kind_of(match)) in self.asked:
            return
        self.asked.add(way)
        html = self._html(way)
        if html is None:
            return
        self.asked.add((way.role, kind_of(match)))
        if match.kwargs:
            self.found.setdefault(kind_of(match), way)
        self.waiting.extend(self._links(way.role, html))

    def _html(self, way: Way) -> str | None:
        answer: Any = self.clients[way.role].get(way.path)
        if answer.status_code not in (200, 302) or answer.streaming:
            return None
        if answer.status_code == 302:
            self.waiting.append(Way(way.role, answer.headers["Location"]))
            return None
        html = str(answer.content.decode(errors="replace"))
        return html if "<html" in html else None

    def _links(self, role: str, html: str) -> Iterable[Way]:
        """New ways from a page; what is open to all is looked at once, as a visitor."""
        for href in LINK.findall(html):
            path = unescape(href)
            match = matched(path)
            if match is not None and (match.kwargs or role):
                open_to_all = match.view_name.startswith(SAME_ANYWHERE[:3])
                yield Way("" if open_to_all else role, path)


def matched(path: str) -> ResolverMatch | None:
    """The view of an address, or None for an address that is not ours."""
    try:
        return resolve(path.partition("?")[0])
    except Resolver404:
        return None


def kind_of(match: ResolverMatch) -> Kind:
    """The view and the words of the address that are no row's: a deed, a step."""
    if match.view_name.startswith(SAME_ANYWHERE):
        return (match.view_name,)
    words = [word for word in match.kwargs.values() if isinstance(word, str) and WORD.fullmatch(word)]
    return (match.view_name, *words)


def role_of(line: Page) -> str | None:
    """Who opens an address of the table; None when nobody does without something of one's own."""
    if line.may in (NOBODY, OPEN):
        return None if line.may == NOBODY else ""
    if line.may == SIGNED_IN:
        return roles.TRUST_COORDINATOR
    return next(role for role in FIRST if role in line.may)


def in_table(planted: dict[str, tuple[object, ...]]) -> Iterator[Way]:
    """The addresses with a row in them that somebody may open."""
    for name, line in PAGES.items():
        args = planted[line.args] if isinstance(line.args, str) else line.args
        role = role_of(line)
        if args and role is not None:
            yield Way(role, reverse(name, args=args) + line.query)
