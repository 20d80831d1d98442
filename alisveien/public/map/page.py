"""The page around the map: the offices' figures, the chosen municipality, the table, and the same as a file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.places.queries_map import MapRow
from alisveien.public.map.drawing import Picture, draw, municipalities_in_words
from alisveien.public.map.figures import FIGURES, Figure, LegendLine, legend, short_name
from alisveien.public.map.topology import Country
from alisveien.workbench.cells import number
from alisveien.workbench.export import safe


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks for: a figure, a table or a map, a municipality's number, and a day (empty: today).

    ``against`` is the day of a second map beside the first, and ``against_figure`` what that one shows.
    """

    figure: Figure
    as_table: bool
    number: str = ""
    per: str = ""
    against: str = ""
    against_figure: str = ""

    def address(self, **other: str) -> str:
        """The same page with something else asked for; what is empty is left out."""
        parts = {"vis": self.figure.slug, "form": "tabell" if self.as_table else "", "kommune": self.number}
        parts |= {"per": self.per, "mot": self.against, "mot_vis": self.against_figure} | other
        return "?" + urlencode({name: value for name, value in parts.items() if value})


@dataclass(frozen=True, slots=True)
class OfficeLine:
    """An office with its municipalities and people."""

    href: str
    name: str
    municipalities: str
    people: str


@dataclass(frozen=True, slots=True)
class Chosen:
    """The municipality asked for."""

    href: str
    name: str
    other_names: str
    facts: list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class TableLine:
    """A municipality in the table, in words."""

    href: str
    name: str
    other_names: str
    people: str
    centrality: int
    office: str
    trust: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class MapPage:
    """Everything on the page. ``picture`` is None in the table, ``table`` is empty on the map."""

    asked: Asked
    lead: str
    count: str
    source: str
    figures: list[dict[str, Any]]
    forms: list[dict[str, Any]]
    legend: list[LegendLine]
    offices: list[OfficeLine]
    total: OfficeLine
    choices: list[tuple[str, str]]
    chosen: Chosen | None
    picture: Picture | None
    table: list[TableLine]
    csv: str = ""
    xlsx: str = ""
    svg: str = ""
    png: str = ""
    offered: tuple[Figure, ...] = FIGURES


def map_page(
    asked: Asked,
    rows: Sequence[MapRow],
    land: Country,
    drawn: Sequence[MapRow] | None = None,
    *,
    offered: tuple[Figure, ...] = FIGURES,
    counted_on: date | None = None,
) -> MapPage:
    """The page for what is asked, from every municipality. Without rows it says so by being empty.

    ``drawn`` are the rows by shape where they are others than ``rows``, as on a day before a division. ``offered``
    are the figures to choose among; ``counted_on`` is the day of the statistic shown, where it is one.
    """
    chosen = next((row for row in rows if row.number == asked.number), None)
    fresh = date_format(max((row.population_on for row in rows), default=date.min), "j. F Y") if rows else ""
    offices = office_lines(rows)
    return MapPage(
        asked=asked,
        lead=_lead(rows, len(offices), fresh),
        count=number(len(rows)),
        source=_source(fresh, counted_on),
        figures=_figures(asked, offered),
        offered=offered,
        forms=_forms(asked),
        legend=legend(asked.figure, rows if drawn is None else drawn, land, counted=rows),
        offices=offices,
        total=OfficeLine("", _("I alt"), number(len(rows)), number(sum(row.population for row in rows))),
        choices=[(row.number, row.name) for row in rows],
        chosen=_chosen(chosen) if chosen else None,
        picture=None if asked.as_table else draw(asked.figure, tuple(rows if drawn is None else drawn), land, chosen),
        table=[_table_line(row, asked) for row in rows] if asked.as_table else [],
        csv="/kart/tall.csv" + (f"?per={asked.per}" if asked.per else ""),
        xlsx="/kart/tall.xlsx" + (f"?per={asked.per}" if asked.per else ""),
        svg="/kart/bilde.svg" + asked.address(form="", mot="", mot_vis=""),
        png="/kart/bilde.png" + asked.address(form="", mot="", mot_vis=""),
    )


