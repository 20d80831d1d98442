"""Writing the journal. Called inside the deed's own transaction: the line stands exactly when the deed does."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

import pghistory
from django.db.models import Model
from django.utils import timezone

from alisveien.base.actor import Actor
from alisveien.journal.models import Entry, Look


def record(
    kind: str,
    *,
    about: Model,
    by: Actor,
    at: datetime,
    why: str = "",
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    places: Iterable[int] = (),
    on_request_of: int | None = None,
    undoes: Entry | None = None,
) -> Entry:
    """Write that the deed ``kind`` was done to ``about``, and mark the history of the transaction with it.

    ``before`` and ``after`` are what :func:`alisveien.journal.pictures.picture` gives. ``places`` are keys of places.
    Every kind must have a telling, written out where it is recorded: a test looks for both.
    """
    pghistory.context(entry=kind)
    return Entry.objects.create(
        kind=kind,
        about_model=about._meta.label_lower,
        about_id=about.pk,
        by_id=by.user_id,
        by_link_id=link_of(by),
        on_request_of=on_request_of,
        at=at,
        why=why,
        before=None if before is None else dict(before),
        after=None if after is None else dict(after),
        places=sorted(set(places)),
        undoes=undoes,
    )


def looked(*, about: Model, by: Actor, at: datetime, page: str, on_request_of: int | None = None) -> None:
    """Write that ``by`` saw ``about`` on ``page``; the second time that day writes nothing. A visitor is nobody."""
    if by.is_visitor:
        return
    look = Look(
        about_model=about._meta.label_lower,
        about_id=about.pk,
        by_id=by.user_id or 0,
        by_link_id=link_of(by) or 0,
        page=page,
        day=timezone.localdate(at),
        first_at=at,
        on_request_of=on_request_of,
    )
    Look.objects.bulk_create([look], ignore_conflicts=True)


def link_of(by: Actor) -> int | None:
    """The id of the one-time link somebody came by, or None."""
    return by.link.link_id if by.link else None
