"""The work list as it is printed: groups of rows, four counts that are links, deadlines in words."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from alisveien.base.days import norwegian_day
from alisveien.base.registers import Text
from alisveien.base.work import Task, day_of, state_of
from alisveien.journal.pages import News

SHOWN = 5
CHANGED = "endret"
LABELS: dict[str, Text] = {
    "forfalt": gettext_lazy("Forfalt"),
    "uka": gettext_lazy("Frist denne uka"),
    "senere": gettext_lazy("Senere eller uten frist"),
    "venter": gettext_lazy("Venter på andre"),
    CHANGED: gettext_lazy("Endret siden sist"),
}
NAMES = {"overdue": "forfalt", "this_week": "uka", "later": "senere", "waiting": "venter"}
COUNTED = ("forfalt", "uka", "venter", CHANGED)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what, about whom, the deadline and how far off it is in words, one action, and whether it is late."""

    what: Text
    about: Text
    day: str
    distance: Text
    late: bool
    href: Text
    action: Text
    decides: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows of one state. ``more`` is the address of all of them when not all are shown."""

    name: str
    label: Text
    rows: Sequence[Row]
    count: int
    more: str


@dataclass(frozen=True, slots=True)
class Count:
    """One of the four counts: a link to the rows behind it, with a line on the most pressing one."""

    name: str
    label: Text
    count: int
    href: str
    note: str
    current: bool


Lines = Mapping[str, Sequence[Task | News]]
"""What the list is made of by group, the most pressing first, not yet put in words."""


def sorted_lines(tasks: Iterable[Task], news: Sequence[News], at: datetime) -> Lines:
    """Tasks and news by group, the most pressing first; what has no deadline comes last."""
    found: dict[str, list[Task | News]] = {name: [] for name in LABELS}
    for task in sorted(tasks, key=lambda one: day_of(one.deadline) if one.deadline else date.max):
        found[NAMES[state_of(task, at)]].append(task)
    found[CHANGED] = list(news)
    return found


def groups_of(lines: Lines, at: datetime, only: str = "") -> list[Group]:
    """The groups with rows in them; with ``only`` that one alone and whole. Only what is shown is put in words."""
    wanted = [only] if only in LABELS else [name for name in LABELS if lines[name]]
    return [_group(name, lines[name], at, whole=name == only) for name in wanted]


def counts_of(lines: Lines, at: datetime, only: str = "") -> list[Count]:
    """The four counts, none left out."""
    return [
        Count(name, LABELS[name], len(lines[name]), f"?vis={name}", _note(name, lines[name], at), current=name == only)
        for name in COUNTED
    ]


def day_in_words(day: date, today: date) -> str:
    """«Fredag 27. august», with the year when it is another."""
    words = date_format(day, "l j. F" if day.year == today.year else "l j. F Y")
    return words[:1].upper() + words[1:]


def hour_in_words(at: datetime) -> str:
    """«kl. 14.12»."""
    return date_format(timezone.localtime(at), r"\k\l. H.i")


def distance_in_words(deadline: date | datetime, at: datetime) -> str:
    """«4 dager over fristen», «i dag kl. 12.00», «i morgen», «om 3 dager»."""
    days = (day_of(deadline) - norwegian_day(at)).days
    hour = f" {hour_in_words(deadline)}" if isinstance(deadline, datetime) else ""
    if days < 0:
        return ngettext("{days} dag over fristen", "{days} dager over fristen", -days).format(days=-days)
    if isinstance(deadline, datetime) and deadline < at:
        return _("gikk ut i dag{hour}").format(hour=hour)
    near = {0: _("i dag"), 1: _("i morgen")}
    return (near.get(days) or _("om {days} dager").format(days=days)) + hour


def _row(line: Task | News, at: datetime) -> Row:
    return _news_row(line, at) if isinstance(line, News) else _task_row(line, at)


def _task_row(task: Task, at: datetime) -> Row:
    deadline = task.deadline
    late = deadline is not None and (day_of(deadline) < norwegian_day(at) or state_of(task, at) == "overdue")
    return Row(
        what=task.what,
        about=task.about,
        day=day_in_words(day_of(deadline), norwegian_day(at)) if deadline else "",
        distance=task.note or (distance_in_words(deadline, at) if deadline else _("uten frist")),
        late=late,
        href=task.href,
        action=task.action,
        decides=task.decides,
    )


def _news_row(news: News, at: datetime) -> Row:
    day, hour = day_in_words(norwegian_day(news.at), norwegian_day(at)), hour_in_words(news.at)
    return Row(news.text, news.who, day, hour, late=False, href=news.href, action=_("Se endringen"))


def _group(name: str, lines: Sequence[Task | News], at: datetime, *, whole: bool) -> Group:
    shown = [_row(one, at) for one in (lines if whole else lines[:SHOWN])]
    return Group(name, LABELS[name], shown, len(lines), f"?vis={name}" if len(shown) < len(lines) else "")


def _note(name: str, lines: Sequence[Task | News], at: datetime) -> str:
    """The most pressing row of a count in a few words."""
    if not lines:
        return str({"forfalt": _("Ingenting er for sent"), "uka": _("Ingen frister")}.get(name, _("Ingenting")))
    row = _row(lines[0], at)
    first: dict[str, Any] = {"when": row.distance, "day": row.day}
    if name == CHANGED:
        return _("Sist {day} {when}").format(when=first["when"], day=row.day.lower())
    words = {"forfalt": _("Eldste: {when}"), "uka": _("Neste: {when}")}.get(name, _("Første: {when}"))
    return words.format(**first)
