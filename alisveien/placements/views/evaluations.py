"""The pages of evaluations: five questions about one unit, the list of arenas, one arena."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alisveien.base.errors import NotAllowed, RuleBroken, allow
from alisveien.base.forms import posted
from alisveien.placements import queries_evaluations as queries
from alisveien.placements import registers_evaluations
from alisveien.placements import rules_evaluations as rules
from alisveien.placements.forms_evaluations import ASKED, EvaluationForm
from alisveien.placements.services.evaluations import evaluate_arena
from alisveien.placements.views.asking import actor_of
from alisveien.placements.views.stays import placement_of
from alisveien.workbench.pages import list_page


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stay_evaluate(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Answer five questions about a unit, for the party one belongs to."""
    by, one = actor_of(request), placement_of(request, pk)
    unit = queries.unit_of(one, number)
    if unit is None:
        raise Http404
    parties = rules.parties_of(by, one)
    allow(bool(parties), _("Bare legen, sykehuset og kommunen svarer på evalueringen."))
    form = posted(EvaluationForm, request)
    if form.is_bound and form.is_valid():
        said: dict[str, Any] = {"answers": form.answers(), "words": form.cleaned_data["words"]}
        try:
            evaluate_arena(unit=unit, party=parties[0], by=by, at=timezone.now(), **said)
            messages.success(request, _("Takk. Svaret er lagret uten hvem som ga det."))
            return redirect("placements:stay", pk)
        except RuleBroken as broken:
            for reason in broken.reasons:
                form.add_error(None, reason)
    against = [] if form.is_bound else rules.against_evaluating(unit, parties[0], timezone.localdate())
    crumbs = [(_("Plasser"), "/plasser/"), (one.doctor.name, f"/plasser/{pk}/"), (_("Evaluering"), "")]
    context = {"placement": one, "unit": unit, "form": form, "against": against, "crumbs": crumbs}
    return render(request, "placements/stay_evaluate.html", context)


@require_safe
def arena_results(request: HttpRequest) -> HttpResponse:
    """The arenas with five answers or more."""
    if not rules.may_see_results(actor_of(request)):
        raise NotAllowed(_("Logg inn med en rolle i utdanningen for å se evalueringene."))
    return list_page(registers_evaluations.arenas)(request)


@require_safe
def arena_result(request: HttpRequest, pk: int) -> HttpResponse:
    """One arena: the means, how many answered, and the words when five have written."""
    by = actor_of(request)
    found = next((row for row in queries.results_for(by) if row.pk == pk), None)
    if found is None:
        raise Http404
    rows = [
        {"label": label, "value": getattr(found, name), "plain": f"{getattr(found, name):.1f}"}
        for name, label in ASKED.items()
    ]
    crumbs = [(_("Evaluering av avdelingene"), reverse("placements:arena_results")), (found.arena, "")]
    context = {"arena": found, "rows": rows, "words": queries.words_for(by, pk), "crumbs": crumbs}
    return render(request, "placements/arena_result.html", context)
