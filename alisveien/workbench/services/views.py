"""Keeping, changing and removing views of lists.

The journal's lines name no place: they are for the owner only.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from alisveien.accounts.models import User
from alisveien.base.actor import Actor
from alisveien.base.errors import agree, allow
from alisveien.journal.pictures import picture
from alisveien.journal.services import record
from alisveien.workbench import rules
from alisveien.workbench.models import SavedView


@transaction.atomic
def keep_view(
    *,
    register: str,
    path: str,
    list_title: str,
    query: str,
    words: Sequence[str] = (),
    name: str,
    shared_with: str,
    place_id: int | None,
    is_default: bool,
    by: Actor,
    at: datetime,
) -> SavedView:
    """Keep a state of a list under a name. Raises NotAllowed, RuleBroken."""
    allow(rules.may_keep_views(by))
    owner = User.objects.select_for_update().get(pk=by.user_id or 0)  # one at a time, so that the limits hold
    names = _names_taken(owner.pk, register)
    agree(
        rules.against_keeping(name=name, query=query, names_taken=names, kept=len(names))
        + rules.against_sharing(by=by, query=query, shared_with=shared_with, place_id=place_id)
    )
    view = SavedView(owner=owner, register=register, path=path, list_title=list_title[:120], query=query)
    view.words = list(words)
    view.name, view.shared_with, view.place_id, view.created_at = name, shared_with, place_id, at
    if is_default:
        _no_default(owner.pk, path)
    view.is_default = is_default
    view.save()
    record("workbench.view.kept", about=view, by=by, at=at, after=_picture(view))
    return view


@transaction.atomic
def change_view(
    *, view: SavedView, name: str, shared_with: str, place_id: int | None, is_default: bool, by: Actor, at: datetime
) -> SavedView:
    """Give a view another name, share it otherwise, or open the list with it. Raises NotAllowed, RuleBroken."""
    view = _own(view, by)
    agree(
        rules.against_naming(name=name, names_taken=_names_taken(view.owner_id, view.register, besides=view.pk))
        + rules.against_sharing(by=by, query=view.query, shared_with=shared_with, place_id=place_id)
    )
    before = _picture(view)
    view.name, view.shared_with, view.place_id = name, shared_with, place_id
    if is_default and not view.is_default:
        _no_default(view.owner_id, view.path)
    view.is_default = is_default
    view.save()
    after = _picture(view)
    record(
        "workbench.view.changed",
        about=view,
        by=by,
        at=at,
        before=before,
        after=after,
    )
    return view


@transaction.atomic
def update_view(*, view: SavedView, query: str, words: Sequence[str] = (), by: Actor, at: datetime) -> SavedView:
    """Let a view keep another state of its list. Raises NotAllowed, RuleBroken."""
    view = _own(view, by)
    agree(
        rules.against_keeping(name=view.name, query=query, names_taken=set(), kept=0)
        + rules.against_sharing(by=by, query=query, shared_with=view.shared_with, place_id=view.place_id)
    )
    view.query, view.words = query, list(words)
    view.save(update_fields=["query", "words"])
    record("workbench.view.updated", about=view, by=by, at=at)
    return view


@transaction.atomic
def remove_view(*, view: SavedView, by: Actor, at: datetime) -> None:
    """Remove a view; those it was shared with lose it too. Raises NotAllowed."""
    view = _own(view, by)
    record("workbench.view.removed", about=view, by=by, at=at, before=_picture(view))
    view.delete()


def _own(view: SavedView, by: Actor) -> SavedView:
    """The view, locked, when the actor may change it."""
    found = SavedView.objects.select_for_update(of=("self",)).get(pk=view.pk)
    allow(rules.may_change_view(by, found))
    return found


def _names_taken(owner_id: int, register: str, besides: int | None = None) -> set[str]:
    taken = SavedView.objects.filter(owner=owner_id, register=register).exclude(pk=besides or 0)
    return {name.lower() for name in taken.values_list("name", flat=True)}


def _no_default(owner_id: int, path: str) -> None:
    SavedView.objects.filter(owner=owner_id, path=path, is_default=True).update(is_default=False)


def _picture(view: SavedView) -> dict[str, Any]:
    """What the journal keeps. Neither name nor state: a text searched for may be a person's name."""
    return picture(view, "shared_with", "place", "is_default")
