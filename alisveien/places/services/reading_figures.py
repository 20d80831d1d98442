"""Population and GP statistics → figures of municipalities on a day."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.places.checking import Column, Row, Table, by, choice, day, digits, text, whole
from alisveien.places.models import Place, PlaceFigure
from alisveien.places.services.ledger import SOURCE, Ledger, hundredths
from alisveien.places.services.reading import Faults, Finding, Found, numbers_ever
from alisveien.places.sheets import Sheet

What = PlaceFigure.What
START_OF_2021 = date(2021, 1, 1)


def decimal(highest: int) -> Column:
    """A number with or without a decimal point, from 0."""

    def fault(value: str) -> str:
        if value.replace(".", "", 1).isdecimal() and value.isascii() and Decimal(value) <= highest:
            return ""
        words = _("«{value}» skal være et tall fra 0 til {highest}, med punktum som desimaltegn.")
        return words.format(value=value, highest=highest)

    return Column(fault, required=False)


POPULATION = Table(
    {
        "number": digits(4),
        "population": whole(0, 9_999_999),
        "population_date": day(),
        "population_2021": whole(0, 9_999_999, required=False),
    },
    by("number"),
)

GENERAL_PRACTICE = Table(
    {
        "scope": choice("municipality", "county", "office", "nation"),
        "code": text(4, required=False),
        "year": digits(4),
        "as_of": text(10),
        "gps": whole(0, 99_999, required=False),
        "lists_without_gp": whole(0, 99_999, required=False),
        "lists_total": whole(0, 99_999, required=False),
        "avg_list_length": whole(0, 99_999, required=False),
        "share_patients_without_gp_pct": decimal(100),
        "capacity_index": decimal(1000),
    },
    by("scope", "code", "as_of"),
)
COLUMNS: Mapping[str, str] = {
    "gps": What.GPS,
    "lists_without_gp": What.VACANT_LISTS,
    "lists_total": What.LISTS,
    "avg_list_length": What.MEAN_LIST,
    "share_patients_without_gp_pct": What.WITHOUT_GP,
    "capacity_index": What.CAPACITY,
}


def read_population(sheet: Sheet, ledger: Ledger, today: date) -> tuple[list[Finding], Faults]:
    """Write the population of each municipality in the file."""

    def figures(row: Row) -> list[tuple[str, date, str]]:
        told = [(What.POPULATION, date.fromisoformat(row["population_date"]), row["population"])]
        if row["population_2021"]:
            told.append((What.POPULATION, START_OF_2021, row["population_2021"]))
        return [(str(what), on, value) for what, on, value in told]

    return _read([(line, row["number"], figures(row)) for line, row in sheet.numbered()], ledger)


def read_general_practice(sheet: Sheet, ledger: Ledger, today: date) -> tuple[list[Finding], Faults]:
    """Write the figures of each municipality in the file. Sums are not read: we sum ourselves."""
    rows = []
    for line, row in sheet.numbered():
        if row["scope"] != "municipality":
            continue
        try:
            on = date.fromisoformat(row["as_of"])
        except ValueError:
            return [], [(line, _("as_of: «{value}» skal være en dato.").format(value=row["as_of"]))]
        rows.append((line, row["code"], [(what, on, row[column]) for column, what in COLUMNS.items() if row[column]]))
    return _read(rows, ledger)


def _read(rows: list[tuple[int, str, list[tuple[str, date, str]]]], ledger: Ledger) -> tuple[list[Finding], Faults]:
    places = numbers_ever([Place.Kind.MUNICIPALITY])
    known = {(row.place_id, row.what, row.on): row for row in PlaceFigure.objects.all()}
    findings: list[Finding] = []
    faults: Faults = []
    new: list[tuple[PlaceFigure, Place]] = []
    for line, number, figures in rows:
        place = places.get(number)
        if place is None:
            faults.append((line, _("«{number}» er ikke et kommunenummer i registeret.").format(number=number)))
            continue
        for what, on, value in figures:
            words = _said(place, what, on, value)
            stored = known.get((place.pk, what, on))
            if stored is None:
                row = PlaceFigure(place=place, what=what, on=on, value=hundredths(value), source=SOURCE)
                known[place.pk, what, on] = row
                new.append((row, place))
                findings.append(Finding(Found.NEW, words))
            elif stored.value != Decimal(value):
                before = _number(stored.value)
                ledger.change(stored, place, value=hundredths(value), source=SOURCE)
                findings.append(Finding(Found.CHANGED, _("{words}, før {before}").format(words=words, before=before)))
            else:
                findings.append(Finding(Found.SAME, words))
    ledger.make_many(new)
    return findings, faults


def _said(place: Place, what: str, on: date, value: str) -> str:
    words = _("{name}, {what} {day}: {value}")
    label = What(what).label
    return words.format(name=place.name, what=label, day=date_format(on, "j. F Y"), value=_number(Decimal(value)))


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")
