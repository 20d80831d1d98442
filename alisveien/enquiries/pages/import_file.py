"""A table of enquiries on trial: how many rows become what, and each row that says something."""

import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.base.registers import Tone
from alisveien.enquiries.models import EnquiryFile
from alisveien.enquiries.services.importing import NEW, REFUSED, SAME, Told, mark_of
from alisveien.enquiries.table_reading import Line
from alisveien.enquiries.telling import topics_in_words
from alisveien.workbench.sheets import write_sheet

MOST_SHOWN = 200
TONES: dict[str, Tone] = {NEW: "success", SAME: "neutral", REFUSED: "danger"}


def trial_of(told: Iterable[Told]) -> dict[str, Any]:
    """The context of a trial: counts, the rows worth seeing with the refused first, and the mark of it all."""
    rows = list(told)
    words = {NEW: _("ny"), SAME: _("ført før"), REFUSED: _("leses ikke inn")}
    counts = Counter(one.outcome for one in rows)
    order = (REFUSED, NEW)
    seen = sorted(
        (one for one in rows if one.outcome in order), key=lambda one: (order.index(one.outcome), one.line.number)
    )
    return {
        "counts": [(words[outcome], counts[outcome]) for outcome in (NEW, SAME, REFUSED)],
        "good": counts[NEW],
        "rows": [
            {
                "number": one.line.number,
                "name": _said(one.line),
                "outcome": words[one.outcome],
                "tone": TONES[one.outcome],
                "words": " ".join(one.words),
            }
            for one in seen[:MOST_SHOWN]
        ],
        "more": max(0, len(seen) - MOST_SHOWN),
        "mark": mark_of(rows),
    }


def _said(line: Line) -> str:
    """«20. november 2026, Tromsø, Utdanningsplaner», as far as the row could be read."""
    if line.faults:
        return ", ".join(cell for cell in line.cells[:3] if cell)[:80] or "–"
    parts = (date_format(line.asked_on, "j. F Y"), line.place, topics_in_words(line.topics))
    return ", ".join(part for part in parts if part)


def rejected_workbook(file: EnquiryFile) -> bytes:
    """A workbook of the rows that were not read in, as they were sent, with the reasons in a column of their own."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as kept:
        rows = ([*cells, " ".join(words)] for _number, cells, words in file.rejected)
        write_sheet(Path(kept.name), _("Rader med feil"), [*file.headings, _("Hva som er galt")], rows)
        return Path(kept.name).read_bytes()
