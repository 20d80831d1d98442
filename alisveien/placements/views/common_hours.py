"""The common hour of a region: one page to propose it, and the answers from the page of a round's terms."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from alisveien.base.errors import RuleBroken, allow
from alisveien.base.forms import attempt, posted
from alisveien.placements import rules_common_hours as rules
from alisveien.placements.forms_common_hours import CommonHourForm
from alisveien.placements.pages import parts
from alisveien.placements.queries_common_hours import standing_hour
from alisveien.placements.rules_offers import may_handle
from alisveien.placements.services import common_hours as services
from alisveien.placements.views.asking import actor_of, now, round_of


@require_http_methods(["GET", "HEAD", "POST"])
def offer_hour(request: HttpRequest, year: int, trust: str) -> HttpResponse:
    """Propose a day and hour to the other trusts of the region."""
    by, round_ = actor_of(request), round_of(request, year, trust)
    allow(may_handle(by, round_.trust_id))
    form = posted(CommonHourForm, request)
    if attempt(form, services.propose_common_hour, round_=round_, by=by, at=now()):
        messages.success(request, _("De andre foretakene er spurt."))
        return redirect("placements:offer_terms", year, trust)
    against = [] if form.is_bound else rules.against_proposing(round_, standing_hour(round_.trust, year), now())
    crumbs = parts.crumbs(round_, _("Felles dag og time"))
    context = {"round": round_, "form": form, "against": against, "crumbs": crumbs}
    return render(request, "placements/offer_hour.html", context)


@require_POST
def offer_hour_answer(request: HttpRequest, year: int, trust: str) -> HttpResponse:
    """Say yes or no to the hour that is proposed, or leave it: ``svar`` is ``ja``, ``nei`` or ``ut``."""
    by, round_, said = actor_of(request), round_of(request, year, trust), request.POST.get("svar")
    try:
        if said == "ut":
            services.leave_common_hour(round_=round_, by=by, at=now())
        else:
            services.answer_common_hour(round_=round_, yes=said == "ja", by=by, at=now())
        messages.success(request, _("Svaret er lagret."))
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    return redirect("placements:offer_terms", year, trust)
