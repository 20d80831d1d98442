"""Reading enquiries in: send a table, map its columns, see what becomes of each row, read in, get the rest back."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base.errors import RuleBroken
from alisveien.base.forms import attempt, posted
from alisveien.enquiries import queries_import
from alisveien.enquiries.forms_import import MapForm, ReadInForm, SendForm
from alisveien.enquiries.pages.asking import actor_of
from alisveien.enquiries.pages.import_file import rejected_workbook, trial_of
from alisveien.enquiries.services import importing as services
from alisveien.enquiries.views.keeping import kept_by
from alisveien.workbench.export import XLSX_TYPE


def _file(request: HttpRequest, pk: int) -> Any:
    """The actor's own file, or 404."""
    file = queries_import.file_for(actor_of(request), pk)
    if file is None:
        raise Http404
    return file


@never_cache
@login_required
def file_new(request: HttpRequest) -> HttpResponse:
    """Send a table in."""
    actor, form = kept_by(request), posted(SendForm, request)
    if form.is_bound and form.is_valid():
        try:
            file = services.send_enquiries(upload=form.cleaned_data["upload"], by=actor, at=timezone.now())
            return redirect("enquiries:file_check", file.pk)
        except RuleBroken as broken:
            for reason in broken.reasons:
                form.add_error("upload", reason)
    return render(request, "enquiries/file_new.html", {"form": form})


@never_cache
@login_required
def file_check(request: HttpRequest, pk: int) -> HttpResponse:
    """What becomes of each row; POST reads the new ones in."""
    actor, now, file = actor_of(request), timezone.now(), _file(request, pk)
    if file.read_at is not None:
        return render(request, "enquiries/file_done.html", {"file": file, "left": len(file.rejected)})
    form = posted(ReadInForm, request)
    if attempt(form, services.read_in, file=file, by=actor, at=now):
        messages.success(request, _("De gode radene er lest inn. Hver henvendelse kan tas bort fra loggen sin."))
        return redirect("enquiries:file_check", pk)
    context = trial_of(services.try_file(file=file, by=actor, at=now))
    words = ngettext("Les inn {count} henvendelse", "Les inn {count} henvendelser", context["good"])
    context |= {"file": file, "form": form, "button": words.format(count=context["good"])}
    return render(request, "enquiries/file_check.html", context)


@never_cache
@login_required
def file_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which column holds which field."""
    actor, file = actor_of(request), _file(request, pk)
    if file.read_at is not None:
        return redirect("enquiries:file_check", pk)
    form = posted(MapForm, request, headings=file.headings, initial=file.mapping)
    if attempt(form, services.map_columns, file=file, by=actor, at=timezone.now()):
        return redirect("enquiries:file_check", pk)
    return render(request, "people/file_columns.html", {"form": form, "file": file})


@never_cache
@login_required
@require_safe
def file_rejected(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that were not read in, as a workbook."""
    file = _file(request, pk)
    if not file.rejected:
        raise Http404
    response = HttpResponse(rejected_workbook(file), content_type=XLSX_TYPE)
    response["Content-Disposition"] = 'attachment; filename="henvendelser-rader-med-feil.xlsx"'
    return response
