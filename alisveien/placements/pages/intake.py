"""The pages of a workbook on its way in: what a trial found, kept as JSON for a long one; and what came of it."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from django.urls import reverse
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.base.registers import Tone
from alisveien.engines.nominations.columns import HEADING, recognised
from alisveien.engines.nominations.nomination import ReadRow
from alisveien.engines.nominations.register import Register
from alisveien.placements.models import Intake
from alisveien.placements.pages.parts import Crumbs, Figure
from alisveien.placements.services.sorting import Judged
from alisveien.placements.services.workbooks import Trial
from alisveien.placements.telling.cells import tell_change
from alisveien.placements.telling.faults import tell_fault

MOST = 200
"""So many rows of each kind are kept of the trial of a long workbook."""
MOST_PLACES = 5
KINDS = ("new", "changed", "unchanged", "refused")
IN_ADDRESS = {"nye": "new", "endret": "changed", "uendret": "unchanged", "avvist": "refused"}
TONES: dict[str, Tone] = {"new": "success", "changed": "info", "unchanged": "neutral", "refused": "danger"}


@dataclass(frozen=True, slots=True)
class TriedRow:
    """A row as the page of a trial shows it. ``told``: (column, what stood, words) of each change or fault."""

    number: int
    name: str
    about: str
    outcome: str
    told: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Tried:
    """What a trial found: rows of each outcome counted, and the rows. ``before``: the intake that read the same in."""

    counts: dict[str, int]
    rows: tuple[TriedRow, ...]
    before: int | None

    @property
    def good(self) -> int:
        """The rows that would be written: new and changed."""
        return self.counts["new"] + self.counts["changed"]

    def as_data(self) -> dict[str, object]:
        """This as JSON."""
        return asdict(self)


def tried_of(trial: Trial, register: Register) -> Tried:
    """A trial in words."""
    counted = trial.counted
    counts = {kind: getattr(counted, kind) for kind in KINDS}
    return Tried(
        counts, tuple(_row(one, register) for one in counted.judged), trial.before.pk if trial.before else None
    )


def tried_from(data: Mapping[str, Any]) -> Tried:
    """A trial from its JSON."""
    rows = (TriedRow(**{**row, "told": tuple(tuple(part) for part in row["told"])}) for row in data["rows"])
    return Tried(data["counts"], tuple(rows), data["before"])


def _row(one: Judged, register: Register) -> TriedRow:
    row = one.row
    read = row.nomination
    if read is None:
        faults = (tell_fault(fault) for fault in row.faults)
        told = tuple((fault.column, fault.found, f"{fault.wrong} {fault.remedy}") for fault in faults)
        return TriedRow(row.number, _name(row), "", one.outcome, told)
    changes = (tell_change(change, read.trust, register) for change in one.changes)
    home = register.municipalities[read.municipality].name
    about = _("{home}, HPR {number}").format(home=home, number=read.hpr_number)
    return TriedRow(row.number, _name(row), about, one.outcome, tuple(changes))


def _name(row: ReadRow) -> str:
    return f"{row.first_name} {row.last_name}".strip()


@dataclass(frozen=True, slots=True)
class Kind:
    """One outcome as the page shows it: how many, in words, and the address of the list of just these."""

    name: str
    count: str
    label: str
    tone: Tone
    href: str
    current: bool


def kinds_of(counts: Mapping[str, int], chosen: str, address: str) -> list[Kind]:
    """The four outcomes with their counts. ``chosen`` is an outcome, or empty for all of them."""
    slugs = {outcome: slug for slug, outcome in IN_ADDRESS.items()}
    return [
        Kind(
            outcome,
            number_format(counts[outcome], force_grouping=True),
            outcome_words(outcome, counts[outcome]),
            TONES[outcome],
            f"{address}?vis={slugs[outcome]}#rader",
            outcome == chosen,
        )
        for outcome in KINDS
    ]


def outcome_words(outcome: str, count: int) -> str:
    """What becomes of a row, after a number of them."""
    return {
        "new": ngettext("ny", "nye", count),
        "changed": _("endret"),
        "unchanged": _("uendret"),
        "refused": ngettext("avvist", "avviste", count),
    }[outcome]


def lines_of(tried: Tried, chosen: str) -> list[dict[str, object]]:
    """The rows of an outcome (all when empty), with outcome in a word and its tone."""
    return [
        {"row": row, "word": outcome_words(row.outcome, 1), "tone": TONES[row.outcome]}
        for row in tried.rows
        if chosen in ("", row.outcome)
    ]


def hidden_of(tried: Tried, chosen: str) -> int:
    """How many rows the page does not show, of a long workbook."""
    shown = Counter(row.outcome for row in tried.rows)
    return sum(tried.counts[kind] - shown[kind] for kind in KINDS if chosen in ("", kind))


def button_of(tried: Tried) -> str:
    """What the button that reads in says; empty when there is nothing to do."""
    if tried.good:
        words = ngettext("Les inn den ene gode raden", "Les inn de {count} gode radene", tried.good)
        return words.format(count=number_format(tried.good, force_grouping=True))
    return _("Ta vare på de avviste radene") if tried.counts["refused"] else ""


def summary_of(counts: Mapping[str, int]) -> str:
    """«70 nye, 2 endret, 0 uendret og 14 avviste rader.»"""
    shown = {kind: number_format(counts[kind], force_grouping=True) for kind in KINDS}
    return _("{new} nye, {changed} endret, {unchanged} uendret og {refused} avviste rader.").format(**shown)


def counts_of(intake: Intake, refused: int) -> dict[str, int]:
    """The rows of an intake by outcome."""
    return {"new": intake.new, "changed": intake.changed, "unchanged": intake.unchanged, "refused": refused}


def figures_of(intake: Intake, refused: int) -> list[Figure]:
    """What came of a workbook, as key figures."""
    counts = counts_of(intake, refused)
    links = {"refused": "#avviste"} if refused else {}
    return [
        Figure(
            number_format(counts[kind], force_grouping=True), outcome_words(kind, counts[kind]), "", links.get(kind, "")
        )
        for kind in KINDS
    ]


class Sent(Protocol):
    """A workbook as it was sent."""

    headings: Any
    mapping: Any


def unread_headings(workbook: Sent) -> list[str]:
    """The headings of a sheet that nothing is read from."""
    places = set(recognised(workbook.headings, workbook.mapping).values())
    return [heading for place, heading in enumerate(workbook.headings) if heading and place not in places]


def renamed(workbook: Sent) -> list[tuple[str, str]]:
    """(our heading, the sheet's) of the columns that are called something else."""
    return [(HEADING[field], heading) for field, heading in workbook.mapping.items() if heading]


def chosen_columns(headings: Sequence[str], mapping: Mapping[str, str]) -> dict[str, str]:
    """Field → heading, of all that can be placed so far."""
    return {field: headings[place] for field, place in recognised(headings, mapping).items()}


def crumbs(*more: str) -> Crumbs:
    """To the workbooks read in, and the page below."""
    top = (_("Innlesinger"), reverse("placements:intakes") if more else "")
    return [top, *((one, "") for one in more)]


def template_links(authorities: Iterable[Any], years: Iterable[int]) -> list[tuple[str, str]]:
    """(words, address) of the templates: one for each region and year."""
    words = _("Mal for {region}, runden {year}")
    return [
        (
            words.format(region=one.name.removesuffix(" RHF"), year=year),
            reverse("placements:intake_template", args=[one.code, year]),
        )
        for one in authorities
        for year in years
    ]


def standing_links(places: Sequence[Any], years: Iterable[int]) -> list[tuple[str, str]]:
    """(words, address) of what stands at each place, as a workbook; none when the places are many."""
    if len(places) > MOST_PLACES:
        return []
    words = _("{place}, runden {year}")
    return [
        (
            words.format(place=one.short_name or one.name, year=year),
            reverse("placements:intake_standing", args=[one.pk, year]),
        )
        for one in places
        for year in years
    ]
