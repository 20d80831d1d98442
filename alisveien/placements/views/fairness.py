"""How a year's rounds fall on municipalities of different sizes and places. Reads only, and names nobody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alisveien.base.errors import allow
from alisveien.placements import queries_calendar, queries_fairness, rules_need
from alisveien.placements.forms_calendar import FairnessForm
from alisveien.placements.pages import fairness as pages
from alisveien.placements.views.asking import actor_of


@require_safe
def fairness(request: HttpRequest, year: int) -> HttpResponse:
    """Waiting, first wishes and nearest by size, centrality and trust, under one rule set or beside another."""
    actor = actor_of(request)
    allow(rules_need.may_see_status(actor), _("Siden er for dem som ser behov og status for kommunene."))
    form = FairnessForm(request.GET or None)
    wanted = form.cleaned_data if form.is_bound and form.is_valid() else {"rules": "", "beside": ""}
    now = queries_fairness.fates_of(actor, year, wanted["rules"])
    then = queries_fairness.fates_of(actor, year, wanted["beside"]) if wanted["beside"] else None
    titles = dict(FairnessForm.CHOICES)
    context = {
        "year": year,
        "years": queries_calendar.years_with_rounds(actor),
        "form": form,
        "rounds": queries_fairness.rounds_compared(actor, year),
        "tables": pages.tables_of(now, then) if now else [],
        "first": titles[wanted["rules"]],
        "second": titles[wanted["beside"]] if wanted["beside"] else "",
        "crumbs": [(_("Runder"), reverse("placements:rounds")), (_("Rettferdighet {year}").format(year=year), "")],
    }
    return render(request, "placements/fairness.html", context)
