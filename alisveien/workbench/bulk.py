"""One deed on many rows of a list: rows picked, a preview with exceptions, and then all of it or nothing."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import BadRequest, ValidationError
from django.db import transaction
from django.db.models import Model, QuerySet
from django.forms import BaseForm, Form
from django.http import QueryDict
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.errors import allow
from alisveien.base.registers import Action, Change, Register
from alisveien.journal.services import join

ACTION, PICKED, ALL, SEEN = "handling", "valgt", "alle", "sett"
MOST_ROWS = 500


@dataclass(frozen=True, slots=True)
class Picked:
    """What somebody wants to do: the action, the rows, the form of the action, and what speaks against going on."""

    action: Action
    rows: Sequence[Any]
    form: BaseForm
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """What a preview shows: the rows that change, those that do not with the reason, and a mark of both."""

    changes: Sequence[Change]
    exceptions: Sequence[Change]
    mark: str


def actions_for(register: Register, actor: Actor) -> list[Action]:
    """What the actor may do to several rows of the list."""
    return [action for action in register.actions if action.may(actor)]


def picked(register: Register, matching: QuerySet[Any] | list[Any], sent: QueryDict, actor: Actor) -> Picked:
    """Read what was sent. ``matching`` are the rows of the filter. Raises BadRequest, NotAllowed."""
    action = next((one for one in register.actions if one.name == sent.get(ACTION)), None)
    if action is None:
        raise BadRequest
    allow(action.may(actor))
    rows = list(_rows(matching, sent)[: MOST_ROWS + 1])
    fault = ""
    if not rows:
        fault = _("Velg minst én rad først.")
    elif len(rows) > MOST_ROWS:
        fault = _("Velg høyst %d rader om gangen.") % MOST_ROWS
    return Picked(action, rows, _form(action, sent, actor), fault)


def seen(wanted: Picked, actor: Actor, at: datetime) -> Seen:
    """Ask the action what it would do to each row."""
    answers = _answers(wanted.form)
    told = wanted.action.preview(wanted.rows, answers, actor, at)
    return Seen(
        changes=[change for change in told if not change.against],
        exceptions=[change for change in told if change.against],
        mark=_mark(told, answers),
    )


@transaction.atomic
def do(wanted: Picked, preview: Seen, actor: Actor, at: datetime) -> tuple[int, UUID | None]:
    """Do what the preview showed, to every row nothing speaks against; none is done when one fails.

    Gives the number of rows, and the key of the deed in the journal. Raises NotAllowed, RuleBroken.
    """
    for change in preview.changes:
        wanted.action.do(change.row, _answers(wanted.form), actor, at)
    rows = [change.row for change in preview.changes if isinstance(change.row, Model) and change.row.pk]
    return len(preview.changes), join(about=rows, by=actor, at=at)


def _rows(matching: QuerySet[Any] | list[Any], sent: QueryDict) -> QuerySet[Any] | list[Any]:
    """All rows of the filter, or those of them that are picked; numbers that are none are left out."""
    if sent.get(ALL):
        return matching
    if not isinstance(matching, QuerySet):
        wanted = set(sent.getlist(PICKED))
        return [row for row in matching if str(row.pk) in wanted]
    key = matching.model._meta.pk
    keys = []
    for written in sent.getlist(PICKED):
        try:
            keys.append(key.to_python(written))
        except (ValidationError, ValueError, OverflowError):
            continue
    return matching.filter(pk__in=keys)


def _form(action: Action, sent: QueryDict, actor: Actor) -> BaseForm:
    """The action's own questions: as they begin the first time, filled once the preview was asked for."""
    kind = action.form or Form
    if action.form is None or SEEN in sent:
        return kind(sent)
    begun = action.begin(actor, {name: str(value) for name, value in sent.items()}) if action.begin else {}
    return kind(initial=dict(begun)) if begun else kind()


def _answers(form: BaseForm) -> Mapping[str, Any]:
    return form.cleaned_data if form.is_bound and form.is_valid() else {}


def _mark(told: Sequence[Change], answers: Mapping[str, Any]) -> str:
    """The same for the same preview: what one agrees to is what one saw."""
    lines = [
        f"{_key(change.row)}|{change.what}|{change.detail}|{'|'.join(map(str, change.against))}" for change in told
    ]
    return hashlib.sha256("\n".join([repr(sorted(answers.items())), *lines]).encode()).hexdigest()[:32]


def _key(row: Any) -> Any:
    return getattr(row, "pk", row)
