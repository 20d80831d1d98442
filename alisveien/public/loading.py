"""The register that ships, read into every area that holds a part of it: whole or not at all."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from alisveien.curriculum import loading as curriculum
from alisveien.places import tables as places
from alisveien.places.checking import Table, check
from alisveien.places.loading import load_places
from alisveien.places.sheets import BrokenRegister, Fault, Sheet, sheet_of
from alisveien.posts import loading as posts

TABLES: Mapping[str, Table] = {**places.TABLES, **curriculum.TABLES, **posts.TABLES}


@dataclass(frozen=True, slots=True)
class LoadedRegister:
    """How many rows were new, changed or taken away, and the names of the places that were ended."""

    changed: int
    ended: tuple[str, ...]


def load_register(folder: Path, *, on: date) -> LoadedRegister:
    """Make the register what the files of a folder say; 0 changed when all was right already.

    A place that is in no file any more ends ``on`` that day and keeps what is known of it. Raises BrokenRegister, with
    file, line and remedy in Norwegian, and then nothing is changed.
    """
    sheets = _sheets(folder)
    check(sheets, TABLES)
    rows = {name: sheet.rows for name, sheet in sheets.items()}
    try:
        with transaction.atomic():
            loaded = load_places(rows, on)
            goals = curriculum.load_goals(rows[curriculum.GOALS])
            plan = posts.load_plan(rows[posts.PLAN])
    except (IntegrityError, DataError) as error:
        words = _("filene passer ikke til det som alt er lest inn. Si fra til den som drifter løsningen.")
        raise BrokenRegister([Fault(folder.name, 0, words)]) from error
    return LoadedRegister(loaded.changed + goals + plan, loaded.ended)


def _sheets(folder: Path) -> dict[str, Sheet]:
    sheets, faults = {}, []
    for name in TABLES:
        try:
            sheets[name] = sheet_of(folder / f"{name}.csv")
        except BrokenRegister as broken:
            faults += broken.faults
    if faults:
        raise BrokenRegister(faults)
    return sheets
