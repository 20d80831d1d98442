"""A table of persons on trial: how many rows become what, and each row that says something."""

import tempfile
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from alisveien.base.registers import Tone
from alisveien.people.models import PersonFile
from alisveien.people.services.importing import CHANGED, NEW, REFUSED, SAME, Told, mark_of
from alisveien.workbench.sheets import write_sheet

MOST_SHOWN = 200
TONES: dict[str, Tone] = {NEW: "success", CHANGED: "info", SAME: "neutral", REFUSED: "danger"}


def trial_of(told: Iterable[Told]) -> dict[str, Any]:
    """The context of a trial: counts, the rows worth seeing with the refused first, and the mark of it all."""
    rows = list(told)
    words = {NEW: _("ny"), CHANGED: _("endres"), SAME: _("lik"), REFUSED: _("leses ikke inn")}
    counts = Counter(one.outcome for one in rows)
    order = (REFUSED, CHANGED, NEW)
    seen = sorted(
        (one for one in rows if one.outcome in order), key=lambda one: (order.index(one.outcome), one.line.number)
    )
    return {
        "counts": [(words[outcome], counts[outcome]) for outcome in (NEW, CHANGED, SAME, REFUSED)],
        "good": counts[NEW] + counts[CHANGED],
        "rows": [
            {
                "number": one.line.number,
                "name": f"{one.line.first_name} {one.line.last_name}".strip() or "–",
                "outcome": words[one.outcome],
                "tone": TONES[one.outcome],
                "words": "; ".join(one.words),
            }
            for one in seen[:MOST_SHOWN]
        ],
        "more": max(0, len(seen) - MOST_SHOWN),
        "mark": mark_of(rows),
    }


def rejected_workbook(file: PersonFile) -> bytes:
    """A workbook of the rows that were not read in, as they were sent, with the reasons in a column of their own."""
    with tempfile.NamedTemporaryFile(suffix=".xlsx") as kept:
        rows = ([*cells, " ".join(words)] for _number, cells, words in file.rejected)
        write_sheet(Path(kept.name), _("Rader med feil"), [*file.headings, _("Hva som er galt")], rows)
        return Path(kept.name).read_bytes()
