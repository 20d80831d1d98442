"""The yearly evaluation: the trusts of a year, one trust with its files, and the proposal made by it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.documents.kinds import KINDS
from alisveien.documents.paper import docx
from alisveien.placements import queries_yearly as queries
from alisveien.placements import rules_yearly as rules
from alisveien.placements.forms_yearly import EvaluationForm
from alisveien.placements.pages import yearly as pages
from alisveien.placements.registers_yearly import evaluations as declared
from alisveien.placements.registers_yearly import packet
from alisveien.placements.services.yearly import propose_by_evaluation
from alisveien.posts import queries_plans, rules_plans
from alisveien.posts.pages.proposal import halves_to_propose
from alisveien.posts.views.plan import actor_of
from alisveien.workbench import export
from alisveien.workbench.pages import list_page

FIRST, LAST = 2022, 2090
KINDS_OF_FILE = ("docx", "xlsx", "csv")


@never_cache
@login_required
@require_safe
def yearly_now(request: HttpRequest) -> HttpResponse:
    """The evaluation of this year."""
    return redirect("placements:yearly_list", timezone.localdate().year)


@never_cache
@login_required
def yearly_list(request: HttpRequest, year: int) -> HttpResponse:
    """The trusts of a year."""
    actor = actor_of(request)
    allow(rules.may_see_evaluations(actor), _("Siden er for kontoret i regionen og helseforetaket."))
    if not FIRST <= year <= LAST:
        raise Http404
    return list_page(declared(actor, year, timezone.localdate()))(request)


def _packet(request: HttpRequest, year: int, code: str) -> dict[str, Any]:
    """The trust, its figures as they are or were frozen, and what became of them. 404 for others."""
    actor, today = actor_of(request), timezone.localdate()
    trust = get_object_or_404(queries_plans.trust_for(actor, code))
    if not rules.may_see_evaluation(actor, trust.pk) or not FIRST <= year <= LAST:
        raise Http404
    kept = queries.frozen_for(actor, [trust], year).get(trust.pk)
    figures = kept[1] if kept else queries.figures_for(actor, [trust], year, today)[trust.pk]
    return {"trust": trust, "year": year, "figures": figures, "kept": kept[0] if kept else None}


@never_cache
@login_required
@require_safe
def yearly(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """One trust's packet."""
    actor, found = actor_of(request), _packet(request, year, code)
    trust, figures = found["trust"], found["figures"]
    exactly = rules.may_see_groups(actor, trust.pk)
    told = pages.told_of(trust, year, figures, actor)
    may = rules_plans.may_propose(actor, trust) and not queries_plans.has_open_proposal(trust)
    context = {
        **found,
        "key_figures": pages.figures_for_page(told),
        "told": told,
        "unmet": pages.unmet_of(figures, exactly=exactly),
        "need": pages.need_of(figures, exactly=exactly),
        "course": pages.course_of(found["kept"]) if found["kept"] else [],
        "day": pages.day_of(figures),
        "may_propose": may,
        "crumbs": _crumbs(trust, year),
    }
    return render(request, "placements/yearly.html", context)


def _crumbs(trust: Any, year: int, last: str = "") -> list[tuple[str, str]]:
    above = [(_("Kapasitetsplan"), "/kapasitet/"), (_("Evaluering {year}").format(year=year), f"/evaluering/{year}/")]
    if not last:
        return [*above, (trust.name, "")]
    return [*above, (trust.name, f"/evaluering/{year}/{trust.code}/"), (last, "")]


@never_cache
@login_required
@require_safe
def yearly_file(request: HttpRequest, year: int, code: str, kind: str) -> HttpResponse:
    """The packet as XLSX, CSV or DOCX."""
    actor, found = actor_of(request), _packet(request, year, code)
    trust, figures = found["trust"], found["figures"]
    if kind not in KINDS_OF_FILE:
        raise Http404
    if kind == "docx":
        return _document(trust, year, docx(pages.blocks_of(trust, year, figures, actor, found["kept"])))
    rows = pages.told_of(trust, year, figures, actor)
    path = request.build_absolute_uri(request.path)
    about = export.About(count=len(rows), filters=(), at=timezone.now(), address=path)
    write = export.as_xlsx if kind == "xlsx" else export.as_csv
    return write(packet(trust, year, timezone.localdate(), rows), rows, about)


def _document(trust: Any, year: int, content: bytes) -> HttpResponse:
    name = _("Evaluering {year}, {trust}.docx").format(year=year, trust=trust.short_name or trust.name)
    response = HttpResponse(content, content_type=KINDS["docx"].media_type)
    response.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response


@never_cache
@login_required
def yearly_propose(request: HttpRequest, year: int, code: str) -> HttpResponse:
    """Propose posts by the evaluation; its figures are kept as they are now."""
    actor, today, found = actor_of(request), timezone.localdate(), _packet(request, year, code)
    trust = found["trust"]
    allow(rules_plans.may_propose(actor, trust), _("Kontoret i regionen foreslår antall plasser."))
    halves = halves_to_propose(today)
    now = queries_plans.plans_for(actor, trust).numbers(trust.pk, halves)
    form = posted(EvaluationForm, request, halves=halves, begin=now, now=now, today=today)
    if attempt(form, propose_by_evaluation, trust=trust, year=year, by=actor, at=timezone.now()):
        messages.success(request, _("Forslaget er sendt, og tallene i evalueringen er tatt vare på slik de er nå."))
        return redirect("placements:yearly", year, code)
    context = {"form": form, "place": trust, "crumbs": _crumbs(trust, year, _("Foreslå"))}
    return render(request, "posts/proposal_new.html", context)
