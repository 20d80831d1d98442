"""A doctor in the round, found by name or HPR number: nominated to a trust, or in a row that was refused."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Protocol

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.placements.models import Round
from alisveien.placements.pages.faults import Refused
from alisveien.placements.pages.parts import Person, card_address
from alisveien.placements.queries import is_released
from alisveien.placements.telling.reasons import status_title

LONGEST_SEARCH = 100
MOST = 20
"""So many of each kind are shown."""


class Short(Protocol):
    """A trust under its short name."""

    short_name: str


class Nominated(Person, Protocol):
    """A nominated doctor, with the trust."""

    @property
    def trust(self) -> Short:
        """Where the doctor is nominated."""


class Result(Protocol):
    """What a run gave a nomination."""

    status: str
    list_place: int | None

    @property
    def nomination(self) -> Nominated:
        """Whose it is."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A doctor, or a refused row: where it leads, and what is said of it."""

    label: str
    href: str
    note: str


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gave: the words searched for, how many hits in words, the hits, whether some are left out."""

    words: str
    count: str
    hits: tuple[Hit, ...]
    cut: bool


def searched_words(text: str) -> str:
    """What was typed, made fit to search for: one line, no NUL, at most 100 characters."""
    return " ".join(text.replace("\x00", "").split())[:LONGEST_SEARCH]


def found_in(round_: Round, words: str, results: Iterable[Result], refused: Iterable[Refused]) -> Found:
    """The hits of a search, at most ``MOST`` nominated doctors and as many refused rows."""
    nominated, rows = list(results), list(refused)
    hits = [_nominated(round_, one) for one in nominated[:MOST]] + [_refused(row) for row in rows[:MOST]]
    cut = len(nominated) > MOST or len(rows) > MOST
    return Found(words, _counted(len(hits), cut=cut), tuple(hits), cut)


def _counted(count: int, *, cut: bool) -> str:
    if not count:
        return _("Ingen treff")
    if cut:
        return _("De {count} første treffene").format(count=count)
    return ngettext("{count} treff", "{count} treff", count).format(count=count)


def _nominated(round_: Round, one: Result) -> Hit:
    person = one.nomination
    number = _("nr. {number} på lista").format(number=one.list_place) if one.list_place else ""
    words = (
        f"HPR {person.hpr_number}",
        person.trust.short_name,
        number,
        status_title(one.status, released=is_released(round_)).lower(),
    )
    label = f"{person.name}, {person.municipality.name}"
    return Hit(label, card_address(round_.year, person.hpr_number), ", ".join(word for word in words if word))


def _refused(row: Refused) -> Hit:
    href = reverse("placements:intake_faults", args=[row.intake_id]) + f"#rad-{row.row_number}"
    label = ", ".join(part for part in (row.name, row.municipality) if part) or _("Uten navn")
    number = f"HPR {row.hpr_number}, " if row.hpr_number else ""
    return Hit(label, href, number + _("avvist, se rad {number}").format(number=row.row_number))
