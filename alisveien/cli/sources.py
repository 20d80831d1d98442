"""What ``allocate`` stands on: register, plan and rule sets from files, each fault in words."""

import csv
from collections.abc import Sequence
from gettext import gettext as _
from pathlib import Path

from alisveien.base.shipped import REGISTER, rows_of, rule_sets
from alisveien.cli.refusal import CannotBeDone
from alisveien.engines.distribution.frozen import Posts
from alisveien.engines.nominations.register import Register, register_of
from alisveien.engines.nominations.rules import RuleSet

CAPACITY = REGISTER / "capacity_plan_helse_nord.csv"
DEPARTMENTS = REGISTER / "departments_helse_nord.csv"

_CAPACITY_COLUMNS = ("trust_org_number", "year", "period", "posts")
_DEPARTMENT_COLUMNS = ("hospital_id", "hospital", "name", "places_ceiling")


def register_from(departments: Path | None) -> Register:
    """The register that ships, with its departments or those of a file of the same columns."""
    listed = _rows(departments or DEPARTMENTS, _DEPARTMENT_COLUMNS)
    hospitals = rows_of(REGISTER / "hospitals.csv")
    known = {row["hospital_id"] for row in hospitals}
    for number, row in enumerate(listed, start=2):
        if row["hospital_id"] not in known:
            _refuse(departments, number, _("sykehuset «{value}» finnes ikke").format(value=row["hospital_id"]))
        if row["places_ceiling"] and not row["places_ceiling"].isdecimal():
            _refuse(
                departments,
                number,
                _("«{value}» er ikke et antall sykehusplasser").format(value=row["places_ceiling"]),
            )
    return register_of(
        municipalities=rows_of(REGISTER / "municipalities.csv"),
        catchment=rows_of(REGISTER / "catchment.csv"),
        trusts=rows_of(REGISTER / "health_trusts.csv"),
        hospitals=hospitals,
        departments=listed,
    )


def posts_from(capacity: Path | None, year: int, register: Register) -> list[Posts]:
    """The posts of each trust and half-year in a year; a year after the last decided uses the last decided."""
    rows = _rows(capacity or CAPACITY, _CAPACITY_COLUMNS)
    for number, row in enumerate(rows, start=2):
        if not (row["year"].isdecimal() and row["posts"].isdecimal() and row["period"] in ("P1", "P2")):
            _refuse(capacity, number, _("år og sykehusplasser må være tall, og periode P1 eller P2"))
        if row["trust_org_number"] not in register.trusts:
            _refuse(
                capacity,
                number,
                _("helseforetaket «{value}» finnes ikke").format(value=row["trust_org_number"]),
            )
    planned = max((int(row["year"]) for row in rows if int(row["year"]) <= year), default=None)
    if planned is None:
        raise CannotBeDone(_("Kapasitetsplanen har ingen sykehusplasser for {year} eller tidligere.").format(year=year))
    posts = {}
    for number, row in enumerate(rows, start=2):
        if int(row["year"]) == planned:
            key = (row["trust_org_number"], f"{row['period']} {year}")
            if key in posts:
                _refuse(capacity, number, _("samme helseforetak og periode står to ganger"))
            posts[key] = Posts(*key, int(row["posts"]), planned)
    return list(posts.values())


def rules_named(name: str) -> RuleSet:
    """A rule set we ship, by name."""
    shipped = rule_sets()
    if name not in shipped:
        words = _("Regelsettet «{name}» finnes ikke. Velg et av: {names}.")
        raise CannotBeDone(words.format(name=name, names=", ".join(shipped)))
    return shipped[name]


def _rows(path: Path, columns: Sequence[str]) -> list[dict[str, str]]:
    try:
        rows = rows_of(path)
    except (UnicodeDecodeError, csv.Error) as error:
        raise CannotBeDone(_("{name} er ikke en CSV-fil i UTF-8.").format(name=path.name)) from error
    missing = [column for column in columns if not rows or column not in rows[0]]
    if missing:
        words = _("{name} mangler kolonner eller rader. Den må ha kolonnene {columns}.")
        raise CannotBeDone(words.format(name=path.name, columns=", ".join(columns)))
    for number, row in enumerate(rows, start=2):
        if None in row or None in row.values():
            _refuse(path, number, _("antall felter stemmer ikke med overskriften"))
    return rows


def _refuse(path: Path | None, number: int, why: str) -> None:
    name = path.name if path else _("registeret som følger med")
    raise CannotBeDone(_("{name}, linje {number}: {why}.").format(name=name, number=number, why=why))
