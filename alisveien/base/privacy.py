"""What each model that holds people declares of itself in its area's ``privacy.py``.

``config.wiring`` hands every declaration down to `declared`, area by area; scrubbing and a person's own data go by it.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Model, Q

from alisveien.base.registers import Text

USER, ADDRESS, DOCTOR, PERSON, HPR = "user", "address", "doctor", "person", "hpr"
"""What somebody is known by: numbers of users, addresses, keys of doctors and persons, HPR numbers."""
WORDS = (USER, ADDRESS, DOCTOR, PERSON, HPR)
ABOUT = frozenset({DOCTOR, PERSON, HPR})
"""What a row is about somebody by; found only by the others it was written by them, and may be about other people."""

Subject = Mapping[str, frozenset[Any]]
"""Somebody who asks for what is held about them: one of the words above → values. Read by ``held``."""


@dataclass(frozen=True, slots=True)
class Privacy:
    """Purpose, legal basis, how long it is kept, and the fields that are emptied or replaced by scrubbing.

    ``title`` is what the rows are called to people. ``held``: path to a field → which word of a `Subject` stands in it.
    ``due``: the rows whose time is over on a day; None for what goes along with something else, as ``kept`` says.
    ``removed``: rows are deleted when they are due; else ``scrubbed`` is emptied. ``left``: what stands instead, a
    value or what makes it of the row's key, for fields that cannot be empty. ``hidden`` are fields nobody gets a copy
    of (secrets, and what holds other people); ``many`` hold many people, of whom each gets the own part. ``not_yet``:
    the rows nobody gets a copy of at an instant, because everybody is to be told of them at one later instant.
    """

    purpose: Text
    basis: Text
    kept: Text
    scrubbed: tuple[str, ...]
    title: Text = ""
    held: Mapping[str, str] = field(default_factory=dict)
    due: Callable[[date], Q] | None = None
    removed: bool = False
    left: Mapping[str, Any] = field(default_factory=dict)
    hidden: tuple[str, ...] = ()
    many: tuple[str, ...] = ()
    not_yet: Callable[[datetime], Q] | None = None

    def found_by(self, subject: Subject, words: Iterable[str] = WORDS) -> Q:
        """The rows that hold somebody, by some of the words only; none when nothing leads to them."""
        found = Q(pk__in=[])
        for path, word in self.held.items():
            if word in words and subject.get(word):
                found |= Q(**{f"{path}__in": sorted(subject[word])})
        return found

    @property
    def is_about(self) -> bool:
        """Whether the rows can be about somebody else than the one who wrote them."""
        return any(word in ABOUT for word in self.held.values())


declared: dict[type[Model], Privacy] = {}
"""Every model that holds people, in the order it is scrubbed. Filled once, when the application starts."""
without_people: set[type[Model]] = set()
"""Every other model of ours."""


def hand_down(
    people: Iterable[Mapping[type[Model], Privacy]],
    no_people: Iterable[Iterable[type[Model]]],
    due: Mapping[type[Model], Callable[[date], Q]],
) -> None:
    """Take the declarations of all areas, and when rows are due where a higher area knows it. Called once."""
    declared.clear()
    without_people.clear()
    for area in people:
        declared.update({model: replace(said, due=due.get(model, said.due)) for model, said in area.items()})
    for models in no_people:
        without_people.update(models)


def title_of(model: type[Model]) -> str:
    """What the rows of a model are called to people."""
    said = declared.get(model)
    return str((said and said.title) or model._meta.verbose_name_plural)
