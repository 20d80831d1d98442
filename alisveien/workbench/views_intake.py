"""A table read in: send it, map its columns, see what becomes of each row, read in, and get the rest back."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base.actor import Actor
from alisveien.base.errors import RuleBroken, allow
from alisveien.base.forms import attempt, posted
from alisveien.base.request import Request
from alisveien.workbench.export import XLSX_TYPE
from alisveien.workbench.forms_intake import MapForm, ReadInForm, SendForm
from alisveien.workbench.intake_pages import IntakePages, good_of, rejected_workbook, trial_of
from alisveien.workbench.queries_intake import file_for
from alisveien.workbench.services import intake as services

Pages = IntakePages[Any]


def _actor(request: HttpRequest) -> Actor:
    return cast(Request, request).actor


def _file(request: HttpRequest, pages: Pages, pk: int) -> Any:
    """The actor's own file, or 404."""
    file = file_for(_actor(request), pages.intake.model, pk)
    if file is None:
        raise Http404
    return file


@never_cache
@login_required
def file_new(request: HttpRequest, pages: Pages) -> HttpResponse:
    """Send a table in."""
    actor, intake = _actor(request), pages.intake
    allow(intake.may(actor), str(intake.refused))
    form = posted(SendForm, request, label=pages.label, help_text=pages.help)
    if form.is_bound and form.is_valid():
        try:
            file = services.send_file(intake=intake, upload=form.cleaned_data["upload"], by=actor, at=timezone.now())
            return redirect(pages.href("check", file.pk))
        except RuleBroken as broken:
            for reason in broken.reasons:
                form.add_error("upload", reason)
    context = {
        "form": form,
        "title": pages.title,
        "lead": _("Du ser hva som skjer med hver rad før noe lagres. Rader med feil får du tilbake."),
        "button": _("Se over radene"),
        "known": [label for label, _words in intake.fields.values()],
    }
    return render(request, "workbench/file_new.html", context | pages.crumbs())


@never_cache
@login_required
def file_check(request: HttpRequest, pages: Pages, pk: int) -> HttpResponse:
    """What becomes of each row; POST reads the good ones in."""
    actor, now, file, intake = _actor(request), timezone.now(), _file(request, pages, pk), pages.intake
    if file.read_at is not None:
        return _done(request, pages, file)
    form, told = posted(ReadInForm, request), list[Any]()
    if attempt(form, lambda mark: told.extend(services.read_in(intake=intake, file=file, mark=mark, by=actor, at=now))):
        if good_of(told):
            messages.success(request, str(pages.done))
        return redirect(pages.href("check", pk))
    context = trial_of(pages, services.try_file(intake=intake, file=file, by=actor, at=now))
    context |= {"file": file, "form": form, "columns": pages.href("columns", pk)}
    return render(request, "workbench/file_check.html", context | pages.crumbs((_("Se over radene"), "")))


def _done(request: HttpRequest, pages: Pages, file: Any) -> HttpResponse:
    """A file that has been read in, and the way to the rows that were not."""
    context = {
        "file": file,
        "left": len(file.rejected),
        "rejected": pages.href("rejected", file.pk),
        "back": {
            "href": reverse(pages.home[0]),
            "text": _("Tilbake til {list}").format(list=str(pages.home[1]).lower()),
        },
    }
    return render(request, "workbench/file_done.html", context | pages.crumbs((_("Lest inn"), "")))


@never_cache
@login_required
def file_columns(request: HttpRequest, pages: Pages, pk: int) -> HttpResponse:
    """Say which column holds which field."""
    actor, file, check = _actor(request), _file(request, pages, pk), pages.href("check", pk)
    if file.read_at is not None:
        return redirect(check)
    form = posted(MapForm, request, fields=pages.intake.fields, headings=file.headings, initial=file.mapping)
    if attempt(form, services.map_columns, file=file, by=actor, at=timezone.now()):
        return redirect(check)
    context = {"form": form, "file": file, "another": pages.href("new")}
    crumbs = pages.crumbs((_("Se over radene"), check), (_("Kolonnene"), ""))
    return render(request, "workbench/file_columns.html", context | crumbs)


@never_cache
@login_required
@require_safe
def file_rejected(request: HttpRequest, pages: Pages, pk: int) -> HttpResponse:
    """The rows that were not read in, as a workbook."""
    file = _file(request, pages, pk)
    if not file.rejected:
        raise Http404
    response = HttpResponse(rejected_workbook(file), content_type=XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{pages.rejected}"'
    return response
