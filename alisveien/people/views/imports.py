"""Reading persons in: send a table, map its columns, see what becomes of each row, read in, get the rest back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base.errors import RuleBroken, allow
from alisveien.base.forms import attempt, posted
from alisveien.people import queries_import
from alisveien.people import rules_persons as rules
from alisveien.people.forms_import import MapForm, ReadInForm, SendForm
from alisveien.people.pages.import_file import rejected_workbook, trial_of
from alisveien.people.services import importing as services
from alisveien.people.views.persons import actor_of
from alisveien.workbench.export import XLSX_TYPE


def _file(request: HttpRequest, pk: int) -> Any:
    """The actor's own file, or 404."""
    file = queries_import.file_for(actor_of(request), pk)
    if file is None:
        raise Http404
    return file


@never_cache
def file_new(request: HttpRequest) -> HttpResponse:
    """Send a table in."""
    actor = actor_of(request)
    allow(rules.may_enter_persons(actor), _("Den som holder kontaktene ved et sted, kan lese inn personer."))
    form = posted(SendForm, request)
    if form.is_bound and form.is_valid():
        try:
            file = services.send_persons(upload=form.cleaned_data["upload"], by=actor, at=timezone.now())
            return redirect("people:file_check", file.pk)
        except RuleBroken as broken:
            for reason in broken.reasons:
                form.add_error("upload", reason)
    return render(request, "people/file_new.html", {"form": form})


@never_cache
def file_check(request: HttpRequest, pk: int) -> HttpResponse:
    """What becomes of each row; POST reads the good ones in."""
    actor, now, file = actor_of(request), timezone.now(), _file(request, pk)
    if file.read_at is not None:
        return render(request, "people/file_done.html", {"file": file, "left": len(file.rejected)})
    form = posted(ReadInForm, request)
    if attempt(form, services.read_in, file=file, by=actor, at=now):
        messages.success(request, _("De gode radene er lest inn."))
        return redirect("people:file_check", pk)
    context = trial_of(services.try_file(file=file, by=actor, at=now))
    words = ngettext("Les inn {count} rad", "Les inn {count} rader", context["good"]).format(count=context["good"])
    return render(request, "people/file_check.html", context | {"file": file, "form": form, "button": words})


@never_cache
def file_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which column holds which field."""
    actor, file = actor_of(request), _file(request, pk)
    if file.read_at is not None:
        return redirect("people:file_check", pk)
    form = posted(MapForm, request, headings=file.headings, initial=file.mapping)
    if attempt(form, services.map_columns, file=file, by=actor, at=timezone.now()):
        return redirect("people:file_check", pk)
    return render(request, "people/file_columns.html", {"form": form, "file": file})


@never_cache
@require_safe
def file_rejected(request: HttpRequest, pk: int) -> HttpResponse:
    """The rows that were not read in, as a workbook."""
    file = _file(request, pk)
    if not file.rejected:
        raise Http404
    response = HttpResponse(rejected_workbook(file), content_type=XLSX_TYPE)
    response["Content-Disposition"] = 'attachment; filename="personer-rader-med-feil.xlsx"'
    return response