def office_lines(rows: Sequence[MapRow]) -> list[OfficeLine]:
    """The offices from north to south as their numbers go, with sums."""
    offices: dict[str, list[MapRow]] = {}
    for row in rows:
        if row.office:
            offices.setdefault(row.office, []).append(row)
    order = ["nord", "midt", "vest", "ost", "oslo", "sor"]
    codes = sorted(offices, key=lambda code: (order.index(code) if code in order else len(order), code))
    return [
        OfficeLine(
            href=f"/kontor/{code}/",
            name=short_name(offices[code][0].office_name),
            municipalities=number(len(offices[code])),
            people=number(sum(row.population for row in offices[code])),
        )
        for code in codes
    ]


def csv_lines(rows: Sequence[MapRow]) -> Iterator[list[Any]]:
    """The heading and every municipality, safe for spreadsheet programs."""
    yield [
        _("Kommunenummer"),
        _("Kommune"),
        _("Andre navn"),
        _("Innbyggere"),
        _("Innbyggere per"),
        _("Sentralitet"),
        _("Kontor"),
        _("Organisasjonsnummer"),
        _("Helseforetak"),
        _("Lokalsykehus"),
    ]
    for row in rows:
        line = [row.number, row.name, row.other_names, row.population, row.population_on, row.centrality]
        yield [safe(value) for value in (*line, row.office_name, row.trust, row.trust_name, row.hospital_area)]


def _lead(rows: Sequence[MapRow], offices: int, fresh: str) -> str:
    if not rows:
        return _("Registeret er tomt.")
    words = [_("ett"), _("to"), _("tre"), _("fire"), _("fem"), _("seks")]
    said = words[offices - 1] if offices <= len(words) else number(offices)
    return _("%(municipalities)s og %(offices)s kontor. Innbyggere %(date)s.") % {
        "municipalities": municipalities_in_words(len(rows)),
        "offices": said,
        "date": fresh,
    }


def _source(fresh: str, counted_on: date | None) -> str:
    """Where the figures are from, and the map."""
    if counted_on is None:
        return _("Kilde: SSB, %s. Kart: © Kartverket (CC BY 4.0).") % fresh
    words = _("Kilde: Helsedirektoratets fastlegestatistikk, %s. Kart: © Kartverket (CC BY 4.0).")
    return words % date_format(counted_on, "j. F Y")


def _figures(asked: Asked, offered: tuple[Figure, ...]) -> list[dict[str, Any]]:
    return [
        {"label": figure.label, "href": asked.address(vis=figure.slug), "current": figure is asked.figure}
        for figure in offered
    ]


def _forms(asked: Asked) -> list[dict[str, Any]]:
    return [
        {"label": _("Kart"), "href": asked.address(form=""), "current": not asked.as_table, "icon": "map"},
        {"label": _("Tabell"), "href": asked.address(form="tabell"), "current": asked.as_table, "icon": "table"},
    ]


def _table_line(row: MapRow, asked: Asked) -> TableLine:
    return TableLine(
        href=row.href,
        name=row.name,
        other_names=row.other_names,
        people=number(row.population),
        centrality=row.centrality,
        office=short_name(row.office_name),
        trust=row.trust_name,
        chosen=row.number == asked.number,
    )


def _chosen(row: MapRow) -> Chosen:
    facts = (
        (_("Innbyggere"), number(row.population), ""),
        (_("Sentralitet"), _("klasse %s av 6") % row.centrality, ""),
        (_("Kontor"), short_name(row.office_name), f"/kontor/{row.office}/" if row.office else ""),
        (_("Helseforetak"), row.trust_name, f"/helseforetak/{row.trust}/" if row.trust else ""),
        (_("Lokalsykehus"), row.hospital_area, ""),
    )
    return Chosen(
        href=row.href,
        name=row.name,
        other_names=row.other_names,
        facts=[{"label": label, "value": value, "href": href} for label, value, href in facts],
    )
