"""The rounds: every one, one with its steps, the list, the grid, the rule sets, the files."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import RuleBroken
from alisveien.journal.pages import log_of
from alisveien.placements import (
    queries,
    queries_disputes,
    queries_fairness,
    queries_gate,
    queries_offers,
    queries_release,
    registers,
    rules,
    rules_need,
)
from alisveien.placements.pages import (
    disputes,
    downloads,
    draws,
    finding,
    gate,
    grid,
    overview,
    parts,
    release,
    rule_sets,
    steps,
)
from alisveien.placements.rules_gate import may_decide_gate
from alisveien.placements.services import rounds as deeds
from alisveien.placements.telling.rounds import done_words
from alisveien.placements.views.asking import actor_of, download, now, round_of, run_of
from alisveien.workbench.pages import list_page

STEPS: dict[str, Callable[..., Any]] = {
    "kapasitet": deeds.decide_capacity,
    "prov": deeds.try_rules,
    "velg": deeds.choose_rules,
    "las": deeds.freeze_round,
    "apne": deeds.thaw_round,
    "fordel": deeds.distribute_round,
    "kontroller": deeds.judge_round,
    "frigi": deeds.release_round,
}
"""The last part of the address of each deed on a round."""

WORDS_OF = {"velg": ("name",), "apne": ("why",), "las": ("source",)}
"""What a deed wants besides the round, as the form names it."""


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """The rounds of the actor's trust, and how far the rounds have come where the actor's doctors are nominated."""
    actor = actor_of(request)
    context = {
        "actor": actor,
        "opens": rules.may_open_somewhere(actor),
        "sees_need": rules_need.may_see_need(actor),
        "fairness_year": queries_fairness.year_to_compare(actor),
        "rounds": [overview.line_of(one) for one in queries.rounds_for(actor)],
        "doctors": overview.doctors_of(queries.nominations_in_rounds(actor, now()), now()),
        "crumbs": [(_("Runder"), "")],
    }
    return render(request, "placements/rounds.html", context)


@require_safe
def round_overview(request: HttpRequest, year: int, trust: str) -> HttpResponse:
    """A round: how far it has come, what can be done now, the figures, the control, the files."""
    return _overview(request, round_of(request, year, trust))


def _overview(request: HttpRequest, round_: queries.FoundRound, errors: list[str] | None = None) -> HttpResponse:
    actor, run = actor_of(request), queries.shown_run(round_)
    distribution = queries.distribution_of(run) if run else None
    context = {
        "round": round_,
        "run": run,
        "page": overview.overview_of(round_, distribution, queries.decided_by_lot(run))
        if run and distribution
        else None,
        "steps": steps.steps_of(round_, steps.standing_of(round_, actor, now()), actor),
        "marks": overview.rule_marks(queries.runs_of(round_)),
        "scrubbed": None if run else queries.sums_of_scrubbed(round_),
        "files": downloads.labels_of(round_) if run else (),
        "draw_href": steps.draws_address(round_),
        "errors": errors or [],
        "open_disputes": _open_disputes(round_, actor),
        "why": request.POST.get("why", ""),
        "source": request.POST.get("source", draws.suggested_source(norwegian_day(now()))),
        **_found(request, round_, run),
        "tabs": parts.tabs(round_.year, round_.trust.code, "round_overview", with_run=run is not None),
        "crumbs": parts.crumbs(round_),
    }
    return render(request, "placements/round_overview.html", context, status=409 if errors else 200)


def _open_disputes(round_: queries.FoundRound, actor: Actor) -> list[dict[str, Any]]:
    """What doctors wait for an answer to, for the one who may freeze the list now."""
    if not rules.may_freeze(actor, round_) or rules.against_changing_a_draft(round_):
        return []
    return disputes.lines_of(queries_disputes.open_in_round(round_))


def _found(request: HttpRequest, round_: queries.FoundRound, run: queries.FoundRun | None) -> dict[str, object]:
    """What a search in the round was for and what it found; nothing found before there is a search."""
    words = finding.searched_words(request.GET.get("q", ""))
    if not words:
        return {"words": "", "found": None}
    results = queries.results_found(run, words)[: finding.MOST + 1] if run else []
    refused = queries.rejected_found(actor_of(request), round_.year, words)[: finding.MOST + 1]
    return {"words": words, "found": finding.found_in(round_, words, results, refused)}


@require_POST
def round_step(request: HttpRequest, year: int, trust: str, step: str) -> HttpResponse:
    """Do one deed on a round. Refused: the page again with every reason and what was typed."""
    round_ = round_of(request, year, trust)
    if step not in STEPS:
        raise Http404
    words = {name: request.POST.get(name, "") for name in WORDS_OF.get(step, ())}
    try:
        STEPS[step](round_=round_, by=actor_of(request), at=now(), **words)
    except RuleBroken as refused:
        return _overview(request, round_of(request, year, trust), refused.reasons)
    messages.success(request, done_words(step))
    return redirect("placements:round_overview", year, trust)


@require_safe
def round_release(request: HttpRequest, year: int, trust: str) -> HttpResponse:
    """Before release: who will be told what, and that it cannot be taken back."""
    round_, run, distribution = run_of(request, year, trust)
    actor, terms = actor_of(request), queries_offers.terms_of(round_.trust, year)
    context = {
        "round": round_,
        "page": overview.told_whom(distribution),
        "told": release.told_of(queries_release.concerned_by(actor, run), year, terms.shown_from),
        "against": steps.against_releasing(round_, actor),
        "crumbs": parts.crumbs(round_, _("Frigi")),
    }
    return render(request, "placements/round_release.html", context)


@require_safe
def round_log(request: HttpRequest, year: int, trust: str) -> HttpResponse:
    """What was done with a round, by whom, when and why."""
    round_ = round_of(request, year, trust)
    tabs = parts.tabs(year, trust, "round_log", with_run=queries.shown_run(round_) is not None)
    context = {
        "round": round_,
        "tabs": tabs,
        "log": log_of(actor_of(request), round_),
        "crumbs": parts.crumbs(round_, _("Logg")),
    }
    return render(request, "placements/round_log.html", context)


@require_safe
def round_file(request: HttpRequest, year: int, trust: str, name: str) -> HttpResponse:
    """One of the files of a round, as the command line writes them."""
    round_, _run, distribution = run_of(request, year, trust)
    if name == downloads.COMMITTED and round_.commitment and round_.frozen:
        return download(downloads.committed_file(round_), name, "application/json")
    if name not in downloads.KINDS:
        raise Http404
    return download(downloads.file_of(name, distribution), name, downloads.KINDS[name])


@require_safe
def trust_list(request: HttpRequest, year: int, trust: str) -> HttpResponse:
    """A trust's prioritised list."""
    round_, run, distribution = run_of(request, year, trust)
    return list_page(registers.trust_list(round_, run, distribution))(request)


