"""Reading the journal, looks and history, as far as the area of the thing lets the actor."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import F, Model, QuerySet

from alisveien.base.actor import Actor, Everywhere
from alisveien.base.errors import allow
from alisveien.journal.handed import handed
from alisveien.journal.history import history_of
from alisveien.journal.models import Entry, Look, Scrubbing
from alisveien.journal.rules import against_undoing, may_read, may_undo

SEE_SCRUBBING = "see_scrubbing"
"""The permission, as ``access`` calls it; the journal stands below."""


@dataclass(frozen=True, slots=True)
class Version:
    """A row as it was from an instant on. ``label``: insert, update, delete or found. ``by_id``/``entry``: if known."""

    at: datetime
    label: str
    by_id: int | None
    entry: str
    values: dict[str, Any]


def entries_about(actor: Actor, thing: Model) -> QuerySet[Entry]:
    """What has been done to a thing, newest first; nothing for those its area does not let read it."""
    found = Entry.objects.select_related("undone_by", "undoes").order_by("-at", "-pk")
    if not may_read(actor, thing):
        return found.none()
    return found.filter(about_model=thing._meta.label_lower, about_id=thing.pk)


def looks_at(actor: Actor, thing: Model) -> QuerySet[Look]:
    """Who has looked at a person's pages, newest first: for the person, and for those who may read its journal."""
    found = Look.objects.order_by("-first_at", "-pk")
    if not may_read(actor, thing):
        return found.none()
    return found.filter(about_model=thing._meta.label_lower, about_id=thing.pk)


def scrubbings_for(actor: Actor) -> QuerySet[Scrubbing]:
    """Each time persons were taken out of what is kept; nothing for those who do not look after it."""
    return Scrubbing.objects.all() if actor.may(SEE_SCRUBBING) else Scrubbing.objects.none()


def undoable_entry_for(actor: Actor, entry_id: int) -> tuple[Entry, Model | None] | None:
    """An entry the actor may take back, with the thing it is about; None when there is none such."""
    entry = Entry.objects.select_related("undone_by", "undoes").filter(pk=entry_id).first()
    if entry is None or entry.kind not in handed.undoings:
        return None
    thing = thing_of(entry)
    return (entry, thing) if may_undo(actor, entry, thing) else None


def deed_for(actor: Actor, key: UUID) -> list[tuple[Entry, list[str]]]:
    """The entries of a deed on many things that the actor may take back, each with what speaks against it now.

    Three queries, whatever their number.
    """
    found = Entry.objects.filter(deed=key, kind__in=list(handed.undoings)).select_related("undone_by", "undoes")
    entries = list(found.order_by("pk"))
    things = _things_of(entries)
    for entry in entries:
        entry.thing = things.get((entry.about_model, entry.about_id))
    return [(entry, against_undoing(entry, entry.thing)) for entry in entries if may_undo(actor, entry, entry.thing)]


def thing_of(entry: Entry) -> Model | None:
    """The thing an entry is about as it is now; None when it is gone."""
    found: Model | None = apps.get_model(entry.about_model)._default_manager.filter(pk=entry.about_id).first()
    return found


def versions_of(actor: Actor, thing: Model) -> list[Version]:
    """Every version of a tracked row, oldest first. Raises NotAllowed, and LookupError when it is not tracked."""
    allow(may_read(actor, thing))
    rows = history_of(type(thing))._default_manager.filter(pgh_obj_id=thing.pk).order_by("pgh_created_at", "pgh_id")
    return [_version(row) for row in _values(rows)]


def as_it_was(actor: Actor, thing: Model, at: datetime) -> Version | None:
    """«Slik var det»: the row at an instant; None when it was not there then. Raises as ``versions_of``."""
    allow(may_read(actor, thing))
    rows = history_of(type(thing))._default_manager.filter(pgh_obj_id=thing.pk, pgh_created_at__lte=at)
    row = _values(rows.order_by("-pgh_created_at", "-pgh_id")[:1]).first()
    return None if row is None or row["pgh_label"] == "delete" else _version(row)


def rows_as_they_were(model: type[Model], at: datetime, **where: Any) -> list[Version]:
    """Every row of a tracked model at an instant, in order of its key; ``where`` are fields that never change.

    For services and queries of areas that have asked who may: it asks nothing itself.
    """
    rows = history_of(model)._default_manager.filter(pgh_created_at__lte=at, **where)
    latest = rows.order_by("pgh_obj_id", "-pgh_created_at", "-pgh_id").distinct("pgh_obj_id")
    return [_version(row) for row in _values(latest) if row["pgh_label"] != "delete"]


def _values(rows: "QuerySet[Any]") -> "QuerySet[Any, dict[str, Any]]":
    found: QuerySet[Any, dict[str, Any]] = rows.annotate(context=F("pgh_context__metadata")).values()
    return found


def _version(row: dict[str, Any]) -> Version:
    context = row["context"] or {}
    return Version(
        at=row["pgh_created_at"],
        label=row["pgh_label"],
        by_id=context.get("user"),
        entry=context.get("entry", ""),
        values={name: value for name, value in row.items() if name != "context" and not name.startswith("pgh_")},
    )


def readable_since(actor: Actor, permission: str, since: datetime, most: int) -> list[Entry]:
    """What others have done since an instant at places where the actor holds a permission, newest first.

    Only entries the area of each thing lets the actor read, and whose thing is still there; ``entry.thing`` is set.
    One query for the entries and one for each kind of thing among them, whatever their number.
    """
    reach = actor.reach(permission)
    found = Entry.objects.filter(at__gt=since).exclude(by_id=actor.user_id)
    if not isinstance(reach, Everywhere):
        found = found.filter(places__overlap=sorted(reach))
    return _readable(actor, found, most) if reach else []


def readable_at(actor: Actor, permission: str, place_id: int, most: int) -> list[Entry]:
    """What has been done at a place, newest first; nothing without the permission there. Otherwise as above."""
    if not actor.may(permission, place_id):
        return []
    return _readable(actor, Entry.objects.filter(places__contains=[place_id]), most)


def _readable(actor: Actor, entries: QuerySet[Entry], most: int) -> list[Entry]:
    found = list(entries.select_related("undoes", "undone_by").order_by("-at", "-pk")[:most])
    things = _things_of(found)
    for entry in found:
        entry.thing = things.get((entry.about_model, entry.about_id))
        if entry.undoes is not None:
            entry.undoes.thing = entry.thing
    return [entry for entry in found if entry.thing is not None and may_read(actor, entry.thing)]


def _things_of(entries: list[Entry]) -> dict[tuple[str, int], Model]:
    """What entries are about, by label and key, with what their tellings name; what is gone is left out."""
    wanted: dict[str, set[int]] = {}
    for entry in entries:
        wanted.setdefault(entry.about_model, set()).add(entry.about_id)
    found: dict[tuple[str, int], Model] = {}
    for label, keys in wanted.items():
        rows = apps.get_model(label)._default_manager.all()
        named = handed.named.get(label, ())
        things = (rows.select_related(*named) if named else rows).in_bulk(keys)
        found |= {(label, key): thing for key, thing in things.items()}
    return found
