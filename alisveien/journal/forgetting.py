"""Taking what is kept about rows that are gone out of history, journal and looks, so that nobody is left there."""

from collections.abc import Collection
from typing import Any

from django.db.models import Model

from alisveien.journal.history import history_of
from alisveien.journal.models import Entry, Look


def forget_history(model: type[Model], keys: Collection[Any]) -> None:
    """Remove the history of rows that are gone, and what the journal says of them but that it happened."""
    if getattr(model, "pgh_event_model", None) is not None:
        history_of(model)._default_manager.filter(pgh_obj_id__in=keys).delete()
    numbers = [key for key in keys if isinstance(key, int)]
    about = {"about_model": model._meta.label_lower, "about_id__in": numbers}
    Entry.objects.filter(**about).update(why="", before=None, after=None)
    Look.objects.filter(**about).delete()
