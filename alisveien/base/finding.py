"""What the search box finds: how near a thing comes to the words, typing errors too. Plain values, no database.

An area declares a ``Finder`` in ``queries_find.py``; the desk asks them all and puts the best group first.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from alisveien.base.actor import Actor
from alisveien.base.folding import folded
from alisveien.base.word_forms import stems

LONGEST = 100
"""Letters of a search that are read."""
MOST_IN_GROUP = 25
EXACT, OTHER_NAME, ALIKE, BEGINS, WORDS_BEGIN, HOLDS, INSIDE, NEAR = 0, 1, 2, 3, 5, 6, 7, 8
"""Called exactly so; so in another tongue or before; so without diacritics; names that begin so; words that do; words
of the text that begin so; words that have it inside; near it. «Lardal» is not «Lærdal», though both are found."""
GENERIC = frozenset({"kommune", "kommunen", "bydel", "fylke"})
"""Words that are left out when nothing has them all: «Tromsø kommune»."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing found: what it is called, where it stands, a quiet line, and how near it is (0 is exactly that)."""

    label: str
    href: str
    note: str = ""
    score: int = HOLDS


@dataclass(frozen=True, slots=True)
class Group:
    """Hits of one kind, the nearest first. ``id`` is its place on the page."""

    id: str
    heading: str
    hits: Sequence[Hit]

    @property
    def score(self) -> int:
        """How near the nearest is."""
        return self.hits[0].score


Finder = Callable[[Actor, str, date], list[Group]]
"""An area's ``found_…(actor, words, today)``. The number of queries must not grow with what is found."""


def group_of(id_: str, heading: str, hits: Iterable[Hit]) -> list[Group]:
    """A group of hits, the nearest first and otherwise as they came; no group for none."""
    several = sorted(hits, key=lambda one: one.score)[:MOST_IN_GROUP]
    return [Group(id_, heading, several)] if several else []


def words_of(words: str) -> list[str]:
    """The words of a search, folded; without generic ones when others are left."""
    every = folded(words).split()
    return [word for word in every if word not in GENERIC] or every


def score_of(words: str, names: Sequence[str], codes: Iterable[str] = (), more: str = "") -> int | None:
    """How near a thing is to the words: ``names`` is what it is called, the name of today first.

    ``codes`` must be given whole or from the start, ``more`` is other text it is found by. None when it is not found.
    """
    wanted = words_of(words)
    if not wanted:
        return None
    whole, told = " ".join(wanted), [folded(name) for name in names]
    known = [folded(code) for code in codes]
    written = [name.lower() for name in names]
    if whole in known or words.strip().lower() in written[:1]:
        return EXACT
    if words.strip().lower() in written:
        return OTHER_NAME
    if whole in told:
        return ALIKE
    if any(name.startswith(whole) for name in told) or any(code.startswith(whole) for code in known):
        return BEGINS if told[0].startswith(whole) else BEGINS + 1
    parts = [part for name in told for part in name.replace("-", " ").split()]
    if all(any(part.startswith(word) for part in parts) for word in wanted):
        return WORDS_BEGIN
    text = f"{' '.join(told)} {' '.join(known)} {_folded_text(more)}"
    asked = stems(" ".join(wanted))
    if not all(word in text for word in asked):
        return None
    return HOLDS if all(f" {word}" in f" {text}" for word in asked) else INSIDE


@lru_cache(maxsize=2048)
def _folded_text(text: str) -> str:
    """A long text, folded: guides, goals and names of places, never anything of a person. Folding takes its time."""
    return folded(text)


def nearness(words: str, names: Iterable[str]) -> int | None:
    """How near the words are when letters are wrong, missing, too many or swapped: `NEAR` and the number of errors.

    A word of four to seven letters may have one error, a longer one two; shorter words and numbers none. None when
    they are farther off. The whole is tried against a name, and each word against the words of the name.
    """
    return Nearness(words).of(names)


class Nearness:
    """`nearness` of many names to the same words: what a word is worth against another is worked out once."""

    def __init__(self, words: str) -> None:
        """``words``: the search as it was typed."""
        self._wanted = words_of(words)
        self._whole = " ".join(self._wanted)
        self._allowed = {word: _errors_allowed(word) for word in (*self._wanted, self._whole)}
        self._known: dict[tuple[str, str], int | None] = {}
        self._folded: dict[str, str] = {}

    def of(self, names: Iterable[str]) -> int | None:
        """As `nearness`, of one thing by all its names."""
        if not self._wanted:
            return None
        found = [errors for name in names for errors in self._ways(name) if errors is not None]
        return NEAR + min(found) if found else None

    def _ways(self, name: str) -> tuple[int | None, int | None]:
        told = " ".join(self._fold(part) for part in name.split())
        by_word = self._by_word(told.replace("-", " ").split())
        return self._errors(self._whole, told) if len(self._wanted) > 1 or by_word is None else by_word, by_word

    def _fold(self, part: str) -> str:
        found = self._folded.get(part)
        if found is None:
            found = self._folded[part] = folded(part)
        return found

    def _by_word(self, told: Sequence[str]) -> int | None:
        total = 0
        for word in self._wanted:
            found = [errors for part in told if (errors := self._between(word, part)) is not None]
            if not found:
                return None
            total += min(found)
        return total

    def _between(self, word: str, part: str) -> int | None:
        pair = (word, part)
        if pair not in self._known:
            self._known[pair] = self._errors(word, part)
        return self._known[pair]

    def _errors(self, word: str, other: str) -> int | None:
        """How many errors make one of the other, when they are few enough for the word."""
        allowed = self._allowed[word]
        if abs(len(word) - len(other)) > allowed or len(set(word) ^ set(other)) > 2 * allowed:
            return None
        errors = distance(word, other)
        return errors if errors <= allowed else None


def _errors_allowed(word: str) -> int:
    """How many errors a word may have: none in a short one or a number, two in a long one."""
    return 0 if len(word) < 4 or any(letter.isdigit() for letter in word) else 1 if len(word) < 8 else 2


def distance(one: str, other: str) -> int:
    """How many letters must be changed, added, left out or swapped with their neighbour to make one of the other."""
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, letter in enumerate(one, start=1):
        last, before, row = before, row, [i]
        for j, against in enumerate(other, start=1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != against))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == against:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
    return row[-1]
