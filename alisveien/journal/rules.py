"""Who may read the journal of a thing, and who may take a deed back."""

from typing import Any

from django.db.models import ForeignObjectRel, Model
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.journal.handed import Removal, handed
from alisveien.journal.models import Entry
from alisveien.journal.pictures import fields_of, picture
from alisveien.journal.words import said


def may_read(actor: Actor, thing: Model) -> bool:
    """True when the area of the thing has said so. Where it has said nothing, nobody may."""
    rule = handed.reader_of(thing)
    return rule is not None and rule(actor, thing)


def is_ordinary(entry: Entry) -> bool:
    """Whether the entry is of a kind that can be taken back at all: a change, with before and after, or an addition."""
    if entry.kind not in handed.undoings or entry.after is None:
        return False
    return entry.before is not None or handed.undoings[entry.kind].removal is not None


def may_undo(actor: Actor, entry: Entry, thing: Model | None) -> bool:
    """True when the kind can be undone and its area lets the actor; the thing is as it is now (None: gone)."""
    return thing is not None and is_ordinary(entry) and handed.undoings[entry.kind].may(actor, thing)


def against_undoing(entry: Entry, thing: Model | None) -> list[str]:
    """Every reason why a change cannot be taken back; empty when it can. Says what has changed since."""
    if not is_ordinary(entry):
        return [_("Dette kan ikke angres.")]
    if thing is None:
        return [_("Det som ble endret, finnes ikke lenger.")]
    if hasattr(entry, "undone_by"):
        return [_("Endringen er allerede angret.")]
    undoing = handed.undoings[entry.kind]
    reasons = [*_changed_since(entry, thing), *undoing.against(thing)]
    return reasons or _hanging_on(thing, undoing.removal)


def _hanging_on(thing: Model, removal: Removal | None) -> list[str]:
    """That something leads to a thing that is to be removed. Its own history and what goes along do not count."""
    if removal is None:
        return []
    along: dict[type[Model], list[Any]] = {}
    for row in removal.along(thing):
        along.setdefault(type(row), []).append(row.pk)
    for relation in thing._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model
        if not relation.auto_created or not isinstance(relation, ForeignObjectRel) or hasattr(model, "pgh_label"):
            continue
        rows = model._default_manager.filter(**{relation.field.name: thing})
        if rows.exclude(pk__in=along.get(model, ())).exists():
            return [str(removal.hanging)]
    return []


def address_after(entry: Entry, thing: Model | None) -> str:
    """Where one goes when taking back has removed the thing; empty when it stays."""
    removal = handed.undoings[entry.kind].removal
    return removal.then(thing) if removal is not None else ""


def _changed_since(entry: Entry, thing: Model) -> list[str]:
    """A sentence for each field that is no longer as the entry left it."""
    after = entry.after or {}
    labels = handed.undoings[entry.kind].labels
    reasons = []
    for field in fields_of(thing, tuple(after)):
        now = picture(thing, field.name)[field.attname]
        if now != after[field.attname]:
            label = labels.get(field.attname) or labels.get(field.name)
            words = _("{label} er endret siden, til {now}.") if label else _("Opplysningene er endret siden.")
            reasons.append(words.format(label=label, now=said(now)))
    return reasons
