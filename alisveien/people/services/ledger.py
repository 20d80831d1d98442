"""Every row a deed on persons writes, in order, with what stood before and after, so that it can be undone whole."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.apps import apps
from django.db import IntegrityError, transaction
from django.db.models import Model
from django.utils.translation import gettext as _

from alisveien.base.errors import RuleBroken
from alisveien.journal.pictures import picture, put_back

Line = Mapping[str, Any]
"""Label of the model, key, and the changed fields before (None: it was made) and after, as the journal has them."""


class Ledger:
    """Writes rows and remembers each."""

    def __init__(self) -> None:
        self.lines: list[dict[str, Any]] = []

    def write(self, row: Model, values: Mapping[str, Any]) -> None:
        """Set the fields of a row and save it."""
        names = tuple(values)
        before = picture(row, *names)
        for name, value in values.items():
            setattr(row, name, value)
        row.save(update_fields=list(names))
        after = picture(row, *names)
        if before != after:
            self.lines.append({"model": row._meta.label_lower, "pk": row.pk, "before": before, "after": after})

    def note_made(self, row: Model, *names: str) -> None:
        """Remember that a row was made, with some fields as it was; undoing takes the row away."""
        after = picture(row, *names)
        self.lines.append({"model": row._meta.label_lower, "pk": row.pk, "before": None, "after": after})


def take_back(lines: Sequence[Line], altered: str) -> None:
    """Put every row back, from the last to the first; ``altered`` is said when one has been changed since.

    A version that was not written by the deed grows, so that who has the row open is told. Raises RuleBroken.
    """
    rows = [(line, _row(line)) for line in reversed(lines)]
    if not _same(rows):
        raise RuleBroken([altered])
    try:
        with transaction.atomic():
            for line, row in rows:
                assert row is not None, "a row that is gone is something altered"
                _take_back(line, row)
    except IntegrityError as clash:
        raise RuleBroken([_("Det kan ikke bli som før: noe annet er registrert i mellomtiden.")]) from clash


def _take_back(line: Line, row: Model) -> None:
    if line["before"] is None:
        row.delete()
        return
    names = put_back(row, line["before"])
    if "version" not in line["before"] and hasattr(row, "version"):
        setattr(row, "version", getattr(row, "version") + 1)  # noqa: B009, B010 (a model in general has none)
        names.append("version")
    row.save(update_fields=names)


def _row(line: Line) -> Model | None:
    model = apps.get_model(line["model"])
    found: Model | None = model._default_manager.select_for_update(of=("self",)).filter(pk=line["pk"]).first()
    return found


def _same(rows: Iterable[tuple[Line, Model | None]]) -> bool:
    """Whether every row is as the deed left it."""
    return all(row is not None and picture(row, *line["after"]) == line["after"] for line, row in rows)
