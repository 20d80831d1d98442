"""A trust's queue: the list on any day, and beside the HR system: headings, the file out, and what differs."""

from functools import partial

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alisveien.base.errors import RuleBroken, allow
from alisveien.base.forms import attempt
from alisveien.base.registers import Dated
from alisveien.placements import queries_holding as queries
from alisveien.placements import registers_holding
from alisveien.placements import rules_holding as rules
from alisveien.placements.forms_holding import HeadingsForm, ListForm
from alisveien.placements.pages.holding import compared_page
from alisveien.placements.services import holding as services
from alisveien.placements.views.asking import actor_of, download, now
from alisveien.workbench.export import XLSX_TYPE
from alisveien.workbench.pages import list_page

FILES = {"csv": (services.queue_as_csv, "text/csv; charset=utf-8"), "xlsx": (services.queue_as_workbook, XLSX_TYPE)}


@require_safe
def holding(request: HttpRequest) -> HttpResponse:
    """The queue, as it stands or stood another day."""
    actor = actor_of(request)
    allow(rules.may_see_queues(actor), _("Koordinatorer ved et helseforetak ser køen."))
    now_ = partial(registers_holding.holding, trusts=queries.trusts_for(actor))
    return list_page(Dated(now=now_, then=lambda day: now_(day, day)))(request)


@require_http_methods(["GET", "HEAD", "POST"])
def holding_hr(request: HttpRequest, trust: str) -> HttpResponse:
    """The queue beside the HR system: its headings, the file out, and its list in to be compared."""
    actor, found = actor_of(request), queries.trust_for(actor_of(request), trust)
    if found is None:
        raise Http404
    allow(rules.may_keep_headings(actor, found))
    comparing = request.method == "POST" and "sammenlign" in request.POST
    headings = HeadingsForm(
        request.POST if request.method == "POST" and not comparing else None, standing=queries.headings_of(found)
    )
    if attempt(headings, services.keep_headings, trust=found, by=actor, at=now()):
        messages.success(request, _("Kolonnene er lagret."))
        return redirect("placements:holding_hr", trust)
    listed = ListForm(request.POST, request.FILES) if comparing else ListForm()
    compared = None
    if comparing and listed.is_valid():
        try:
            content = listed.cleaned_data["upload"].read()
            result = services.compare_with(trust=found, content=content, day=timezone.localdate(), by=actor)
            compared = compared_page(result, queries.queue_for(actor, timezone.localdate(), found))
        except RuleBroken as broken:
            for reason in broken.reasons:
                listed.add_error("upload", reason)
    context = {
        "trust": found,
        "headings": headings,
        "listed": listed,
        "form": listed if comparing else headings,
        "compared": compared,
        "crumbs": [(_("Køen"), "/ko/"), (_("Personalsystemet"), "")],
    }
    return render(request, "placements/holding_hr.html", context)


@require_safe
def holding_file(request: HttpRequest, trust: str, kind: str) -> HttpResponse:
    """The queue as a file for the HR system."""
    actor, found = actor_of(request), queries.trust_for(actor_of(request), trust)
    if found is None or kind not in FILES:
        raise Http404
    write, mime = FILES[kind]
    today = timezone.localdate()
    return download(write(trust=found, day=today, by=actor), f"ko-{trust}-{today:%Y-%m-%d}.{kind}", mime)
