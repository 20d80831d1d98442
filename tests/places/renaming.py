"""Renaming a place by one who has just seen its names."""

from typing import Any

from alisveien.journal.seen import mark_of
from alisveien.places.models import Place, RegisterChange
from alisveien.places.queries_edit import names_of
from alisveien.places.services import deeds


def rename_place(*, place: Place, **more: Any) -> RegisterChange:
    """The deed with the mark of the names as they stand."""
    return deeds.rename_place(place=place, seen=mark_of(names_of(place)), **more)
