"""Dry runs: what to look at before the list is frozen, and two runs side by side. Reads only."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alisveien.base.shipped import DEFAULT_RULES
from alisveien.placements import queries, queries_trials
from alisveien.placements.forms_calendar import TrialsForm
from alisveien.placements.pages import parts
from alisveien.placements.pages import trials as pages
from alisveien.placements.views.asking import actor_of, run_of


@require_safe
def round_trials(request: HttpRequest, year: int, trust: str) -> HttpResponse:
    """What to look at on the list as it was last tried, and any two dry runs side by side."""
    round_, run, distribution = run_of(request, year, trust)
    actor, trials = actor_of(request), queries_trials.trials_of(round_)
    context = {
        "round": round_,
        "run": run,
        "anomalies": pages.worth_a_look(
            distribution,
            trust,
            queries_trials.supervised_places(actor, round_.trust, timezone.localdate()),
            queries.people_of(run),
        ),
        "trials": [pages.title_of(one) for one in trials],
        **_beside(request, round_, trials),
        "tabs": parts.tabs(year, trust, "round_trials"),
        "crumbs": parts.crumbs(round_, _("Prøvekjøringer")),
    }
    return render(request, "placements/round_trials.html", context)


def _beside(
    request: HttpRequest, round_: queries.FoundRound, trials: list[queries_trials.FoundTrial]
) -> dict[str, object]:
    """The form, and the two side by side: those asked for, else the last two."""
    if len(trials) < 2:
        return {"form": None, "page": None}
    rules = round_.rules_name or DEFAULT_RULES
    first: dict[str, Any] = {
        "first": trials[1].number,
        "second": trials[0].number,
        "first_rules": rules,
        "second_rules": rules,
    }
    choices = [(one.number, pages.title_of(one)) for one in trials]
    form = TrialsForm(request.GET if "first" in request.GET else None, trials=choices, initial=first)
    if form.is_bound and not form.is_valid():
        return {"form": form, "page": None}
    wanted = form.cleaned_data if form.is_bound else first
    by_number = {one.number: one for one in trials}
    chosen = [by_number[wanted["first"]], by_number[wanted["second"]]]
    inputs = [queries_trials.input_of_trial(one) for one in chosen]
    code = round_.trust.code
    people = queries_trials.people_in(inputs, code)
    names = [wanted["first_rules"], wanted["second_rules"]]
    return {"form": form, "page": pages.beside(chosen, inputs, names, code, people)}
