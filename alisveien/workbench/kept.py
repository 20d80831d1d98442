"""The kept views of a list, for its page: which there are, which one is open, and a safe note of the state to keep."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core import signing

from alisveien.base.actor import Actor
from alisveien.base.registers import Register
from alisveien.workbench.asking import PER, VIEW, WHOLE, Asked, address
from alisveien.workbench.models import SavedView
from alisveien.workbench.queries import views_for
from alisveien.workbench.rules import may_keep_views
from alisveien.workbench.words import words_of

SALT = "alisveien.workbench.view"


@dataclass(frozen=True, slots=True)
class Note:
    """What is to be kept: the list, where it stands, what it is called, its state, and the state in words."""

    register: str
    path: str
    list_title: str
    query: str
    words: tuple[str, ...] = ()

    def written(self) -> str:
        """The note as it travels through a form, signed so that only a list of ours can have written it."""
        return signing.dumps(
            [self.register, self.path, self.list_title, self.query, self.words], salt=SALT, compress=True
        )


def read_note(written: str) -> Note | None:
    """The note somebody sent; None when we did not write it."""
    try:
        register, path, list_title, query, words = signing.loads(written, salt=SALT)
        return Note(register, path, list_title, query, tuple(words))
    except (signing.BadSignature, TypeError, ValueError):
        return None


def kept_views(register: Register, actor: Actor) -> list[SavedView]:
    """The views of a list the actor may open. One query, none for a visitor."""
    return list(views_for(actor, register.name)) if may_keep_views(actor) else []


def own_default(kept: list[SavedView], actor: Actor, path: str) -> SavedView | None:
    """The view the actor has chosen to open the list with, at this path."""
    return next(
        (view for view in kept if view.is_default and view.owner_id == actor.user_id and view.path == path), None
    )


def views_part(register: Register, state: Asked, actor: Actor, kept: list[SavedView], path: str) -> Mapping[str, Any]:
    """What the page of a list shows of views: ``all`` (the address of the whole list) and, for who has an account,
    ``views``: own, shared, the open one, whether the list has been changed since, and the note of its state."""
    per = [(PER, state.per)] if state.per else []
    if not may_keep_views(actor):
        return {"all": address(per)}
    query = address(state.pairs(view=False)).removeprefix("?")
    current = next((view for view in kept if view.pk == state.view), None)
    own = current is not None and current.owner_id == actor.user_id
    return {
        "all": address([*per, (VIEW, WHOLE)]),
        "views": {
            "own": [view for view in kept if view.owner_id == actor.user_id],
            "shared": [view for view in kept if view.owner_id != actor.user_id],
            "current": current,
            "current_is_own": own,
            "changed": current is not None and current.query != query,
            "note": Note(register.name, path, str(register.title), query, tuple(words_of(register, state))).written(),
        },
    }
