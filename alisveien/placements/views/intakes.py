"""Workbooks of nominations: those read in, one on its way in step by step, the template, the refused rows."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alisveien.base.actor import Actor
from alisveien.base.errors import RuleBroken, allow
from alisveien.base.forms import attempt, posted
from alisveien.base.progress import work_address
from alisveien.engines.nominations.columns import near_matches
from alisveien.placements import queries, sources
from alisveien.placements import queries_intake as found
from alisveien.placements.forms_intake import ColumnsForm, WorkbookForm
from alisveien.placements.pages import downloads, faults
from alisveien.placements.pages import intake as pages
from alisveien.placements.pages.standing import standing_rows
from alisveien.placements.pages.template import template_file
from alisveien.placements.registers_intake import INTAKES
from alisveien.placements.rules import against_mapping, may_send_somewhere
from alisveien.placements.services import workbooks as deeds
from alisveien.placements.telling.files import REJECTED
from alisveien.placements.views.asking import actor_of, download, now
from alisveien.workbench.pages import list_page

XLSX = downloads.KINDS[REJECTED]


def _reader(request: HttpRequest) -> Actor:
    """The one who asks, when that is somebody who may read workbooks in."""
    actor = actor_of(request)
    why = _(
        "Innlesing er for ledere og kommuneoverleger i kommunene og koordinatorer i helseforetakene. "
        "Rådgivere kan lese inn på oppdrag fra en kommune."
    )
    allow(may_send_somewhere(actor), why)
    return actor


@never_cache
def intakes(request: HttpRequest) -> HttpResponse:
    """The workbooks read in that the actor may see."""
    _reader(request)
    return list_page(INTAKES)(request)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def intake_new(request: HttpRequest) -> HttpResponse:
    """Send a workbook in: place, year, file. Refused: the page again with place and year as they were chosen."""
    actor, today = _reader(request), timezone.localdate()
    places, years = list(found.places_to_read_in_for(actor, today)), found.years_to_read_in_for(today)
    chosen = {"place": request.GET.get("sted", ""), "year": request.GET.get("runde", "")}
    form = posted(WorkbookForm, request, places=places, years=years, initial=chosen)
    sent: list[Any] = []

    def send(**given: Any) -> None:
        sent.append(deeds.send_workbook(**given))

    if attempt(form, send, by=actor, at=now()):
        return redirect("placements:intake_check", sent[0].pk)
    context = {
        "form": form,
        "help": _(
            "Velg sted, runde og fil. På neste side ser du hver rad før noe lagres, og rader med feil får du tilbake."
        ),
        "places": places,
        "templates": pages.template_links(found.authorities_of(places).values(), years),
        "standing": pages.standing_links(places, years),
        "crumbs": pages.crumbs(_("Les inn en arbeidsbok")),
    }
    return render(request, "placements/intake_new.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def intake_columns(request: HttpRequest, pk: int) -> HttpResponse:
    """Which column of the sheet is which: what is recognised, what may be meant, and the rest to choose."""
    workbook = _waiting(request, pk)
    chosen = pages.chosen_columns(workbook.headings, workbook.mapping)
    form = posted(
        ColumnsForm,
        request,
        headings=workbook.headings,
        samples=workbook.samples,
        chosen=chosen,
        hints=near_matches(workbook.headings),
    )
    if form.is_bound and form.is_valid():
        try:
            deeds.map_columns(workbook=workbook, mapping=form.mapping(), by=actor_of(request), at=now())
            return redirect("placements:intake_check", pk)
        except RuleBroken as broken:
            for reason in broken.reasons:
                form.add_error(None, reason)
    context = {
        "workbook": workbook,
        "form": form,
        "recognised": len(chosen),
        "unknown": [field for field in form if field.name not in chosen],
        "known": [field for field in form if field.name in chosen],
        "crumbs": pages.crumbs(_("Kolonner")),
    }
    return render(request, "placements/intake_columns.html", context)


@never_cache
@require_safe
def intake_check(request: HttpRequest, pk: int) -> HttpResponse:
    """What reading the workbook in would do, row by row. Nothing is written."""
    workbook = _workbook(request, pk)
    if workbook.intake_id is not None:
        return redirect("placements:intake_faults", workbook.intake_id)
    if against_mapping(workbook.headings, workbook.mapping):
        return redirect("placements:intake_columns", pk)
    context = {
        "workbook": workbook,
        "renamed": pages.renamed(workbook),
        "unread": pages.unread_headings(workbook),
        "crumbs": pages.crumbs(workbook.file_name),
    }
    if workbook.long and workbook.checked is None and not workbook.problem:
        return redirect("long_task", workbook.task_key)
    if workbook.problem:
        return render(request, "placements/intake_problem.html", context)
    tried = pages.tried_from(workbook.checked or {}) if workbook.long else _tried(workbook, actor_of(request))
    shown = pages.IN_ADDRESS.get(request.GET.get("vis", ""), "")
    context |= {
        "tried": tried,
        "kinds": pages.kinds_of(tried.counts, shown, reverse("placements:intake_check", args=[pk])),
        "lines": pages.lines_of(tried, shown),
        "hidden": pages.hidden_of(tried, shown),
        "shown": shown,
        "button": pages.button_of(tried),
        "frozen": found.has_frozen(workbook.place, workbook.year),
    }
    return render(request, "placements/intake_check.html", context)


def _tried(workbook: found.SentWorkbook, actor: Actor) -> pages.Tried:
    """The trial of a short workbook, made anew each time it is looked at."""
    today = timezone.localdate()
    trial = deeds.try_workbook(workbook=workbook, by=actor, today=today)
    return pages.tried_of(trial, sources.register_for(actor, today))


@require_POST
def intake_read(request: HttpRequest, pk: int) -> HttpResponse:
    """Read the workbook in: a short one at once, a long one by a job."""
    workbook, actor = _workbook(request, pk), actor_of(request)
    if workbook.long and workbook.intake_id is None:
        return redirect(work_address(deeds.start_reading_in(workbook=workbook, by=actor, at=now())))
    intake = deeds.read_workbook_in(workbook=workbook, by=actor, at=now())
    messages.success(request, _("Arbeidsboken er lest inn."))
    return redirect("placements:intake_faults", intake.pk)


@require_POST
def intake_drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a workbook away that is not read in."""
    deeds.drop_workbook(workbook=_waiting(request, pk), by=actor_of(request))
    messages.success(request, _("Arbeidsboken er kastet. Ingenting er lest inn."))
    return redirect("placements:intakes")


