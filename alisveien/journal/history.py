"""Full history of a model's rows by triggers in the database, so that nothing that writes can pass it.

``@tracked()`` on a model makes a table beside it with every row as it was after each insert and change and before
each removal. Raw SQL, ``bulk_create`` and ``update()`` are caught like everything else. Who and why: see
:func:`history_context`.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from typing import Any, TypeVar

import pghistory
from django.db.models import Model

from alisveien.base.actor import Actor

Tracked = TypeVar("Tracked", bound=Model)


def tracked(*, leave_out: Iterable[str] = (), many: bool = False) -> Callable[[type[Tracked]], type[Tracked]]:
    """Keep the history of a model. ``leave_out``: fields worked out from others (search keys, vectors).

    ``many``: rows are written thousands at a time, so that the trigger is run once for a statement and not once for a
    row, which would take three times as long as the writing itself. Its key must never change.

    The table of a model is ``<Model>Event`` in its own area; makemigrations makes it, with the triggers. Rows that
    are there already need a first event in the same migration: see ``docs/howto/record-what-was-done.md``.
    """
    track: Callable[[type[Tracked]], type[Tracked]] = pghistory.track(
        pghistory.InsertEvent("insert"),
        pghistory.UpdateEvent("update"),
        pghistory.DeleteEvent("delete"),
        level=pghistory.Statement if many else pghistory.Row,
        exclude=list(leave_out) or None,
        obj_field=pghistory.ObjForeignKey(related_name="history"),
    )
    return track


def history_of(model: type[Model]) -> type[Model]:
    """The model of the history of ``model``. Raises LookupError when it is not tracked."""
    event: type[Model] | None = getattr(model, "pgh_event_model", None)
    if event is None:
        raise LookupError(f"{model._meta.label} is not tracked.")
    return event


def history_context(by: Actor, **words: Any) -> AbstractContextManager[Any]:
    """Within the block every tracked change says who made it. Asks the database nothing by itself."""
    link = by.link.link_id if by.link else None
    return pghistory.context(user=by.user_id, link=link, **words)
