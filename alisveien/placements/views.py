"""The pages of a round: fetch, make the page's values, print."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alisveien.base.actor import Actor
from alisveien.base.request import Request
from alisveien.engines.distribution.run import Distribution
from alisveien.placements import queries, registers, rules
from alisveien.placements.pages import card, downloads, faults, finding, grid, overview, parts, rule_sets
from alisveien.workbench.pages import list_page


@require_safe
def rounds(request: HttpRequest) -> HttpResponse:
    """Every round, or why none is shown."""
    actor = _actor(request)
    context = {
        "rounds": queries.rounds_for(actor),
        "allowed": rules.may_see_rounds(actor),
        "crumbs": [(_("Runder"), "")],
    }
    return render(request, "placements/rounds.html", context)


@require_safe
def round_overview(request: HttpRequest, year: int) -> HttpResponse:
    """The round as a whole: figures, trusts, control, files; with ``?q=`` the doctors of that name or number."""
    round_ = _round(request, year)
    distribution = queries.default_distribution(round_)
    context = {
        "round": round_,
        "page": overview.overview_of(distribution, queries.rejected_of(round_).count(), queries.decided_by_lot(round_)),
        "marks": overview.rule_marks(queries.runs_of(round_)),
        "files": downloads.LABELS,
        **_found(request, round_),
        "crumbs": parts.crumbs(year),
    }
    return render(request, "placements/round_overview.html", context)


@require_safe
def round_faults(request: HttpRequest, year: int) -> HttpResponse:
    """The workbook's faults, row by row."""
    round_ = _round(request, year)
    context = {
        "round": round_,
        "rows": faults.faulty_rows(queries.rejected_of(round_)),
        "crumbs": parts.crumbs(year, (_("Feil i arbeidsboken"), "")),
    }
    return render(request, "placements/round_faults.html", context)


@require_safe
def round_file(request: HttpRequest, year: int, name: str) -> HttpResponse:
    """One of the files of a round, as the command line writes them."""
    round_ = _round(request, year)
    if name not in downloads.KINDS:
        raise Http404
    made = downloads.file_of(name, queries.default_distribution(round_), queries.rejected_reading(round_))
    response = HttpResponse(made, content_type=downloads.KINDS[name])
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
def trust_list(request: HttpRequest, year: int, trust: str) -> HttpResponse:
    """A trust's prioritised list."""
    round_, distribution = _trust(request, year, trust)
    return list_page(registers.trust_list(round_, distribution, trust))(request)


@require_safe
def trust_grid(request: HttpRequest, year: int, trust: str) -> HttpResponse:
    """The half-years: departments by hospital, who is proposed where, what is vacant."""
    round_, distribution = _trust(request, year, trust)
    found = grid.grid_of(distribution, trust, queries.people_of(round_, trust))
    context = {
        **_trust_frame(round_, distribution, trust, "trust_grid"),
        "page": found,
        "figures": found.figures,
        "periods": found.periods,
        "places": found.places,
    }
    return render(request, "placements/trust_grid.html", context)


@require_safe
def trust_rule_sets(request: HttpRequest, year: int, trust: str) -> HttpResponse:
    """The rule sets side by side on the trust's own list. ``?form=tabell`` shows the chart as a table."""
    round_, distribution = _trust(request, year, trust)
    runs = [queries.distribution_of(run) for run in queries.runs_of(round_)]
    context = {
        **_trust_frame(round_, distribution, trust, "trust_rule_sets"),
        "page": rule_sets.side_by_side(runs, trust, queries.people_of(round_, trust)),
        "as_table": request.GET.get("form") == "tabell",
    }
    return render(request, "placements/trust_rule_sets.html", context)


@require_safe
def doctor_card(request: HttpRequest, year: int, hpr_number: str) -> HttpResponse:
    """One doctor's card: the place, the evidence, what came of each wish. Nobody else's values."""
    round_ = _round(request, year)
    person = queries.person_of(round_, hpr_number)
    if person is None:
        return _refused(request, round_, hpr_number)
    distribution = queries.default_distribution(round_)
    context = {
        "round": round_,
        "person": person,
        "page": card.card_of(distribution, parts.nomination_of(distribution, hpr_number)),
        "trust_href": parts.tabs(year, person.trust.code, "")[0].href,
        "rules_href": parts.tabs(year, person.trust.code, "")[2].href,
        "crumbs": parts.crumbs(year, *parts.trust_crumb(distribution, person.trust.code), (person.name, "")),
    }
    return render(request, "placements/doctor_card.html", context)


def _found(request: HttpRequest, round_: queries.FoundRound) -> dict[str, object]:
    """What a search in the round was for and what it found; nothing found before there is a search."""
    words = finding.searched_words(request.GET.get("q", ""))
    if not words:
        return {"words": "", "found": None}
    results = queries.results_found(_actor(request), round_.year, words)[: finding.MOST + 1]
    refused = queries.rejected_found(round_, words)[: finding.MOST + 1]
    return {"words": words, "found": finding.found_in(round_.year, words, results, refused)}


def _refused(request: HttpRequest, round_: queries.FoundRound, hpr_number: str) -> HttpResponse:
    """What is said in place of a card when the doctor's row was refused. 404 when there is no such row either."""
    rows = queries.rejected_with(round_, hpr_number)
    if not rows:
        raise Http404
    context = {
        "round": round_,
        "hpr_number": hpr_number,
        "rows": faults.faulty_rows(rows),
        "crumbs": parts.crumbs(round_.year, (f"HPR {hpr_number}", "")),
    }
    return render(request, "placements/doctor_refused.html", context)


def _actor(request: HttpRequest) -> Actor:
    return cast(Request, request).actor


def _round(request: HttpRequest, year: int) -> queries.FoundRound:
    """The round, or 404 when the actor may see none of that year."""
    found = queries.round_for(_actor(request), year)
    if found is None:
        raise Http404
    return found


def _trust(request: HttpRequest, year: int, trust: str) -> tuple[queries.FoundRound, Distribution]:
    """The round and its distribution, or 404 when the trust has no part in it."""
    round_ = _round(request, year)
    distribution = queries.default_distribution(round_)
    if not parts.takes_part(distribution, trust):
        raise Http404
    return round_, distribution


def _trust_frame(round_: queries.FoundRound, distribution: Distribution, trust: str, name: str) -> dict[str, object]:
    """What the pages of a trust's part of a round have in common."""
    tabs = parts.tabs(round_.year, trust, name)
    current = next(tab.label for tab in tabs if tab.current)
    return {
        "round": round_,
        "trust": distribution.frozen.register.trusts[trust],
        "tabs": tabs,
        "crumbs": parts.crumbs(round_.year, *parts.trust_crumb(distribution, trust), (current, "")),
    }