@never_cache
@require_safe
def intake_template(request: HttpRequest, authority: str, year: int) -> HttpResponse:
    """The template with the code lists of a region, for the round of a year."""
    actor, today = _reader(request), timezone.localdate()
    known = found.authorities_of(found.places_to_read_in_for(actor, today)).values()
    name = next((one.name for one in known if one.code == authority), None)
    if name is None or year not in found.years_to_read_in_for(today):
        raise Http404
    content = template_file(sources.register_for(actor, today), name, year)
    return download(content, f"innmeldinger-{year}-mal.xlsx", XLSX)


@never_cache
@require_safe
def intake_standing(request: HttpRequest, pk: int, year: int) -> HttpResponse:
    """The nominations that stand at a place, as a workbook that can be changed and read in again."""
    actor, today = _reader(request), timezone.localdate()
    place = found.places_to_read_in_for(actor, today).filter(pk=pk).first()
    if place is None or not 2000 <= year <= 2100:
        raise Http404
    register = sources.register_for(actor, today)
    authority = next((one.name for one in found.authorities_of([place]).values()), "")
    rows = standing_rows(found.standing_for(actor, place, year, today), year, register)
    return download(template_file(register, authority, year, rows), f"innmeldinger-{year}.xlsx", XLSX)


@never_cache
@require_safe
def intake_faults(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of a workbook: the counts, and the refused rows with their faults."""
    intake = _intake(request, pk)
    context = {
        "intake": intake,
        "figures": pages.figures_of(intake, intake.refused),
        "made": found.made_by(actor_of(request), intake, timezone.localdate()),
        "rows": faults.faulty_rows(queries.rejected_of(intake), intake.mapping),
        "crumbs": pages.crumbs(intake.file_name),
    }
    return render(request, "placements/intake_faults.html", context)


@require_safe
def intake_rejected(request: HttpRequest, pk: int) -> HttpResponse:
    """The refused rows as a workbook, each with its reasons."""
    content = downloads.rejected_file(queries.rejected_reading(_intake(request, pk)))
    return download(content, REJECTED, XLSX)


def _intake(request: HttpRequest, pk: int) -> Any:
    one = found.listed_intakes(actor_of(request)).filter(pk=pk).first()
    if one is None:
        raise Http404
    return one


def _workbook(request: HttpRequest, pk: int) -> found.SentWorkbook:
    """A workbook the actor has sent in."""
    one = found.workbooks_for(actor_of(request)).filter(pk=pk).first()
    if one is None:
        raise Http404
    return one


def _waiting(request: HttpRequest, pk: int) -> found.SentWorkbook:
    """As `_workbook`, and not read in yet."""
    one = _workbook(request, pk)
    if one.intake_id is not None:
        raise Http404
    return one
