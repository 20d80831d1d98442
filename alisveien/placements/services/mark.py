"""The mark of a workbook: what tells whether just this one was read in before."""

import hashlib
from collections.abc import Sequence

from alisveien.engines.allocation.written import canonical
from alisveien.engines.nominations.cells import shown
from alisveien.engines.nominations.nomination import Reading, ReadRow


class Mark:
    """SHA-256 of all that stood in a sheet, names too, so that a mended name is another workbook. Taken row by row.

    It is that of the JSON ``{"headings": […], "rows": [[number, cell, …], …]}`` in one spelling.
    """

    def __init__(self, headings: Sequence[str]) -> None:
        self._sum = hashlib.sha256(f'{{"headings":{canonical(list(headings))},"rows":['.encode())
        self._comma = ""

    def add(self, row: ReadRow) -> None:
        """Take the next row in."""
        cells = [str(row.number), *(shown(cell) for cell in row.cells)]
        self._sum.update(f"{self._comma}{canonical(cells)}".encode())
        self._comma = ","

    def whole(self) -> str:
        """The mark in hexadecimal, when every row is taken in."""
        ended = self._sum.copy()
        ended.update(b"]}")
        return ended.hexdigest()


def mark_of(reading: Reading) -> str:
    """The mark of a workbook that is held whole."""
    mark = Mark(reading.headings)
    for row in reading.rows:
        mark.add(row)
    return mark.whole()
