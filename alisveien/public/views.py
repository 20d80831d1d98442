"""The open pages: fetch, make plain, render."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alisveien.base.actor import Actor
from alisveien.base.request import Request
from alisveien.curriculum.queries import goals_for, neighbours_of
from alisveien.establishments.queries import applications_for
from alisveien.people.queries_coordinators import coordinators_for
from alisveien.places import queries
from alisveien.places.queries_then import Kind, place_by_key
from alisveien.public import coordinators as told
from alisveien.public import records, then
from alisveien.public.log import with_log
from alisveien.workbench.cells import number as shown_number
from alisveien.workbench.per import asked_day


@dataclass(frozen=True, slots=True)
class Section:
    """How the records of one list are read and shown. ``known``: whether enough is known of a place for its page."""

    kinds: tuple[str, ...]
    one: Callable[[Actor, str], Any]
    context: Callable[[Actor, Any, date], dict[str, Any]]
    template: str
    known: Callable[[Any], bool] = lambda place: True


MUNICIPALITY = Section(
    (Kind.MUNICIPALITY,),
    queries.municipality_for,
    records.municipality,
    "public/municipality.html",
    known=lambda place: hasattr(place, "municipality"),
)
TRUST = Section((Kind.TRUST, Kind.PRIVATE), queries.trust_for, records.trust, "public/trust.html")
HOSPITAL = Section((Kind.HOSPITAL,), queries.hospital_for, records.hospital, "public/hospital.html")
OFFICE = Section((Kind.OFFICE,), queries.office_for, records.office, "public/office.html")


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What Alisveien is, the figures of the register, and the way in."""
    actor, today = cast(Request, request).actor, timezone.localdate()
    counts = (
        (queries.municipalities_for(actor, today).count(), _("kommuner"), "/kommuner/"),
        (queries.trusts_for(actor, today).count(), _("helseforetak og private sykehus med avtale"), "/helseforetak/"),
        (queries.hospitals_for(actor, today).count(), _("sykehus og klinikker"), "/sykehus/"),
        (queries.offices_for(actor, today).count(), _("rådgivingskontor"), "/kontor/"),
        (applications_for(actor), _("søknader om å være utdanningsvirksomhet"), "/utdanningsvirksomheter/"),
        (goals_for(actor).count(), _("læringsmål"), "/laringsmal/"),
    )
    figures = [{"value": shown_number(count), "label": label, "href": href} for count, label, href in counts]
    return render(request, "public/front.html", {"figures": figures})


def _record(request: HttpRequest, code: str, section: Section) -> HttpResponse:
    """The record of a place today, or as it stood on the day the address asks for.

    A number that is no longer in use leads to the place as it is called now.
    """
    actor, today = cast(Request, request).actor, timezone.localdate()
    day, _fault = asked_day(request.GET, today)
    if day is not None:
        return then.stood(request, actor, section.kinds, code, day)
    place = section.one(actor, code).first()
    if place is None or not section.known(place):
        return then.moved(request, actor, section.kinds, code, today)
    context = section.context(actor, place, today) | then.through_time(actor, place.pk)
    context |= {"edit": then.edit_links(actor, place), "dated": True, "as_of_kept": []}
    return render(request, section.template, with_log(context, request, actor, place.pk))


@require_safe
def municipality(request: HttpRequest, number: str) -> HttpResponse:
    """One municipality."""
    return _record(request, number, MUNICIPALITY)


@require_safe
def trust(request: HttpRequest, number: str) -> HttpResponse:
    """One trust or private hospital with an agreement."""
    return _record(request, number, TRUST)


@require_safe
def hospital(request: HttpRequest, code: str) -> HttpResponse:
    """One hospital."""
    return _record(request, code, HOSPITAL)


@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """One office."""
    return _record(request, code, OFFICE)


@require_safe
def organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """A place that has no list of its own: a county, a district, an agency, a state body, a department, a unit."""
    actor, today = cast(Request, request).actor, timezone.localdate()
    place = place_by_key(actor, pk)
    if place is None:
        raise Http404
    day, _fault = asked_day(request.GET, today)
    return then.page(request, actor, place, day or today, as_of=day is not None)


@require_safe
def goal(request: HttpRequest, code: str) -> HttpResponse:
    """One learning goal."""
    actor = cast(Request, request).actor
    found = get_object_or_404(goals_for(actor), code=code)
    return render(request, "public/goal.html", records.goal(found, neighbours_of(actor, found)))


@require_safe
def coordinators(request: HttpRequest) -> HttpResponse:
    """Who takes nominations at each trust, and what to send them when."""
    actor, today = cast(Request, request).actor, timezone.localdate()
    roles = coordinators_for(actor, today)
    context = {
        "crumbs": [(_("Helseforetak"), "/helseforetak/"), (_("Koordinatorer"), "")],
        "regions": told.regions(queries.trusts_for(actor, today), roles),
        "deadlines": told.deadlines(today),
        "practice": told.invented(role for held in roles.values() for role in held),
    }
    return render(request, "public/coordinators.html", context)
