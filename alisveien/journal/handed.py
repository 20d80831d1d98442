"""What the journal is handed by ``config.wiring``: it knows no other area, so each tells it how its deeds are told."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from alisveien.base.actor import Actor
from alisveien.base.registers import Text
from alisveien.journal.words import Labels, Telling

Reader = Callable[[Actor, Any], bool]
Names = Callable[[Iterable[int]], Mapping[int, str]]


def _nothing(thing: Any) -> list[str]:
    return []


def _numbers(users: Iterable[int]) -> Mapping[int, str]:
    return {}


def _none(thing: Any) -> list[Model]:
    return []


@dataclass(frozen=True, slots=True)
class Removal:
    """That taking a deed back removes the thing itself: it was entered by mistake, and nobody has built on it since.

    ``hanging`` is said when something leads to it; ``then`` is the address where one goes afterwards. ``along`` gives
    the rows leading to it that say nothing any more, and go with it.
    """

    hanging: Text
    then: Callable[[Any], str]
    along: Callable[[Any], list[Model]] = _none


@dataclass(frozen=True, slots=True)
class Undoing:
    """How a kind of entry is taken back: whose rule says who may, what else speaks against it, what fields are called.

    ``may`` takes the actor and the thing as it is now; ``against`` the thing, and gives reasons in words. ``removal``
    is for a thing that was entered: it goes, instead of getting its values from before.
    """

    may: Reader
    labels: Labels
    against: Callable[[Any], list[str]] = _nothing
    removal: Removal | None = None


@dataclass(slots=True)
class Handed:
    """Everything that was handed down. ``readers``: label of a model → who may read what was done to such a thing.

    ``named``: label → what its tellings name besides the thing itself, as paths to fetch along with it.
    """

    tellings: dict[str, Telling] = field(default_factory=dict)
    undoings: dict[str, Undoing] = field(default_factory=dict)
    readers: dict[str, Reader] = field(default_factory=dict)
    named: dict[str, tuple[str, ...]] = field(default_factory=dict)
    names: Names = _numbers

    def reader_of(self, thing: Model | type[Model]) -> Reader | None:
        """The rule for a thing or its model; None when nobody may read about such things."""
        return self.readers.get(thing._meta.label_lower)


handed = Handed()


def hand_down(
    *,
    tellings: Iterable[Mapping[str, Telling]],
    undoings: Iterable[Mapping[str, Undoing]] = (),
    readers: Iterable[Mapping[str, Reader]] = (),
    named: Iterable[Mapping[str, tuple[str, ...]]] = (),
    names: Names = _numbers,
) -> None:
    """Hand the journal what it needs, once, when the application starts. A kind told twice is a fault of ours."""
    handed.tellings = _one_of_each(tellings)
    handed.undoings = _one_of_each(undoings)
    handed.readers = _one_of_each(readers)
    handed.named = _one_of_each(named)
    handed.names = names


def _one_of_each(several: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for one in several:
        twice = found.keys() & one.keys()
        if twice:
            raise ValueError(f"declared twice: {', '.join(sorted(twice))}")
        found.update(one)
    return found
