"""Taking persons out of what is kept about their rows: history, journal and looks. The lines themselves stay.

The service that scrubs a person calls this in the same transaction, after the rows themselves have been scrubbed
(that change leaves a last event, which must be reached too).
"""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import transaction
from django.db.models import Model

from alisveien.journal.history import history_of
from alisveien.journal.models import Entry, Look


@transaction.atomic
def scrub_traces(*, model: type[Model], ids: Collection[int], fields: Mapping[str, Any]) -> None:
    """Put ``fields`` (field → what is left of it) in every event of the rows, and take them out of their entries.

    Reasons are emptied, and who has looked is removed. A model that is not tracked has entries and looks only.
    """
    if getattr(model, "pgh_event_model", None) is not None:
        history_of(model)._default_manager.filter(pgh_obj_id__in=ids).update(**fields)
    label = model._meta.label_lower
    names = {field.attname for field in model._meta.concrete_fields if field.name in fields or field.attname in fields}
    entries = list(Entry.objects.select_for_update().filter(about_model=label, about_id__in=ids))
    for entry in entries:
        entry.why = ""
        entry.before = _without(entry.before, names)
        entry.after = _without(entry.after, names)
    Entry.objects.bulk_update(entries, ["why", "before", "after"], batch_size=500)
    Look.objects.filter(about_model=label, about_id__in=ids).delete()


def _without(values: dict[str, Any] | None, names: set[str]) -> dict[str, Any] | None:
    return None if values is None else {name: value for name, value in values.items() if name not in names}
