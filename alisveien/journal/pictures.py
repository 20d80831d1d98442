"""The fields of a thing as plain values, for before and after."""

import json
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import Field, Model


def picture(thing: Model, *names: str) -> dict[str, Any]:
    """The fields ``names`` of a thing as they are written in the journal: keys of other things as ids, dates as text.

    Take one before the change and one after it, of the same fields.
    """
    values = {field.attname: getattr(thing, field.attname) for field in fields_of(thing, names)}
    plain: dict[str, Any] = json.loads(json.dumps(values, cls=DjangoJSONEncoder))
    return plain


def put_back(thing: Model, values: dict[str, Any]) -> list[str]:
    """Set the fields of a thing to the values of a picture, without saving. Returns the fields' names for saving."""
    known = {field.attname: field for field in thing._meta.concrete_fields}
    for name, value in values.items():
        setattr(thing, name, known[name].to_python(value))
    return [known[name].name for name in values]


def fields_of(thing: Model, names: tuple[str, ...]) -> list["Field[Any, Any]"]:
    """The fields called ``names``. Raises LookupError when there is none such."""
    known = {field.name: field for field in thing._meta.concrete_fields}
    known |= {field.attname: field for field in thing._meta.concrete_fields}
    missing = [name for name in names if name not in known]
    if missing:
        raise LookupError(f"{thing._meta.label} has no field {', '.join(missing)}")
    return [known[name] for name in names]
