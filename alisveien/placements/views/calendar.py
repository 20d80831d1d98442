"""The calendar of rounds: a year for everybody, a round's own days, moving one, the calendar file."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alisveien.base.errors import RuleBroken, allow
from alisveien.base.forms import attempt, posted
from alisveien.placements import queries, queries_calendar, rules_calendar
from alisveien.placements.forms_calendar import DayForm
from alisveien.placements.pages import calendar as pages
from alisveien.placements.pages import parts
from alisveien.placements.services.calendar import move_day, set_by_rule
from alisveien.placements.views.asking import actor_of, download, now, round_of


@require_safe
def calendar_now(request: HttpRequest) -> HttpResponse:
    """The calendar of the nearest year to come that has rounds, else of the newest."""
    today = timezone.localdate()
    years = queries_calendar.years_with_rounds(actor_of(request))
    ahead = [year for year in years if year > today.year]
    return redirect("placements:calendar", (ahead or years or [today.year + 1])[-1 if ahead else 0])


@require_safe
def calendar(request: HttpRequest, year: int) -> HttpResponse:
    """When the rounds of a year are, trust by trust. Open to everybody."""
    actor = actor_of(request)
    found = queries_calendar.calendar_of(actor, year)
    context = {
        "year": year,
        "years": queries_calendar.years_with_rounds(actor),
        "lines": pages.lines_of(found, year, timezone.localdate()),
        "crumbs": [(_("Runder"), reverse("placements:rounds")), (_("Kalender {year}").format(year=year), "")],
    }
    return render(request, "placements/calendar.html", context)


@require_safe
def calendar_file(request: HttpRequest, year: int, trust: str) -> HttpResponse:
    """The days of a trust's round as a calendar file. Open to everybody."""
    actor = actor_of(request)
    round_ = queries_calendar.open_round(actor, year, trust)
    if round_ is None:
        raise Http404
    content = pages.calendar_file(round_, queries_calendar.days_of(actor, round_), now())
    return download(content, f"runden-{year}-{trust}.ics", "text/calendar; charset=utf-8")


@require_safe
def round_calendar(request: HttpRequest, year: int, trust: str) -> HttpResponse:
    """The days of one round, with the way to move each."""
    round_, actor = round_of(request, year, trust), actor_of(request)
    moves = rules_calendar.may_move(actor, round_)
    days = queries_calendar.days_of(actor, round_)
    context = {
        "round": round_,
        "rows": pages.rows_of(days, timezone.localdate(), round_, may_move=moves),
        "moves": moves,
        "tabs": parts.tabs(year, trust, "round_calendar", with_run=queries.shown_run(round_) is not None),
        "crumbs": parts.crumbs(round_, _("Kalender")),
    }
    return render(request, "placements/round_calendar.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def round_day(request: HttpRequest, year: int, trust: str, step: str) -> HttpResponse:
    """Move a step of a round to another day, or set it back to the rule."""
    round_, actor = round_of(request, year, trust), actor_of(request)
    allow(rules_calendar.may_move(actor, round_), _("Bare en koordinator ved helseforetaket kan flytte dagene."))
    one = next((day for day in queries_calendar.days_of(actor, round_) if day.step == step), None)
    if one is None:
        raise Http404
    form, refused = posted(DayForm, request, initial={"on": one.on, "why": one.why}), []
    if "by_rule" in request.POST:
        form = DayForm(initial={"on": one.on, "why": one.why})
        try:
            set_by_rule(round_=round_, step=step, by=actor, at=now())
        except RuleBroken as broken:
            refused = broken.reasons
        else:
            messages.success(request, _("Dagen er som regelen sier."))
            return redirect("placements:round_calendar", year, trust)
    elif attempt(form, move_day, round_=round_, step=step, by=actor, at=now()):
        messages.success(request, _("Dagen er flyttet. Den nye står i kalenderen for alle."))
        return redirect("placements:round_calendar", year, trust)
    context = {
        "round": round_,
        "form": form,
        "refused": refused,
        "day": one,
        "row": pages.rows_of([one], timezone.localdate())[0],
        "by_rule": pages.in_words(one.by_rule_on),
        "crumbs": parts.crumbs(round_, _("Flytt en dag")),
    }
    return render(request, "placements/round_day.html", context)
