"""Workbooks that were read in: what came of each, the faults, the refused rows to send back."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from alisveien.placements import queries
from alisveien.placements.pages import downloads, faults, parts
from alisveien.placements.telling.files import REJECTED
from alisveien.placements.views.asking import actor_of, download


@require_safe
def intake_faults(request: HttpRequest, pk: int) -> HttpResponse:
    """A workbook's faults, row by row."""
    intake = _intake(request, pk)
    context = {
        "intake": intake,
        "rows": faults.faulty_rows(queries.rejected_of(intake)),
        "crumbs": parts.intake_crumbs(intake.file_name),
    }
    return render(request, "placements/intake_faults.html", context)


@require_safe
def intake_rejected(request: HttpRequest, pk: int) -> HttpResponse:
    """The refused rows as a workbook, each with its reasons."""
    content = downloads.rejected_file(queries.rejected_reading(_intake(request, pk)))
    return download(content, REJECTED, downloads.KINDS[REJECTED])


def _intake(request: HttpRequest, pk: int) -> queries.FoundIntake:
    found = queries.intakes_for(actor_of(request)).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found
