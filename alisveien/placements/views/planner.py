"""The plan in force of a trust: the grid, as a file, and a new draft of it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.placements import queries_planner, queries_planner_drafts, rules_planner
from alisveien.placements.forms_planner import DraftForm
from alisveien.placements.pages import planner as pages
from alisveien.placements.pages.planner_file import workbook_of
from alisveien.placements.services.planner import make_draft
from alisveien.placements.views.asking import actor_of, download, now
from alisveien.workbench.export import XLSX_TYPE


def trust_of(request: HttpRequest, code: str) -> queries_planner.FoundTrust:
    """The trust, or 404 when the actor may not see any of its plan."""
    found = queries_planner.planned_trust(actor_of(request), code, timezone.localdate())
    if found is None:
        raise Http404
    return found


def in_force(request: HttpRequest, trust: queries_planner.FoundTrust) -> pages.Drawn:
    """The plan in force as the actor sees it, so many half-years ahead as the address says."""
    today = timezone.localdate()
    halves = pages.halves_from(today, pages.count_of(request.GET.get("antall", "")))
    standing = queries_planner.standing_for(actor_of(request), trust, halves[0].starts_on, today)
    return pages.Drawn(standing, standing.pieces, halves)


@login_required
@never_cache
@require_safe
def plans(request: HttpRequest) -> HttpResponse:
    """The trusts whose plan one sees; straight to it when there is one."""
    found = list(queries_planner.planned_trusts(actor_of(request), timezone.localdate()))
    allow(bool(found), _("Planen vises til koordinatorer i helseforetaket og kontakter ved avdelingene."))
    if len(found) == 1:
        return redirect("placements:plan", found[0].code)
    return render(request, "placements/plans.html", {"trusts": found, "crumbs": [(_("Plan for plassene"), "")]})


@login_required
@never_cache
@require_safe
def plan(request: HttpRequest, trust: str) -> HttpResponse:
    """The plan in force, and the drafts of it. ``?antall=``: how many half-years."""
    place, actor = trust_of(request, trust), actor_of(request)
    drawn = in_force(request, place)
    context: dict[str, Any] = {
        "trust": place,
        "grid": pages.grid_of(drawn),
        "count": len(drawn.halves),
        "counts": range(1, pages.MOST + 1),
        "drafts": queries_planner_drafts.drafts_for(actor, place),
        "plans": rules_planner.may_plan(actor, place),
        "whole": drawn.standing.whole,
        "printed_on": timezone.localdate(),
        "crumbs": pages.crumbs(place),
    }
    return render(request, "placements/plan.html", context)


@login_required
@never_cache
@require_safe
def plan_file(request: HttpRequest, trust: str) -> HttpResponse:
    """The plan in force as a workbook."""
    place = trust_of(request, trust)
    day = date_format(timezone.localdate(), "j. F Y")
    about = _("{trust}, planen som gjelder {day}").format(trust=place.name, day=day)
    return download(workbook_of(in_force(request, place), about), f"plan-{place.code}.xlsx", XLSX_TYPE)


@login_required
@never_cache
def plan_draft_new(request: HttpRequest, trust: str) -> HttpResponse:
    """Make a draft of the plan."""
    place, actor = trust_of(request, trust), actor_of(request)
    allow(rules_planner.may_plan(actor, place), _("Bare koordinatorer i helseforetaket planlegger plassene."))
    others = {str(one.pk): one for one in queries_planner_drafts.drafts_for(actor, place) if one.state == "open"}
    form = posted(DraftForm, request, others=[(key, one.name) for key, one in others.items()])
    made: list[queries_planner.FoundDraft] = []

    def make(name: str, like: str) -> None:
        made.append(make_draft(trust=place, name=name, like=others.get(like), by=actor, at=now()))

    if attempt(form, make):
        messages.success(request, _("Utkastet er laget. Ingenting gjelder før du publiserer det."))
        return redirect("placements:plan_draft", place.code, made[0].pk)
    context = {"trust": place, "form": form, "crumbs": pages.crumbs(place, (_("Nytt utkast"), ""))}
    return render(request, "placements/plan_draft_new.html", context)
