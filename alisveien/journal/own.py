"""Everything that is held about somebody, gathered model by model as each area has declared it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Model, Q

from alisveien.base.privacy import ABOUT, USER, Privacy, Subject, declared, title_of
from alisveien.base.registers import Text
from alisveien.journal.history import history_of
from alisveien.journal.models import Entry, Look

Things = dict[str, set[int]]
"""Label of a model → keys of the rows that are about somebody."""
_WHEN = ("at", "saved_at", "created_at", "made_at", "nominated_on", "from_on", "day")


@dataclass(frozen=True, slots=True)
class Held:
    """The rows of one model that hold somebody, and how they were earlier. A row is field → value.

    Of rows somebody wrote about others only the key, the time and the own trace are given.
    """

    model: str
    title: Text
    said: Privacy
    rows: list[dict[str, Any]]
    history: list[dict[str, Any]]


def held_about(subject: Subject, at: datetime) -> list[Held]:
    """Everything held about somebody at an instant, every declared model in order, those without rows too.

    What is not told to anybody yet (`Privacy.not_yet`) comes when it is, with all that was done to it.
    """
    things: Things = {}
    for model, said in declared.items():
        keys = _keys(model, said.found_by(subject, ABOUT) & _told(said, at))
        if keys:
            things[model._meta.label_lower] = keys
    things["accounts.user"] = set(subject.get(USER, ()))
    return [_held(model, said, subject, things, _told(said, at)) for model, said in declared.items()]


def _told(said: Privacy, at: datetime) -> Q:
    """The rows people may get a copy of now."""
    return ~said.not_yet(at) if said.not_yet else Q()


def _held(model: type[Model], said: Privacy, subject: Subject, things: Things, told: Q) -> Held:
    about = said.found_by(subject, ABOUT) if said.is_about else said.found_by(subject)
    if model in (Entry, Look):
        about = _about_things(things)
    whole = _rows(model, said, about & told, subject)
    keys = {row[model._meta.pk.attname] for row in whole if model._meta.pk}
    written = _rows(model, said, said.found_by(subject) & told & ~Q(pk__in=keys), subject)
    brief = [_brief(row, said, model) for row in written]
    history = _history(model, said, keys) if said.is_about or model._meta.label_lower == "accounts.user" else []
    return Held(model._meta.label_lower, title_of(model), said, whole + brief, history)


def _about_things(things: Things) -> Q:
    """What the journal says of some things, and who has looked at them."""
    found = Q(pk__in=[])
    for label, keys in things.items():
        found |= Q(about_model=label, about_id__in=sorted(keys))
    return found


def _keys(model: type[Model], found: Q) -> set[int]:
    return {key for key in model._base_manager.filter(found).values_list("pk", flat=True) if isinstance(key, int)}


def _rows(model: type[Model], said: Privacy, found: Q, subject: Subject) -> list[dict[str, Any]]:
    names = [field.attname for field in model._meta.concrete_fields if _is_shown(field, said)]
    rows = model._base_manager.filter(pk__in=model._base_manager.filter(found).values("pk")).order_by("pk")
    return [_own(row, said, subject) for row in rows.values(*names)]


def _is_shown(field: Any, said: Privacy) -> bool:
    """Whether somebody gets a copy of a field: no secrets, nothing of others, nothing worked out from other fields."""
    return field.name not in said.hidden and field.attname not in said.hidden and not field.generated


def _own(row: dict[str, Any], said: Privacy, subject: Subject) -> dict[str, Any]:
    """The row with only the own part of what holds many people."""
    numbers = {str(number) for number in subject.get("hpr", ())}
    return {name: own_part(value, numbers) if name in said.many else value for name, value in row.items()}


def own_part(value: Any, numbers: set[str]) -> Any:
    """What of a structure of many people is about one with these HPR numbers: the entries that say one of them."""
    if isinstance(value, Mapping):
        if numbers & {str(one) for one in value.values() if isinstance(one, str | int)}:
            return dict(value)
        parts = {name: value[name] if name in numbers else own_part(value[name], numbers) for name in value}
        return {name: part for name, part in parts.items() if part not in (None, {}, [])}
    if isinstance(value, list):
        return [part for one in value if (part := own_part(one, numbers)) not in (None, {}, [])]
    return value if str(value) in numbers else None


def _brief(row: dict[str, Any], said: Privacy, model: type[Model]) -> dict[str, Any]:
    """Of a row that may be about somebody else: its key, its time, and where it says who wrote it."""
    if not said.is_about and model not in (Entry, Look):
        return row
    own = {path for path in said.held if path in row} | {"id", "kind", "about_model", "page", *_WHEN}
    return {name: value for name, value in row.items() if name in own and name not in said.hidden}


def _history(model: type[Model], said: Privacy, keys: set[Any]) -> list[dict[str, Any]]:
    """How the rows were earlier, oldest first, with when; nothing of a model without history."""
    if not keys or getattr(model, "pgh_event_model", None) is None:
        return []
    event = history_of(model)
    names = [field.attname for field in event._meta.concrete_fields if _is_shown(field, said)]
    kept = [name for name in names if name in ("pgh_created_at", "pgh_label") or not name.startswith("pgh_")]
    return list(event._default_manager.filter(pgh_obj_id__in=keys).order_by("pgh_created_at", "pgh_id").values(*kept))
