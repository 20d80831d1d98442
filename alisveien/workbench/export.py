"""A list as a file: exactly the rows and order of the page, as CSV or as a workbook with its source."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.http import HttpResponse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import slugify
from django.utils.translation import gettext as _

from alisveien.base.registers import Register

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


@dataclass(frozen=True, slots=True)
class About:
    """What the second sheet says: how many rows, which filters, when and from which address."""

    count: int
    filters: tuple[str, ...]
    at: datetime
    address: str


def safe(value: Any) -> Any:
    """A value that no spreadsheet program takes for a formula. Numbers and dates pass unchanged."""
    if isinstance(value, datetime):
        return timezone.localtime(value).replace(tzinfo=None)
    if value is None or isinstance(value, (bool, int, float, date)):
        return (_("ja") if value else _("nei")) if isinstance(value, bool) else value
    if not isinstance(value, str):
        return value if hasattr(value, "as_tuple") else safe(str(value))
    text = CONTROL.sub("", value)
    return f"'{text}" if text.startswith(DANGEROUS) else text


def lines(register: Register, rows: Iterable[Any]) -> Iterator[list[Any]]:
    """The heading and then one line of plain, safe values for each row."""
    yield [safe(str(column.label)) for column in register.columns]
    for row in rows:
        yield [safe(column.value(row)) for column in register.columns]


def as_csv(register: Register, rows: Iterable[Any], about: About) -> HttpResponse:
    """UTF-8 with commas and a heading; dates as 2027-03-01."""
    response = HttpResponse(content_type="text/csv; charset=utf-8")
    writer = csv.writer(response)
    writer.writerows(lines(register, rows))
    return _named(response, register, about, "csv")


def as_xlsx(register: Register, rows: Iterable[Any], about: About) -> HttpResponse:
    """A workbook: the list on the first sheet, source, date and filters on the second."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only here
    from openpyxl.cell import WriteOnlyCell  # noqa: PLC0415
    from openpyxl.styles import Font  # noqa: PLC0415

    book = Workbook(write_only=True)
    sheet = book.create_sheet(str(register.title)[:31])
    sheet.freeze_panes = "A2"
    for number, column in enumerate(register.columns):
        letter = chr(ord("A") + number) if number < 26 else "AA"
        sheet.column_dimensions[letter].width = 14 if column.number else 28
    for number, line in enumerate(lines(register, rows)):
        cells = [WriteOnlyCell(sheet, value) for value in line]
        for cell in cells if number == 0 else ():
            cell.font = Font(bold=True)
        sheet.append(cells)
    source = book.create_sheet(_("Om lista"))
    source.column_dimensions["A"].width, source.column_dimensions["B"].width = 18, 90
    for fact in source_lines(register, about):
        source.append([safe(part) for part in fact])
    kept = io.BytesIO()
    book.save(kept)
    response = HttpResponse(kept.getvalue(), content_type=XLSX_TYPE)
    return _named(response, register, about, "xlsx")


def source_lines(register: Register, about: About) -> list[tuple[str, str]]:
    """What must follow a list out of the house: its source, date, filters and attribution."""
    fresh = date_format(register.source_date, "j. F Y") if register.source_date else _("ikke oppgitt")
    return [
        (_("Liste"), str(register.title)),
        (_("Rader"), str(about.count)),
        (_("Utvalg"), "; ".join(about.filters) or _("alle")),
        (_("Kilde"), str(register.source)),
        (_("Opplysninger fra"), fresh),
        (_("Hentet"), date_format(timezone.localtime(about.at), "j. F Y \\k\\l. H.i")),
        (_("Adresse"), about.address),
        (
            _("Rettigheter"),
            _(
                "Inneholder data fra Kartverket (CC BY 4.0), Statistisk sentralbyrå (CC BY 4.0), "
                "Brønnøysundregistrene og Lovdata (NLOD 2.0)."
            ),
        ),
    ]


def _named(response: HttpResponse, register: Register, about: About, ending: str) -> HttpResponse:
    day = timezone.localtime(about.at).date().isoformat()
    plain = str(register.title).lower().replace("æ", "ae").replace("ø", "o").replace("å", "a")
    response.headers["Content-Disposition"] = f'attachment; filename="{slugify(plain)}-{day}.{ending}"'
    response.headers["Cache-Control"] = "no-store"
    return response
