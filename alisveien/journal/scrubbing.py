"""Taking persons out of what is kept when its time is over, as each area has declared: rows, history, journal, looks.

The lines of journal and history stay, without the person. `scrub` is all or nothing.
"""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, Q, QuerySet

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.mail import scrub_letters
from alisveien.base.privacy import Privacy, declared
from alisveien.journal.forgetting import forget_history
from alisveien.journal.history import history_of
from alisveien.journal.models import Entry, Look, Scrubbing
from alisveien.journal.services import record

CHUNK = 1000
LETTERS = "base.letter"


def due_on(today: date) -> dict[type[Model], int]:
    """How many rows of each model would go on a day, in the order of scrubbing; those of none are left out."""
    counts = {model: _going(model, said, today).count() for model, said in declared.items() if said.due}
    return {model: count for model, count in counts.items() if count}


@transaction.atomic
def scrub(*, by: Actor, at: datetime) -> Scrubbing | None:
    """Take out everything whose time is over, whole or nothing; what was done, or None when nothing was due.

    For the command line and the worker at night: no page calls it. Done twice, the second finds nothing.
    """
    today = norwegian_day(at)
    chosen = {model: list(_going(model, said, today).values_list("pk", flat=True)) for model, said in _with_due()}
    counts = {model._meta.label_lower: len(keys) for model, keys in chosen.items() if keys}
    if not counts:
        return None
    for model, keys in chosen.items():
        for first in range(0, len(keys), CHUNK):
            _scrub_rows(model, declared[model], keys[first : first + CHUNK])
    done = Scrubbing.objects.create(at=at, by_id=by.user_id, counts=counts)
    record("journal.scrubbed", about=done, by=by, at=at)
    return done


def _with_due() -> list[tuple[type[Model], Privacy]]:
    return [(model, said) for model, said in declared.items() if said.due]


def _going(model: type[Model], said: Privacy, today: date) -> "QuerySet[Any]":
    """The rows whose time is over and that still hold somebody."""
    assert said.due is not None
    rows = model._base_manager.filter(said.due(today))
    return rows if said.removed else rows.exclude(_is_scrubbed(model, said))


def _is_scrubbed(model: type[Model], said: Privacy) -> Q:
    """The rows in which every field already is what scrubbing leaves."""
    plain = {name: value for name, value in remains_of(model, said).items() if not callable(value)}
    return Q(
        **{
            f"{name}__isnull" if value is None else name: True if value is None else value
            for name, value in plain.items()
        }
    )


def remains_of(model: type[Model], said: Privacy) -> dict[str, Any]:
    """Field → what scrubbing leaves in it: what was declared, else nothing, in the way the field says nothing."""
    return {name: said.left.get(name, _nothing_in(model, name)) for name in said.scrubbed}


def _nothing_in(model: type[Model], name: str) -> Any:
    field: Any = model._meta.get_field(name)
    if field.null:
        return None
    return field.get_default() if field.has_default() else ""


def _scrub_rows(model: type[Model], said: Privacy, keys: Collection[Any]) -> None:
    """Take the persons out of some rows, and out of what is kept about them. Letters about them lose their words."""
    scrub_letters(about=model, ids=[key for key in keys if isinstance(key, int)])
    rows = model._base_manager.filter(pk__in=keys)
    remains = remains_of(model, said)
    if said.removed:
        rows.delete()
        forget_history(model, keys)
        return
    made = {name: make for name, make in remains.items() if callable(make)}
    plain = {name: value for name, value in remains.items() if name not in made}
    rows.update(**plain)
    for key in keys if made else ():
        model._base_manager.filter(pk=key).update(**{name: make(key) for name, make in made.items()})
    scrub_traces(model=model, ids=keys, fields={**plain, **{name: make(0) for name, make in made.items()}})


@transaction.atomic
def scrub_traces(*, model: type[Model], ids: Collection[int], fields: Mapping[str, Any]) -> None:
    """Put ``fields`` (field → what is left of it) in every event of the rows, and take them out of their entries.

    Called after the rows themselves: that change leaves a last event, which must be reached too. Reasons are emptied,
    and who has looked is removed. A model that is not tracked has entries and looks only.
    """
    if fields and getattr(model, "pgh_event_model", None) is not None:
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
