"""A trust's plan as a workbook: one line for each doctor and each empty post."""

import io

from django.utils.translation import gettext as _

from alisveien.placements.pages.planner import Drawn, place_in_words
from alisveien.workbench.export import safe


def workbook_of(drawn: Drawn, about: str) -> bytes:
    """The plan as XLSX, in the order of half-year and place. ``about`` is the line above it."""
    from openpyxl import Workbook  # noqa: PLC0415 - slow, and only here

    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Plan"))
    for letter, width in zip("ABCDEFGH", (12, 30, 34, 28, 20, 14, 14, 40), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([safe(about)])
    sheet.append(_headings())
    names = {one.pk: one.name for one in (*drawn.standing.hospitals, *drawn.standing.departments)}
    shown = [one for one in drawn.plan.values() if one.cell.half in drawn.halves]
    order = sorted(shown, key=lambda one: (one.cell.half, names.get(one.cell.hospital or 0, ""), one.key))
    for one in order:
        person = drawn.standing.people[one.doctor] if one.doctor is not None else None
        live = drawn.standing.pieces.get(one.key)
        line = [
            one.cell.half.label,
            names.get(one.cell.hospital or 0, ""),
            names.get(one.cell.department or 0, ""),
            person.name if person else _("Ledig"),
            person.home if person else "",
            one.from_on,
            one.to_on,
            place_in_words(drawn.standing, live.cell) if live and live.cell != one.cell else "",
        ]
        sheet.append([safe(value) for value in line])
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def _headings() -> list[str]:
    places = [_("Halvår"), _("Sykehus"), _("Avdeling"), _("Lege"), _("Kommune")]
    return [*places, _("Fra"), _("Til og med"), _("I planen som gjelder")]
