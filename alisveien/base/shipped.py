"""The data that ships with the project, as plain rows."""

import csv
import hashlib
import json
from functools import cache
from pathlib import Path

from alisveien.engines.calendar.round_dates import Calendar, calendar_for, calendars_of
from alisveien.engines.nominations.rules import RuleSet, rule_set_of

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
LOCALE = ROOT / "locale"
REGISTER = DATA / "register"
SCHEMAS = DATA / "schemas"
DEFAULT_RULES = "bands-then-nearest"
RULES = (DEFAULT_RULES, "nearest-first", "nearest-last")


def rows_of(path: Path) -> list[dict[str, str]]:
    """The rows of a UTF-8 CSV file with a heading. Raises OSError, UnicodeDecodeError or csv.Error."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file, strict=True))


def engine_code() -> str:
    """SHA-256 of the engines' source files one after the other, by path: the version of the code a run was made by."""
    digest = hashlib.sha256()
    folder = Path(__file__).resolve().parents[1]
    for path in sorted((folder / "engines").rglob("*.py"), key=lambda one: one.relative_to(folder).as_posix()):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def rule_sets() -> dict[str, RuleSet]:
    """The rule sets we ship by name, the default first."""
    return {name: rule_set_of(json.loads((DATA / "rules" / f"{name}.json").read_text("utf-8"))) for name in RULES}


def round_calendar(year: int) -> Calendar:
    """The rules for the days of the rounds of a year."""
    return calendar_for(_calendars(), year)


@cache
def _calendars() -> list[Calendar]:
    return calendars_of(json.loads((DATA / "rules" / "round-calendar.json").read_text("utf-8")))
