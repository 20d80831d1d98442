"""Who reads or writes: a value handed down from the page, never looked up below it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who reads or writes. ``user_id`` is None for a visitor without sign-in."""

    user_id: int | None = None

    @property
    def is_visitor(self) -> bool:
        """True for one who has not signed in; such a one sees the open registers only."""
        return self.user_id is None


VISITOR = Actor()