@require_safe
def trust_grid(request: HttpRequest, year: int, trust: str) -> HttpResponse:
    """The half-years: departments by hospital, who is proposed where, what is vacant."""
    round_, run, distribution = run_of(request, year, trust)
    found = grid.grid_of(distribution, trust, queries.people_of(run), released=queries.is_released(round_))
    context = {
        **_frame(round_, run, "trust_grid"),
        "page": found,
        "figures": found.figures,
        "periods": found.periods,
        "places": found.places,
    }
    return render(request, "placements/trust_grid.html", context)


@require_safe
def trust_rule_sets(request: HttpRequest, year: int, trust: str) -> HttpResponse:
    """The rule sets side by side on the trust's own list. ``?form=tabell`` shows the chart as a table."""
    round_, run, _distribution = run_of(request, year, trust)
    runs = [queries.distribution_of(one) for one in queries.runs_of(round_)]
    context = {
        **_frame(round_, run, "trust_rule_sets"),
        "page": rule_sets.side_by_side(runs, trust, queries.people_of(run)),
        "choosing": steps.may_choose(round_, actor_of(request)),
        "as_table": request.GET.get("form") == "tabell",
        "gate": gate.in_round(queries_gate.versions_of(actor_of(request), round_.trust), year),
        "may_decide_gate": may_decide_gate(actor_of(request), round_.trust),
    }
    return render(request, "placements/trust_rule_sets.html", context)


def _frame(round_: queries.FoundRound, run: queries.FoundRun, name: str) -> dict[str, object]:
    """What the pages of a round have in common."""
    tabs = parts.tabs(round_.year, round_.trust.code, name)
    current = next(tab.label for tab in tabs if tab.current)
    return {"round": round_, "run": run, "trust": round_.trust, "tabs": tabs, "crumbs": parts.crumbs(round_, current)}
