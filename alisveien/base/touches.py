"""A touch: one time somebody had contact with a municipality. Each area tells of its own; ``outreach`` shows them.

An area that has touches declares a ``Source`` in ``queries_touches.py``, and ``config.wiring`` hands it down.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext_lazy as _

from alisveien.base.actor import Actor
from alisveien.base.registers import Text

ENQUIRY, MEETING, COURSE, NOMINATION, VISIT, CALL, MAIL, ANSWER, OTHER = (
    "enquiry",
    "meeting",
    "course",
    "nomination",
    "visit",
    "call",
    "mail",
    "answer",
    "other",
)
KINDS: dict[str, Text] = {
    ENQUIRY: _("henvendelse"),
    MEETING: _("møte"),
    COURSE: _("kurs"),
    NOMINATION: _("innmelding"),
    VISIT: _("besøk"),
    CALL: _("samtale"),
    MAIL: _("e-post"),
    ANSWER: _("bekreftet kontakter"),
    OTHER: _("annet"),
}
"""Every kind of touch with its word."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Touch:
    """One touch: the day, the kind (a key of ``KINDS``), what in words, and where it stands.

    ``who`` is a role or unit in words, ``note`` a quiet line. Nothing on patients, health or leave.
    """

    on: date
    kind: str
    what: Text
    who: Text = ""
    note: Text = ""
    href: str = ""


Latest = tuple[date, str]
"""The day and the kind of the last touch."""


def _no_hints(actor: Actor, day: date) -> Mapping[int, list[str]]:
    return {}


@dataclass(frozen=True, slots=True)
class Source:
    """What an area knows of touches. Places are keys of municipalities; the number of queries does not grow with them.

    ``of`` gives every touch of one municipality up to a day; ``latest`` the last one of each up to a day, for all
    (who may see which is asked by the one who calls); ``hints`` sentences on what to bring up, by municipality.
    """

    of: Callable[[Actor, int, date], list[Touch]]
    latest: Callable[[Actor, date], Mapping[int, Latest]]
    hints: Callable[[Actor, date], Mapping[int, list[str]]] = _no_hints


def later(one: Latest | None, other: Latest) -> Latest:
    """The later of two; the first when they are of the same day."""
    return other if one is None or other[0] > one[0] else one


def full_months(first: date, last: date) -> int:
    """Whole months from one day to another, never below none."""
    months = (last.year - first.year) * 12 + last.month - first.month - (last.day < first.day)
    return max(0, months)
