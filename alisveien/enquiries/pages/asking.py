"""What the views share: who asks, the office at hand, the suggestions of places."""

from collections.abc import Iterable
from html import escape
from typing import Any, cast

from django.http import HttpRequest
from django.utils.safestring import SafeString

from alisveien.base.actor import Actor
from alisveien.base.request import Request


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return cast(Request, request).actor


def suggestions(places: Iterable[tuple[int, str, str]]) -> SafeString:
    """The options of a field with suggestions: «Tromsø (5501)». Hundreds, which a template is slow to print."""
    return SafeString("".join(f'<option value="{escape(name)} ({escape(code)})">' for _key, code, name in places))


def persons_suggested(persons: Iterable[tuple[int, str, str]]) -> SafeString:
    """The options of the field of who asked: «Kari Hansen, kommuneoverlege, Alta (12)»."""
    return SafeString(
        "".join(f'<option value="{escape(name)}, {escape(told)} ({key})">' for key, name, told in persons)
    )


def named_as(person: Any) -> str:
    """A person as one is typed into the field."""
    return f"{person.name} ({person.pk})" if person else ""


def typed_as(place: Any) -> str:
    """A place as it is typed into the field."""
    return f"{place.name} ({place.code})" if place else ""
