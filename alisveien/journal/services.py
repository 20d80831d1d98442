"""Writing the journal. Called inside the deed's own transaction: the line stands exactly when the deed does."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import pghistory
from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import RuleBroken, agree, allow
from alisveien.base.privacy import declared
from alisveien.journal.forgetting import forget_history
from alisveien.journal.handed import Removal, handed
from alisveien.journal.models import Entry, Look
from alisveien.journal.pictures import put_back
from alisveien.journal.rules import against_undoing, may_undo


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
        day=norwegian_day(at),
        first_at=at,
        on_request_of=on_request_of,
    )
    Look.objects.bulk_create([look], ignore_conflicts=True)


@transaction.atomic
def undo(*, entry: Entry, by: Actor, at: datetime) -> Entry:
    """Take an ordinary change back: the fields get their values from before. Is itself written in the journal.

    What was entered is removed, see `handed.Removal`. Raises NotAllowed, and RuleBroken with what has changed since
    when a field is no longer as the change left it.
    """
    entry = Entry.objects.select_for_update().get(pk=entry.pk)
    model = apps.get_model(entry.about_model)
    thing = model._default_manager.select_for_update(of=("self",)).filter(pk=entry.about_id).first()
    allow(may_undo(by, entry, thing), _("Du kan ikke angre denne endringen."))
    agree(against_undoing(entry, thing))
    assert thing is not None
    removal = handed.undoings[entry.kind].removal
    if removal is not None:
        return _remove(entry, thing, removal, by, at)
    names = put_back(thing, entry.before or {})
    if "version" not in names and isinstance(getattr(thing, "version", None), int):  # who has it open is told
        setattr(thing, "version", getattr(thing, "version") + 1)  # noqa: B009, B010 (a model in general has none)
        names.append("version")
    try:
        with transaction.atomic():
            thing.save(update_fields=names)
    except IntegrityError as refused:
        raise RuleBroken([_("Det kan ikke bli som før: noe annet er registrert i mellomtiden.")]) from refused
    return record(
        "journal.undone",
        about=thing,
        by=by,
        at=at,
        before=entry.after,
        after=entry.before,
        places=entry.places,
        undoes=entry,
    )


def _remove(entry: Entry, thing: Model, removal: Removal, by: Actor, at: datetime) -> Entry:
    """Take away what was entered by mistake, and of people what is kept about it; that it was done stays."""
    undone = record("journal.undone", about=thing, by=by, at=at, places=entry.places, undoes=entry)
    gone = [*removal.along(thing), thing]
    keys = [(type(row), row.pk) for row in gone]
    try:
        with transaction.atomic():
            for row in gone:
                row.delete()
    except (IntegrityError, ProtectedError) as refused:
        raise RuleBroken([str(removal.hanging)]) from refused
    for model, key in keys:
        if model in declared:
            forget_history(model, [key])
    return undone


def join(*, about: Sequence[Model], by: Actor, at: datetime) -> UUID | None:
    """Make one deed of what ``by`` has just done to several things, at exactly ``at``; None when it wrote nothing."""
    if not about:
        return None
    done = Entry.objects.filter(
        about_model=about[0]._meta.label_lower, about_id__in=[one.pk for one in about], by_id=by.user_id, at=at
    )
    key = uuid4()
    return key if done.update(deed=key) else None


@transaction.atomic
def undo_deed(*, entries: Sequence[Entry], by: Actor, at: datetime) -> int:
    """Take back each change of a deed that still can be, all or none of them; how many. Raises RuleBroken for none.

    ``entries`` are those nothing spoke against when they were shown. Raises RuleBroken too when that has changed.
    """
    agree([] if entries else [_("Ingenting av dette kan angres lenger.")])
    for entry in sorted(entries, key=lambda one: one.pk):
        undo(entry=entry, by=by, at=at)
    return len(entries)


def link_of(by: Actor) -> int | None:
    """The id of the one-time link somebody came by, or None."""
    return by.link.link_id if by.link else None
