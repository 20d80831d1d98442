"""The figures of a period: how many, how fast, about what and from whom (the two charts of the report for 2023)."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median
from typing import Any

from django.utils.dateparse import parse_date
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.engines.calendar.working_days import working_days_between
from alisveien.enquiries.models import Asker, Channel, Topic
from alisveien.enquiries.rules import ANSWER_WITHIN, OLDEST, due_on

Rows = Sequence[Mapping[str, Any]]
FROM, TO, OFFICE = "fra", "til", "kontor"
MONTHS_SHOWN = 400
"""Days up to which a period is told month by month; a longer one year by year."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: what, how many, and the share in whole per cent."""

    pk: str
    label: str
    count: int
    percent: int
    group: str = ""


@dataclass(frozen=True, slots=True)
class Speed:
    """How fast a set of enquiries was answered. ``share`` is whole per cent of those that should be answered by now."""

    count: int
    measured: int
    in_time: int
    share: int | None
    days: float | None


@dataclass(frozen=True, slots=True)
class Period:
    """From and to a day, and what was wrong with what was asked for."""

    first: date
    last: date
    fault: str = ""


def period_of(asked: Mapping[str, str], today: date) -> Period:
    """The period an address asks for; this year when it asks for none or for what cannot be."""
    usual = Period(date(today.year, 1, 1), today)
    if not asked.get(FROM) and not asked.get(TO):
        return usual
    first, last = _day(asked.get(FROM, "")), _day(asked.get(TO, ""))
    if first is None or last is None or not OLDEST <= first <= last:
        words = _("Perioden må være to datoer i rekkefølge, fra 2018. Vi viser i år.")
        return Period(usual.first, usual.last, words)
    return Period(first, last)


def _day(written: str) -> date | None:
    try:
        return parse_date(written)
    except ValueError:
        return None


def by_topic(rows: Rows) -> list[Bar]:
    """How the topics are shared: per cent of all topics named, the most common first."""
    return _bars(Counter(topic for row in rows for topic in row["topics"]), dict(Topic.choices))


def by_asker(rows: Rows) -> list[Bar]:
    """How those who asked are shared, the most common first."""
    return _bars(Counter(row["asker"] for row in rows), dict(Asker.choices))


def by_channel(rows: Rows) -> list[Bar]:
    """How they came, the most common first."""
    return _bars(Counter(row["channel"] for row in rows), dict(Channel.choices))


def _bars(counted: Counter[str], labels: Mapping[str, Any]) -> list[Bar]:
    total = sum(counted.values())
    ordered = sorted(counted.items(), key=lambda one: (one[0] == "other", -one[1], str(labels[one[0]])))
    return [Bar(key, str(labels[key]), count, round(100 * count / total)) for key, count in ordered]


def speed_of(rows: Iterable[Mapping[str, Any]], today: date) -> Speed:
    """How fast they were answered. What is not due yet, or was closed without an answer, is not measured."""
    found = list(rows)
    measured = [row for row in found if _is_measured(row, today)]
    days = [
        working_days_between(row["asked_on"], row["first_answered_on"]) for row in measured if row["first_answered_on"]
    ]
    in_time = sum(1 for one in days if one <= ANSWER_WITHIN)
    share = round(100 * in_time / len(measured)) if measured else None
    return Speed(len(found), len(measured), in_time, share, median(days) if days else None)


def _is_measured(row: Mapping[str, Any], today: date) -> bool:
    if row["first_answered_on"] is not None:
        return True
    return row["outcome"] == "" and due_on(row["asked_on"]) < today


def over_time(rows: Rows, period: Period, today: date) -> list[dict[str, Any]]:
    """One line for each month, or for each year when the period is long, with its speed."""
    yearly = (period.last - period.first).days > MONTHS_SHOWN
    parts: dict[tuple[int, int], list[Mapping[str, Any]]] = {key: [] for key in _parts(period, yearly=yearly)}
    for row in rows:
        parts[_part(row["asked_on"], yearly=yearly)].append(row)
    return [
        {
            "label": str(year) if yearly else date_format(date(year, month, 1), "F Y"),
            "speed": speed_of(several, today),
        }
        for (year, month), several in parts.items()
    ]


def _part(day: date, *, yearly: bool) -> tuple[int, int]:
    return (day.year, 0 if yearly else day.month)


def _parts(period: Period, *, yearly: bool) -> list[tuple[int, int]]:
    days = (period.first + timedelta(days=number) for number in range((period.last - period.first).days + 1))
    return list(dict.fromkeys(_part(day, yearly=yearly) for day in days))


def choices_of(today: date, office: str) -> list[dict[str, str]]:
    """The usual periods as links: this year, last year, the last twelve months."""
    year = date(today.year, 1, 1)
    spans = (
        (_("I år"), year, today),
        (_("I fjor"), date(today.year - 1, 1, 1), year - timedelta(days=1)),
        (_("Siste tolv måneder"), today - timedelta(days=364), today),
    )
    tail = f"&{OFFICE}={office}" if office else ""
    return [{"label": label, "href": f"?{FROM}={first}&{TO}={last}{tail}"} for label, first, last in spans]


def context_of(rows: Rows, period: Period, today: date) -> dict[str, Any]:
    """Everything the page of figures prints."""
    return {
        "period": period,
        "today": today,
        "speed": speed_of(rows, today),
        "within": ANSWER_WITHIN,
        "charts": [
            {"id": "tema", "heading": _("Hva de spør om"), "bars": by_topic(rows), "first": _("Tema")},
            {"id": "hvem", "heading": _("Hvem som spør"), "bars": by_asker(rows), "first": _("Hvem")},
        ],
        "channels": by_channel(rows),
        "over_time": over_time(rows, period, today),
        "synthetic": any(row["is_synthetic"] for row in rows),
    }
