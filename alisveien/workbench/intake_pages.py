"""The pages a table is read in by: an area's words for them, a trial in words, and the workbook of what was left."""

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic

from django.urls import reverse
from django.utils.translation import gettext as _

from alisveien.base.registers import Text, Tone
from alisveien.workbench.intake import CHANGED, NEW, REASONS, REFUSED, SAME, AnyLine, Intake, Row, Told, mark_of
from alisveien.workbench.models import SentFile
from alisveien.workbench.sheets import write_sheet
from alisveien.workbench.tables import text_of

MOST_SHOWN = 200
TONES: dict[str, Tone] = {REFUSED: "danger", CHANGED: "info", NEW: "success", SAME: "neutral"}
SEEN = (REFUSED, CHANGED, NEW)
"""The outcomes whose rows are shown, in this order."""


@dataclass(frozen=True, slots=True)
class IntakePages(Generic[AnyLine]):
    """An area's words for the pages its tables are read in by.

    ``area`` is the namespace of the addresses. ``home`` is the list they belong to: its address by name, and what it
    is called. ``label`` and ``help`` stand at the file. ``row`` is the heading of what ``said`` tells of a row, empty
    when it says too little. ``outcomes`` are what may become of one, in the order they are counted. ``button`` says how
    many are read in, ``done`` that they are. ``rejected`` is the name of the workbook of the others.
    """

    intake: Intake[Any, AnyLine]
    area: str
    title: Text
    label: Text
    help: Text
    home: tuple[str, Text]
    row: Text
    said: Callable[[AnyLine], str]
    outcomes: Mapping[str, Text]
    button: Callable[[int], str]
    done: Text
    rejected: str

    def href(self, page: str, *key: int) -> str:
        """The address of one of the pages."""
        return reverse(f"{self.area}:file_{page}", args=key)

    def crumbs(self, *below: tuple[Text, str]) -> dict[str, Any]:
        """Where a page stands: the list, where files are sent, and what is ``below`` that, as label and address."""
        top = [(self.home[1], reverse(self.home[0])), (self.title, self.href("new") if below else "")]
        return {"crumbs": [*top, *below]}


def trial_of(pages: IntakePages[AnyLine], told: Iterable[Told[AnyLine]]) -> dict[str, Any]:
    """The context of a trial: counts, the rows worth seeing with the refused first, and the mark of it all."""
    rows = list(told)
    counts = Counter(one.outcome for one in rows)
    seen = sorted(
        (one for one in rows if one.outcome in SEEN), key=lambda one: (SEEN.index(one.outcome), one.line.row.number)
    )
    good = good_of(rows)
    return {
        "counts": [(words, counts[outcome]) for outcome, words in pages.outcomes.items()],
        "button": pages.button(good) if good else _nothing(counts[REFUSED]),
        "row": pages.row,
        "rows": [
            {
                "number": one.line.row.number,
                "name": pages.said(one.line) or _as_sent(one.line.row),
                "outcome": pages.outcomes[one.outcome],
                "tone": TONES[one.outcome],
                "words": (" " if one.outcome == REFUSED else "; ").join(one.words),
            }
            for one in seen[:MOST_SHOWN]
        ],
        "more": max(0, len(seen) - MOST_SHOWN),
        "mark": mark_of(rows),
    }


def good_of(told: Iterable[Told[AnyLine]]) -> int:
    """How many rows are read in."""
    return sum(one.outcome in (NEW, CHANGED) for one in told)


def _nothing(refused: int) -> str:
    """The button when no row is read in."""
    return _("Få tilbake radene med feil") if refused else _("Avslutt: ingenting er nytt")


def _as_sent(row: Row) -> str:
    """The first cells of a row, to know it by."""
    return ", ".join(said for cell in row.sent[:3] if (said := text_of(cell)))[:80] or "–"


def rejected_workbook(file: SentFile) -> bytes:
    """A workbook of the rows that were not read in, as they were sent, with the reasons in a column of their own."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as kept:
        rows = ([*cells, " ".join(words)] for _number, cells, words in file.rejected)
        write_sheet(Path(kept.name), _("Rader med feil"), [*file.headings, str(REASONS)], rows)
        return Path(kept.name).read_bytes()
