"""A trust's conditions for taking part: every version, and the form that decides a new one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base.days import norwegian_day
from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.placements import queries_gate as queries
from alisveien.placements import rules_gate as rules
from alisveien.placements.forms_gate import GateForm
from alisveien.placements.pages import gate as pages
from alisveien.placements.rules import YEARS_AHEAD
from alisveien.placements.services.gate import decide_gate
from alisveien.placements.views.asking import actor_of, now


@require_safe
def gate_rules(request: HttpRequest, trust: str) -> HttpResponse:
    """What a trust asks, and what it asked before. Open to everybody."""
    actor = actor_of(request)
    place = queries.trust_called(actor, trust)
    if place is None:
        raise Http404
    versions = queries.versions_of(actor, place)
    context = {
        "trust": place,
        "versions": pages.versions_page(versions),
        "may": rules.may_decide_gate(actor, place),
        "crumbs": [
            (_("Helseforetak"), "/helseforetak/"),
            (place.name, f"/helseforetak/{place.code}/"),
            (_("Vilkår"), ""),
        ],
    }
    return render(request, "placements/gate_rules.html", context)


@never_cache
def gate_decide(request: HttpRequest, trust: str) -> HttpResponse:
    """Decide a new version. What stands now is there to begin with."""
    actor, at = actor_of(request), now()
    place = queries.trust_called(actor, trust)
    if place is None:
        raise Http404
    allow(rules.may_decide_gate(actor, place), _("Helseforetaket vedtar sine egne vilkår."))
    year = norwegian_day(at).year
    years = range(year + 1, year + YEARS_AHEAD + 1)
    versions = queries.versions_of(actor, place)
    form = posted(GateForm, request, years=years, standing=versions[0] if versions else None)
    if attempt(form, decide_gate, trust=place, by=actor, at=at):
        messages.success(request, _("Vilkårene er vedtatt. Prøv regelsettene på lista på nytt."))
        return redirect("placements:gate_rules", trust)
    title = _("Nye vilkår")
    way = [(place.name, f"/helseforetak/{place.code}/"), (_("Vilkår"), f"/vilkar/{place.code}/"), (title, "")]
    context = {"trust": place, "form": form, "title": title, "crumbs": way}
    return render(request, "placements/gate_decide.html", context)
