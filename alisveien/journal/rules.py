"""Who may read the journal of a thing, and who may take a deed back."""

from django.db.models import Model
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.journal.handed import handed
from alisveien.journal.models import Entry
from alisveien.journal.pictures import fields_of, picture
from alisveien.journal.words import said


def may_read(actor: Actor, thing: Model) -> bool:
    """True when the area of the thing has said so. Where it has said nothing, nobody may."""
    rule = handed.reader_of(thing)
    return rule is not None and rule(actor, thing)


def is_ordinary(entry: Entry) -> bool:
    """Whether the entry is of a kind that can be taken back at all: a change, with before and after."""
    return entry.kind in handed.undoings and entry.before is not None and entry.after is not None


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
    return [*_changed_since(entry, thing), *undoing.against(thing)]


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
