"""Municipalities that are no more, and numbers that were: what they are called now (SSB KLASS 131, 2018–2024)."""

from functools import cache
from typing import NamedTuple

from alisveien.base.shipped import REGISTER, rows_of


class Former(NamedTuple):
    """A name and number a municipality had until a day (ISO), and the numbers of today's that took over."""

    number: str
    name: str
    until: str
    today: tuple[str, ...]


@cache
def former_municipalities() -> tuple[Former, ...]:
    """Every one of the register that ships, by number; the last of each number is the newest."""
    rows = rows_of(REGISTER / "former_municipalities.csv")
    return tuple(Former(row["number"], row["name"], row["until"], tuple(row["today"].split())) for row in rows)
