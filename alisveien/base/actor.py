"""Who reads or writes: a value handed down from the page, never looked up below it.

An actor is a signed-in user, somebody who followed a one-time link, or a visitor. What each may do is a tuple of
grants; the names of permissions and roles belong to ``access``, so they are plain texts here.
"""

from collections.abc import Iterable
from dataclasses import dataclass


class Everywhere:
    """The reach of those who serve the whole country: every place is within it."""

    def __contains__(self, place_id: object) -> bool:
        return True

    def __repr__(self) -> str:
        return "EVERYWHERE"


EVERYWHERE = Everywhere()
Reach = frozenset[int] | Everywhere


@dataclass(frozen=True, slots=True)
class Grant:
    """A role with what it permits and where. ``places`` are primary keys of ``places.Place``; None is everywhere.

    ``held_at`` is the place the role is held at (None for national roles); ``places`` holds it and all below it.
    ``place_name`` is its short name, for showing. ``until`` is the ISO instant a mandate ends, of which the
    person is reminded on every page; else empty.
    """

    role: str
    permissions: frozenset[str]
    places: frozenset[int] | None
    held_at: int | None = None
    place_name: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Errand:
    """What somebody without an account came to do by a one-time link: the link's id, the task, and what it is about."""

    link_id: int
    task: str
    about: str


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who reads or writes.

    ``user_id`` is None for a visitor and for one who follows a link. ``link`` is the errand of the latter.
    ``withheld`` names roles that give nothing until a second factor is used.
    """

    user_id: int | None = None
    grants: tuple[Grant, ...] = ()
    link: Errand | None = None
    withheld: tuple[str, ...] = ()

    @property
    def is_visitor(self) -> bool:
        """True for one who has neither signed in nor followed a link; such a one sees the open registers only."""
        return self.user_id is None and self.link is None

    def may(self, permission: str, place_id: int | None = None) -> bool:
        """Whether a grant holds the permission at the place; without a place, whether any grant holds it at all."""
        held = [grant for grant in self.grants if permission in grant.permissions]
        if place_id is None:
            return bool(held)
        return any(grant.places is None or place_id in grant.places for grant in held)

    def reach(self, *permissions: str) -> Reach:
        """Every place where the actor holds the permission, or one of several."""
        return _together(grant.places for grant in self.grants if not grant.permissions.isdisjoint(permissions))

    def has_role(self, *roles: str) -> bool:
        """Whether the actor holds one of the roles. Permissions decide what may be done; roles only what is shown."""
        return any(grant.role in roles for grant in self.grants)


def _together(reached: Iterable[frozenset[int] | None]) -> Reach:
    places: frozenset[int] = frozenset()
    for some in reached:
        if some is None:
            return EVERYWHERE
        places |= some
    return places


VISITOR = Actor()
