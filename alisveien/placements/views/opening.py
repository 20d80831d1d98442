"""Opening a trust's round for a year: choose, see what it begins with, open."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alisveien.base.errors import allow
from alisveien.base.forms import attempt
from alisveien.placements import queries, rules
from alisveien.placements.forms_round import RoundForm
from alisveien.placements.pages import opening
from alisveien.placements.services.rounds import open_round
from alisveien.placements.views.asking import actor_of, now


@require_http_methods(["GET", "HEAD", "POST"])
def round_new(request: HttpRequest) -> HttpResponse:
    """Choose trust and year; with both in the address: what the round begins with, and the button that opens it."""
    actor, today = actor_of(request), timezone.localdate()
    allow(rules.may_open_somewhere(actor), _("Koordinatorer ved et helseforetak åpner runden."))
    years = opening.years_to_open(today)
    typed = request.POST if request.method == "POST" else (request.GET if "year" in request.GET else None)
    form = RoundForm(typed, trusts=queries.trusts_to_open_for(actor, today), years=years, initial={"year": years[1]})
    if request.method == "POST" and attempt(form, open_round, by=actor, at=now()):
        messages.success(request, _("Runden er åpnet. Neste steg er å vedta antall plasser."))
        return redirect("placements:round_overview", form.cleaned_data["year"], form.cleaned_data["trust"].code)
    context: dict[str, Any] = {
        "form": form,
        "crumbs": [(_("Runder"), reverse("placements:rounds")), (_("Åpne en runde"), "")],
        "help": _(
            "En runde gjelder ett helseforetak og ett år. Ingen får beskjed når den åpnes, og alt kan endres til lista "
            "låses."
        ),
    }
    if form.is_bound and form.is_valid():
        trust, year = form.cleaned_data["trust"], form.cleaned_data["year"]
        if queries.is_opened(trust, year):
            messages.info(request, _("Runden er alt åpnet."))
            return redirect("placements:round_overview", year, trust.code)
        context |= {"starts": opening.starts_of(actor, trust, year, today), "chosen": form.cleaned_data}
    return render(request, "placements/round_new.html", context)
