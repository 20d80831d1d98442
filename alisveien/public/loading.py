"""The register that ships, read into every area that holds a part of it: whole or not at all."""

import csv
from collections.abc import Callable
from pathlib import Path

from django.db import DataError, IntegrityError, transaction
from django.utils.translation import gettext as _

from alisveien.base.shipped import rows_of
from alisveien.curriculum.loading import load_goals
from alisveien.places.loading import load_places
from alisveien.posts.loading import load_plan

PLACES = (
    "counties",
    "municipalities",
    "health_trusts",
    "hospitals",
    "hospital_areas",
    "catchment",
    "alis_offices",
    "office_coverage",
    "oslo_units",
    "other_organisations",
    "departments_helse_nord",
)
GOALS, PLAN = "learning_objectives", "capacity_plan_helse_nord"


class BrokenRegister(ValueError):
    """A file of the register cannot be used; the text says which, and what is wrong."""


def load_register(folder: Path) -> int:
    """Load every file of a folder. Returns how many rows were new or changed; 0 when all was right already.

    Raises BrokenRegister, and then nothing is changed.
    """
    files = {name: _rows(folder / f"{name}.csv") for name in (*PLACES, GOALS, PLAN)}
    with transaction.atomic():
        return (
            _loaded(_("steder"), lambda: load_places({name: files[name] for name in PLACES}))
            + _loaded(f"{GOALS}.csv", lambda: load_goals(files[GOALS]))
            + _loaded(f"{PLAN}.csv", lambda: load_plan(files[PLAN]))
        )


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        rows = rows_of(path)
    except FileNotFoundError as error:
        raise BrokenRegister(_("Filen {name} mangler i registeret.").format(name=path.name)) from error
    except (UnicodeDecodeError, csv.Error) as error:
        raise BrokenRegister(_("{name} er ikke en CSV-fil i UTF-8.").format(name=path.name)) from error
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            words = _("{name}, linje {number}: antall felter stemmer ikke med overskriften.")
            raise BrokenRegister(words.format(name=path.name, number=number))
    if not rows:
        raise BrokenRegister(_("{name} har ingen rader.").format(name=path.name))
    return rows


def _loaded(what: str, load: Callable[[], int]) -> int:
    try:
        return load()
    except KeyError as error:
        words = _("Registeret ({what}) viser til noe som ikke finnes: {why}. Ingenting er endret.")
        raise BrokenRegister(words.format(what=what, why=error)) from error
    except (ValueError, IntegrityError, DataError) as error:
        words = _("Registeret ({what}) har en verdi som ikke kan stemme: {why}. Ingenting er endret.")
        raise BrokenRegister(words.format(what=what, why=str(error).split("\n")[0])) from error
