"""The pairs of entries that may be one person, each with every reason; the likeliest first.

Entries are compared only where they share an address, a place or nearly a number, so the work grows with the register
and not with its square. Nothing here decides: a person says whether they are one.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

from alisveien.engines.likeness.slips import letters_apart, letters_in, slips, without_one

Reason = Literal["same_email", "near_number", "same_name", "turned_name", "near_name"]
WEIGHTS: dict[Reason, int] = {
    "same_email": 4,
    "near_number": 3,
    "same_name": 3,
    "turned_name": 2,
    "near_name": 1,
}
LONG_NAME, MOST_SLIPS = 12, 2
MOST_AT_ONE = 300
"""A place or address more share than this is no sign of likeness, and is passed over."""


@dataclass(frozen=True, slots=True)
class Known:
    """An entry: its key, its names in small letters without diacritics, and what else is known. Empty: not known."""

    key: int
    first_name: str
    last_name: str
    email: str = ""
    number: str = ""
    places: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries that may be one, the lower key first, and why."""

    first: int
    second: int
    reasons: tuple[Reason, ...]

    @property
    def weight(self) -> int:
        """How likely it is, to sort by."""
        return sum(WEIGHTS[reason] for reason in self.reasons)


def pairs(known: Iterable[Known], distinct: Collection[tuple[int, int]] = frozenset()) -> list[Pair]:
    """Every pair with a reason, the likeliest first; ``distinct`` are pairs (lower key first) settled to be two."""
    entries = {one.key: one for one in sorted(known, key=lambda one: one.key)}
    letters = {one.key: letters_in(one.first_name + one.last_name) for one in entries.values()}
    found = []
    for low, high in _candidates(entries.values()):
        one, other = entries[low], entries[high]
        far = letters_apart(letters[low], letters[high]) > 2 * MOST_SLIPS
        if far and not (one.email and one.email == other.email):
            continue  # most pairs of a place: names that cannot be near, told without comparing them
        reasons = reasons_of(one, other)
        if reasons and (low, high) not in distinct:
            found.append(Pair(low, high, reasons))
    return sorted(found, key=lambda pair: (-pair.weight, pair.first, pair.second))


def reasons_of(one: Known, other: Known) -> tuple[Reason, ...]:
    """Every reason why two entries may be one. Likeness of names alone is none: they must share a place or address."""
    reasons: list[Reason] = []
    same_email = bool(one.email) and one.email == other.email
    name = _names(one, other)
    if same_email:
        reasons.append("same_email")
    if name and one.number and other.number and slips(one.number, other.number, 1) == 1:
        reasons.append("near_number")
    near = same_email or bool(one.places & other.places) or "near_number" in reasons
    if name and near and not (one.number and other.number and "near_number" not in reasons):
        reasons.append(name)
    return tuple(reasons)


def _names(one: Known, other: Known) -> Reason | None:
    """How alike two names are; a long name may have two slips, a short one one."""
    if (one.first_name, one.last_name) == (other.first_name, other.last_name):
        return "same_name"
    if (one.first_name, one.last_name) == (other.last_name, other.first_name):
        return "turned_name"
    whole = f"{one.first_name} {one.last_name}"
    most = MOST_SLIPS if len(whole) >= LONG_NAME else 1
    return "near_name" if slips(whole, f"{other.first_name} {other.last_name}", most) <= most else None


def _candidates(entries: Collection[Known]) -> set[tuple[int, int]]:
    """The pairs worth comparing: those that share a place, an address, or all but a digit of a number.

    The entries come by key, and so the lower key of a pair stands first.
    """
    groups: defaultdict[tuple[str, object], list[int]] = defaultdict(list)
    for one in entries:
        for sign in _signs(one):
            groups[sign].append(one.key)
    return {pair for keys in groups.values() if 1 < len(keys) <= MOST_AT_ONE for pair in combinations(keys, 2)}


def _signs(one: Known) -> Iterator[tuple[str, object]]:
    if one.email:
        yield "email", one.email
    for place in one.places:
        yield "place", place
    if one.number:
        for number in without_one(one.number):
            yield "number", number
