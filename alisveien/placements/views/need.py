"""The office's view: need, status, capacity and waiting in a year, without names."""

from collections.abc import Callable

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base.actor import Actor
from alisveien.base.errors import allow
from alisveien.engines.calendar.half_year import half_year
from alisveien.placements import queries_missing, queries_need, registers_need, rules_need
from alisveien.placements.pages import missing
from alisveien.placements.pages import need as pages
from alisveien.placements.pages import need_map as map_pages
from alisveien.placements.queries_leaving import home_services_in
from alisveien.placements.views.asking import actor_of
from alisveien.places.queries_map import map_rows
from alisveien.workbench.pages import list_page


def _allowed(request: HttpRequest) -> Actor:
    """Who asks; refused to those who see neither status nor figures."""
    actor = actor_of(request)
    allow(rules_need.may_see_need(actor), _("Siden er for kommuner, helseforetak, ALIS-kontor og lesere av tall."))
    return actor


@login_required
@require_safe
def need_now(request: HttpRequest) -> HttpResponse:
    """The year people work with now."""
    return redirect("placements:need", queries_need.year_at_hand(_allowed(request), timezone.localdate()))


@never_cache
@login_required
@require_safe
def need(request: HttpRequest, year: int) -> HttpResponse:
    """Key figures, trusts by half-year and the municipalities where most wait. ``?halvaar=`` narrows the figures."""
    actor, today = _allowed(request), timezone.localdate()
    found = queries_need.need_for(actor, year, today)
    years = queries_need.years_of(actor, today)
    halves = [one for each in (1, 2) if (one := half_year(f"P{each} {year}"))]
    half = pages.chosen_half(request.GET.get("halvaar"))
    rows = pages.trust_rows(found, actor)
    context = {
        "year": year,
        "figures": pages.figures_of(found, actor, rows, half),
        "plan": pages.plan_of(rows),
        "rows": [row for row in rows if half in (0, row.half)],
        "waiting": pages.most_waiting(pages.home_rows(found, actor)),
        "at_home": pages.served_at_home({one: home_services_in(actor, one) for one in halves}),
        "close": rules_need.may_see_status(actor),
        "tabs": pages.tabs_of(year, actor, "need"),
        "today": today,
        **pages.choices(found, years, half),
    }
    return render(request, "placements/need.html", context)


@never_cache
@login_required
@require_safe
def need_trusts(request: HttpRequest, year: int) -> HttpResponse:
    """The trusts by half-year as a list."""
    actor, today = _allowed(request), timezone.localdate()
    return list_page(registers_need.trusts(queries_need.need_for(actor, year, today), actor, today))(request)


@never_cache
@login_required
@require_safe
def need_homes(request: HttpRequest, year: int) -> HttpResponse:
    """The municipalities as a list."""
    actor, today = _allowed(request), timezone.localdate()
    return list_page(registers_need.homes(queries_need.need_for(actor, year, today), actor, today))(request)


@never_cache
@login_required
@require_safe
def need_missing(request: HttpRequest, year: int) -> HttpResponse:
    """What is missing and who can mend it, for those who see status."""
    actor, today = _allowed(request), timezone.localdate()
    allow(rules_need.may_see_status(actor), _("Siden er for kommuner, helseforetak og ALIS-kontor."))
    gaps = queries_missing.gaps_for(actor, year, today)
    rows = [missing.missing_row(gap, year, actor) for gap in gaps]
    return list_page(registers_need.missing(rows, year, actor, today))(request)


def need_map(shade: map_pages.Shade) -> Callable[..., HttpResponse]:
    """The view of need on a map; ``shade`` draws, and is handed in: the open face stands above this area."""

    @never_cache
    @login_required
    @require_safe
    def view(request: HttpRequest, year: int) -> HttpResponse:
        """The municipalities on a map. ``?vis=venter`` shows those who wait."""
        actor, today = _allowed(request), timezone.localdate()
        found = queries_need.need_for(actor, year, today)
        context = {
            "year": year,
            "page": map_pages.need_map(found, map_rows(actor, today), actor, request.GET.get("vis"), shade),
            "close": rules_need.may_see_status(actor),
            "tabs": pages.tabs_of(year, actor, "need_map"),
            "crumbs": [*pages.crumbs_of(year), (_("Kart"), "")],
            "today": today,
        }
        return render(request, "placements/need_map.html", context)

    return view
