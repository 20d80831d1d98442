"""The lists, the map, one municipality, and touches."""

from collections.abc import Callable
from datetime import date
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
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
from alisveien.journal.pages import log_of
from alisveien.journal.pictures import picture
from alisveien.journal.seen import mark_of, see_again
from alisveien.outreach import queries, queries_standing, registers, rules
from alisveien.outreach.forms import ChangeTouchForm, NoAnswer, TouchForm
from alisveien.outreach.pages import map as map_pages
from alisveien.outreach.pages.record import record_of
from alisveien.outreach.services.touching import TYPED, change_touch, log_touch, remove_touch
from alisveien.places.queries_map import map_rows
from alisveien.workbench.asking import address
from alisveien.workbench.pages import list_page
from alisveien.workbench.per import asked_day


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return cast(Request, request).actor


def following(request: HttpRequest) -> Actor:
    """Who asks; refused to those who follow up no municipality."""
    actor = actor_of(request)
    allow(rules.may_follow_up(actor), _("Siden er for rådgivere ved ALIS-kontorene og nasjonal koordinator."))
    return actor


@never_cache
@login_required
def network(request: HttpRequest) -> HttpResponse:
    """Who is who. ``?per=2026-01-01`` shows it as it was that day."""
    actor, today = actor_of(request), timezone.localdate()
    allow(rules.may_see_some_network(actor), _("Siden er for kommuner og ALIS-kontor."))
    follows = rules.may_follow_up(actor)
    listed = Dated(
        now=lambda day: registers.who_is_who(actor, day, day, follows=follows),
        then=lambda day: registers.who_is_who(actor, day, today, follows=follows),
    )
    return list_page(listed)(request)


@never_cache
@login_required
def follow_up(request: HttpRequest) -> HttpResponse:
    """Silent and fragile municipalities. ``?per=`` as above."""
    following(request)
    today = timezone.localdate()
    listed = Dated(
        now=lambda day: registers.follow_up(day, day),
        then=lambda day: registers.follow_up(day, today),
    )
    return list_page(listed)(request)


def follow_up_map(shade: map_pages.Shade) -> Callable[[HttpRequest], HttpResponse]:
    """The view of the map; ``shade`` draws, and is handed in: the open face stands above this area."""

    @never_cache
    @login_required
    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        """The municipalities on a map by silence or fragility. ``?vis=sarbarhet`` and ``?per=``."""
        actor, today = following(request), timezone.localdate()
        asked, fault = asked_day(request.GET, today)
        day, figure = asked or today, map_pages.chosen(request.GET.get("vis"))
        standings = queries_standing.standings_for(actor, day, today)
        per = f"?per={asked.isoformat()}" if asked else ""
        context = {
            **_dated(asked, fault, [("vis", figure)]),
            "figure": figure,
            "day": day,
            "per": per,
            "today": today,
            "picture": map_pages.picture_of(standings, figure, per, map_rows(actor, today), shade),
            "legend": map_pages.legend_of(standings, figure, day, today),
        }
        return render(request, "outreach/map.html", context)

    return view


def _dated(asked: date | None, fault: str, kept: list[tuple[str, str]]) -> dict[str, Any]:
    """What the band of the day needs; ``kept`` is the rest of the address."""
    return {"fault": fault, "as_of": asked, "as_of_now": address(kept), "as_of_kept": kept}


@never_cache
@login_required
@require_safe
def municipality(request: HttpRequest, code: str) -> HttpResponse:
    """One municipality on a day."""
    actor, today = actor_of(request), timezone.localdate()
    place = get_object_or_404(queries.place_for(actor, code))
    asked, fault = asked_day(request.GET, today)
    context = record_of(actor, place, asked or today, today) | _dated(asked, fault, [])
    return render(request, "outreach/municipality.html", context | {"dated": True})


@never_cache
@login_required
def touch_log(request: HttpRequest, code: str) -> HttpResponse:
    """Log a meeting, a visit or a call."""
    actor = actor_of(request)
    place = get_object_or_404(queries.place_for(actor, code))
    allow(rules.may_follow_up_place(actor, place.pk), _("Siden er for kontoret som følger kommunen."))
    form = posted(TouchForm, request, initial={"on": timezone.localdate()})
    if attempt(form, log_touch, place=place, by=actor, at=timezone.now()):
        messages.success(request, _("Kontakten er ført."))
        return redirect("outreach:municipality", place.code)
    crumbs = [
        (_("Kontaktnett"), "/kontaktnett/"),
        (place.name, f"/kontaktnett/kommuner/{code}/"),
        (_("Før kontakt"), ""),
    ]
    return render(request, "outreach/touch_log.html", {"form": form, "place": place, "crumbs": crumbs})


@never_cache
@login_required
def touch_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Put right what was logged."""
    actor = actor_of(request)
    found = get_object_or_404(queries.touch_for(actor, pk))
    shown = {name: getattr(found, name) for name in TYPED}
    seen = mark_of(picture(found, *TYPED))
    form = posted(ChangeTouchForm, request, initial=shown | {"seen": seen})
    if attempt(form, change_touch, touch=found, by=actor, at=timezone.now()):
        messages.success(request, _("Kontakten er rettet. Du kan angre i loggen."))
        return redirect("outreach:touch", pk)
    see_again(form, seen=seen)
    crumbs = [
        (_("Kontaktnett"), "/kontaktnett/"),
        (found.place.name, f"/kontaktnett/kommuner/{found.place.code}/"),
        (_("Kontakt"), f"/kontaktnett/kontakt/{pk}/"),
        (_("Rett"), ""),
    ]
    return render(
        request, "outreach/touch_log.html", {"form": form, "place": found.place, "touch": found, "crumbs": crumbs}
    )


@never_cache
@login_required
def touch(request: HttpRequest, pk: int) -> HttpResponse:
    """One logged touch with its log, and the button that takes it out."""
    actor = actor_of(request)
    found = get_object_or_404(queries.touch_for(actor, pk))
    form = posted(NoAnswer, request)
    if attempt(form, remove_touch, touch=found, by=actor, at=timezone.now()):
        messages.success(request, _("Kontakten er tatt ut."))
        return redirect("outreach:municipality", found.place.code)
    place = found.place
    context = {
        "touch": found,
        "who": queries.role_in_words(found.role),
        "form": form,
        "log": log_of(actor, found),
        "crumbs": [
            (_("Kontaktnett"), "/kontaktnett/"),
            (place.name, f"/kontaktnett/kommuner/{place.code}/"),
            (_("Kontakt"), ""),
        ],
    }
    return render(request, "outreach/touch.html", context)
