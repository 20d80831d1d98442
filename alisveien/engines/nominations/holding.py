"""A trust's queue beside the list of its HR system: what differs, both ways. Nothing is merged.

Source: the Helse Nord report of 2021, chapter 4.2: who is nominated stands in a «fiktiv enhet» of the HR system.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

KEY = "hpr_number"

Line = Mapping[str, str]
"""One doctor of a list: field → text."""


@dataclass(frozen=True, slots=True)
class Differs:
    """A doctor in both lists, with a field they do not agree on: what stands here, and there."""

    hpr_number: str
    field: str
    here: str
    there: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The HPR numbers that stand only here, only there, and more than once there, and every field that differs.

    ``same``: how many doctors stand alike in both. ``unnamed``: rows there without a number.
    """

    only_here: tuple[str, ...]
    only_there: tuple[str, ...]
    twice: tuple[str, ...]
    differs: tuple[Differs, ...]
    same: int
    unnamed: int


def compare(here: Iterable[Line], there: Iterable[Line], fields: Iterable[str]) -> Compared:
    """Compare two lists by HPR number. Only ``fields`` are compared; case and gaps are no matter."""
    mine = {line[KEY]: line for line in here}
    theirs: dict[str, Line] = {}
    twice, unnamed = [], 0
    for line in there:
        number = line.get(KEY, "").strip()
        if not number:
            unnamed += 1
        elif number in theirs:
            twice.append(number)
        else:
            theirs[number] = line
    compared = [name for name in fields if name != KEY]
    differs = [
        Differs(number, name, mine[number].get(name, ""), theirs[number].get(name, ""))
        for number in sorted(mine.keys() & theirs.keys())
        for name in compared
        if _plain(mine[number].get(name, "")) != _plain(theirs[number].get(name, ""))
    ]
    return Compared(
        tuple(sorted(mine.keys() - theirs.keys())),
        tuple(sorted(theirs.keys() - mine.keys())),
        tuple(dict.fromkeys(twice)),
        tuple(differs),
        len(mine.keys() & theirs.keys() - {one.hpr_number for one in differs}),
        unnamed,
    )


def written(value: str | date) -> str:
    """A cell as the lists are compared and sent: a date as 01.03.2028, a text without gaps around it."""
    return f"{value:%d.%m.%Y}" if isinstance(value, date) else value.strip()


def _plain(text: str) -> str:
    return " ".join(text.split()).casefold()
