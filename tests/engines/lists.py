"""Rows of a nomination list for tests, on the register that ships."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache

from alisveien.base.shipped import REGISTER, rows_of, rule_sets
from alisveien.engines.distribution.frozen import Frozen, Posts, freeze
from alisveien.engines.nominations.columns import COLUMNS
from alisveien.engines.nominations.nomination import Cell, Nomination, Reading
from alisveien.engines.nominations.reading import read_rows
from alisveien.engines.nominations.register import Register, register_of
from alisveien.engines.nominations.rules import RuleSet

HEADINGS = tuple(column.heading for column in COLUMNS)
UNN, NLS = "983974899", "983974910"

GOOD: Mapping[str, Cell] = {
    "HPR-nummer": "9900001",
    "Fornavn": "Test",
    "Etternavn": "Testesen",
    "Kommunenummer": "5501",
    "Kommune": "Tromsø",
    "Stilling": "fastlege, fastlønn",
    "Startdato ALIS": date(2025, 1, 1),
    "Stillingsprosent": 100,
    "Ordning": "ny",
    "Veiledningsgruppe": "deltar",
    "Fullførte kurs": 5,
    "Godkjente læringsmål (%)": 20,
    "Helseforetak": "Universitetssykehuset Nord-Norge HF",
    "Ønske 1": "UNN Tromsø – Gynekologi – P1 2028",
    "Tidligst fra": date(2028, 3, 1),
    "Senest fra": date(2028, 9, 1),
    "Meldt inn dato": date(2026, 6, 1),
}


@cache
def register() -> Register:
    """The register that ships."""
    return register_of(
        municipalities=rows_of(REGISTER / "municipalities.csv"),
        catchment=rows_of(REGISTER / "catchment.csv"),
        trusts=rows_of(REGISTER / "health_trusts.csv"),
        hospitals=rows_of(REGISTER / "hospitals.csv"),
        departments=rows_of(REGISTER / "departments_helse_nord.csv"),
    )


def row(**changes: Cell) -> tuple[Cell, ...]:
    """A good row with some fields changed; fields by their name in `COLUMNS`."""
    heading = {column.field: column.heading for column in COLUMNS}
    cells = {**GOOD, **{heading[name]: value for name, value in changes.items()}}
    return tuple(cells.get(name) for name in HEADINGS)


def read(*rows: Sequence[Cell], year: int = 2028) -> Reading:
    """Read rows numbered from 2."""
    return read_rows(HEADINGS, list(enumerate(rows, start=2)), register(), year)


def nomination(**changes: Cell) -> Nomination:
    """The nomination of one row that must be good."""
    reading = read(row(**changes))
    assert not reading.rejected, reading.rejected[0].faults
    return reading.nominations[0]


def frozen(nominations: Sequence[Nomination], posts: Mapping[tuple[str, str], int], **changes: object) -> Frozen:
    """A frozen input for 2028 under the default rules; ``posts``: (trust, half-year) → posts."""
    options: dict[str, object] = {"draw": "2028", "ceilings": False, "rules": default_rules(), **changes}
    return freeze(
        year=2028,
        posts=[Posts(trust, period, count, 2026) for (trust, period), count in posts.items()],
        register=register(),
        nominations=nominations,
        **options,  # type: ignore[arg-type]
    )


def default_rules() -> RuleSet:
    """Bands, then nearest."""
    return next(iter(rule_sets().values()))
