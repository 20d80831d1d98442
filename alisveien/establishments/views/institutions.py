"""The pages of training institutions: list, figures, map, record and deeds."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base.actor import Actor
from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.base.registers import Dated
from alisveien.base.request import Request
from alisveien.establishments import queries, rules
from alisveien.establishments.forms import FORMS
from alisveien.establishments.pages import asking, counts
from alisveien.establishments.pages import curve as drawing
from alisveien.establishments.pages.deeds import DEEDS
from alisveien.establishments.pages.record import record_of
from alisveien.establishments.queries_curve import COUNTRY, curve_of, office_names
from alisveien.establishments.queries_towns import town_then
from alisveien.establishments.registers import institutions as declared
from alisveien.journal.seen import mark_of, see_again
from alisveien.places.columns import short_office
from alisveien.places.queries_map import map_rows, map_rows_then
from alisveien.workbench.asking import address
from alisveien.workbench.pages import list_page
from alisveien.workbench.per import asked_day


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return cast(Request, request).actor


def institutions(request: HttpRequest) -> HttpResponse:
    """The list. ``?per=2022-03-21`` shows it as it was that day."""
    actor, today = actor_of(request), timezone.localdate()
    may_import = rules.may_import_table(actor)
    listed = Dated(
        now=lambda day: declared(actor, day, day, may_import=may_import),
        then=lambda day: declared(actor, day, today, may_import=may_import),
    )
    return list_page(listed)(request)


@require_safe
def figures(request: HttpRequest) -> HttpResponse:
    """How many there are per office, county and for the country on a day."""
    return render(request, "establishments/figures.html", _figures(request))


@require_safe
def curve(request: HttpRequest) -> HttpResponse:
    """How many were registered each half-year: the country, or one office with ``?kontor=nord``."""
    actor, today = actor_of(request), timezone.localdate()
    speciality = asking.speciality_of(request.GET.get(asking.SUBJECT))
    found, names = curve_of(actor, speciality, drawing.days_until(today)), office_names()
    asked = request.GET.get("kontor", COUNTRY)
    office = asked if asked in found and asked in names else COUNTRY
    who = short_office(names[office]) if office else _("Hele landet")
    context = {
        "drawing": drawing.drawn(found[office], who),
        "rows": drawing.rows_of(found[office]),
        "offices": drawing.choices_of(found, names, office),
        "office": office,
        "who": who,
        "speciality": speciality,
        "specialities": asking.SPECIALITIES,
        "day": today,
        "synthetic": queries.any_synthetic(),
    }
    return render(request, "establishments/curve.html", context)


def institutions_map(shade: counts.Shade) -> Callable[[HttpRequest], HttpResponse]:
    """The view of the map; ``shade`` draws, and is handed in: the open face stands above this area."""

    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        """The municipalities by status on a day, on a map."""
        context = _figures(request)
        speciality, day, standings = context["speciality"], context["day"], context["standings"]
        actor, today = actor_of(request), context["today"]
        rows = map_rows(actor, today) if day == today else map_rows_then(actor, day)[1]
        context["picture"] = counts.picture_of(standings, speciality, day, rows, shade)
        return render(request, "establishments/map.html", context)

    return view


def _figures(request: HttpRequest) -> dict[str, Any]:
    """What table and map share: the day, the speciality, the counts and the legend."""
    actor, today = actor_of(request), timezone.localdate()
    asked, fault = asked_day(request.GET, today)
    day = asked or today
    speciality = asking.speciality_of(request.GET.get(asking.SUBJECT))
    standings = queries.standings_for(actor, day, today)
    return {
        **dated(asked, fault, [(asking.SUBJECT, speciality.value)]),
        "today": today,
        "day": day,
        "speciality": speciality,
        "standings": standings,
        "synthetic": queries.any_synthetic(),
        "counts": counts.counts_of(standings, speciality, day),
        "legend": counts.legend_of(standings, speciality),
    }


def dated(asked: date | None, fault: str, kept: list[tuple[str, str]]) -> dict[str, Any]:
    """What the band of the day needs; ``kept`` is the rest of the address."""
    return {"fault": fault, "as_of": asked, "as_of_now": address(kept), "as_of_kept": kept}


@never_cache
@require_safe
def institution(request: HttpRequest, code: str) -> HttpResponse:
    """One institution on a day."""
    actor, today = actor_of(request), timezone.localdate()
    place = get_object_or_404(queries.place_for(actor, code))
    asked, fault = asked_day(request.GET, today)
    cases = list(queries.cases_of(actor, place))
    town = town_then(actor, place, asked or today, today)
    standings = queries.standings_of(place, cases, actor, asked or today, town)
    context = record_of(actor, place, standings, cases, asked or today, today)
    return render(request, "establishments/institution.html", context | dated(asked, fault, []))


@never_cache
def deed(request: HttpRequest, code: str, speciality: str, name: str) -> HttpResponse:
    """Register an application, a decision, a withdrawal or a reason; see `pages.deeds`."""
    actor = actor_of(request)
    place = get_object_or_404(queries.place_for(actor, code))
    if speciality not in queries.specialities_of(place) or name not in FORMS:
        raise Http404
    allow(rules.may_register(actor, place), _("Siden er for kontoret som følger virksomheten."))
    shown = queries.reason_of(actor, place, speciality) if name == "grunn" else {}
    seen = mark_of(shown)
    form, told = posted(FORMS[name], request, initial=shown | {"seen": seen}), DEEDS[name]()
    if attempt(form, told.do, place=place, speciality=speciality, by=actor, at=timezone.now()):
        messages.success(request, told.done)
        return redirect("establishments:institution", place.code)
    see_again(form, seen=seen)
    context = {"form": form, "place": place, "deed": told, "speciality": dict(asking.SPECIALITIES)[speciality]}
    return render(request, "establishments/deed.html", context)
