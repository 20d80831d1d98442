"""What the judge of a certificate found, in words."""

import csv
import io

from django.utils.translation import gettext as _

from alisveien.engines.distribution.judge import Difference


def tell_difference(difference: Difference) -> str:
    """One thing that does not hold."""
    words = {
        "format": _("Beviset er i formatet {stated}, ikke {computed}."),
        "unknown_section": _("Beviset har en ukjent del: {where}."),
        "unreadable_input": _("Grunnlaget i beviset kan ikke leses: {stated}."),
        "changed_input": _("Grunnlaget er endret etter kjøringen: det er ikke det samme som gjentas i resultatet."),
        "not_stable": _("Utfallet er ikke rett fordelt: lege {stated} ved {where} ({computed})."),
        "not_best": _("Lege {where} kunne fått et bedre ønske uten at noen andre taper på det."),
        "differs": _("{where}: står «{stated}», skulle vært «{computed}»."),
    }
    return words[difference.code].format(where=difference.where, stated=difference.stated, computed=difference.computed)


def text_differences(name: str, stated: str, computed: str) -> list[Difference]:
    """The cells in which a CSV text differs from the one it should be; the letters must be the same too."""
    if stated == computed:
        return []
    ours, theirs = (list(csv.reader(io.StringIO(text, newline=""))) for text in (computed, stated))
    found = []
    if len(ours) != len(theirs):
        found.append(Difference("differs", name, _lines(theirs), _lines(ours)))
    for number, (one, other) in enumerate(zip(theirs, ours, strict=False), start=1):
        if one != other:
            column = next((place for place, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
            heading = ours[0][column] if column < len(ours[0]) else ""
            where = _("{name}, linje {number}, {heading}").format(name=name, number=number, heading=heading)
            found.append(
                Difference("differs", where, ",".join(one[column : column + 1]), ",".join(other[column : column + 1]))
            )
    return found or [Difference("differs", name, _("andre tegn"), _("samme innhold i vår skrivemåte"))]


def _lines(rows: list[list[str]]) -> str:
    return _("{count} linjer").format(count=len(rows))
