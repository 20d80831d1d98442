"""What if: other posts or another rule set, beside the list as it is. Reads only."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alisveien.placements import queries
from alisveien.placements.forms_round import WhatIfForm
from alisveien.placements.pages import parts
from alisveien.placements.pages import what_if as pages
from alisveien.placements.views.asking import run_of


@require_safe
def round_what_if(request: HttpRequest, year: int, trust: str) -> HttpResponse:
    """The trust's list with the posts and the rule set of the address, beside the list as it was last tried."""
    round_, run, distribution = run_of(request, year, trust)
    frozen = distribution.frozen
    posts = pages.posts_now(frozen, trust)
    initial = {"p1": posts[1], "p2": posts[2], "rules": frozen.rules.name}
    form = WhatIfForm(request.GET if "p1" in request.GET else None, initial=initial)
    found = None
    if form.is_bound and form.is_valid():
        wanted = form.cleaned_data
        people = queries.people_of(run)
        found = pages.what_if(distribution, trust, {1: wanted["p1"], 2: wanted["p2"]}, wanted["rules"], people)
    context = {
        "round": round_,
        "run": run,
        "form": form,
        "page": found,
        "tabs": parts.tabs(year, trust, "trust_rule_sets"),
        "crumbs": parts.crumbs(round_, _("Hva om")),
    }
    return render(request, "placements/round_what_if.html", context)
