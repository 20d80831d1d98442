"""The open pages: fetch, make plain, render."""

from collections.abc import Callable
from typing import Any, cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alisveien.base.actor import Actor
from alisveien.base.request import Request
from alisveien.curriculum.queries import goals_for, neighbours_of
from alisveien.places import queries
from alisveien.public import records
from alisveien.public.log import with_log
from alisveien.workbench.cells import number as shown_number

LONGEST_SEARCH = 100


@require_safe
def front(request: HttpRequest) -> HttpResponse:
    """What Alisveien is, the figures of the register, and the way in."""
    actor, today = cast(Request, request).actor, timezone.localdate()
    counts = (
        (queries.municipalities_for(actor, today).count(), _("kommuner"), "/kommuner/"),
        (queries.trusts_for(actor, today).count(), _("helseforetak og private sykehus med avtale"), "/helseforetak/"),
        (queries.hospitals_for(actor, today).count(), _("sykehus og klinikker"), "/sykehus/"),
        (queries.offices_for(actor, today).count(), _("rådgivingskontor"), "/kontor/"),
        (goals_for(actor).count(), _("læringsmål"), "/laringsmal/"),
    )
    figures = [{"value": shown_number(count), "label": label, "href": href} for count, label, href in counts]
    return render(request, "public/front.html", {"figures": figures})


@require_safe
def municipality(request: HttpRequest, number: str) -> HttpResponse:
    """One municipality."""
    actor = cast(Request, request).actor
    place = get_object_or_404(queries.municipality_for(actor, number))
    context = records.municipality(actor, place, timezone.localdate())
    return render(request, "public/municipality.html", with_log(context, request, actor, place.pk))


@require_safe
def trust(request: HttpRequest, number: str) -> HttpResponse:
    """One trust or private hospital with an agreement."""
    actor = cast(Request, request).actor
    place = get_object_or_404(queries.trust_for(actor, number))
    context = records.trust(actor, place, timezone.localdate())
    return render(request, "public/trust.html", with_log(context, request, actor, place.pk))


@require_safe
def hospital(request: HttpRequest, code: str) -> HttpResponse:
    """One hospital."""
    actor = cast(Request, request).actor
    place = get_object_or_404(queries.hospital_for(actor, code))
    context = records.hospital(actor, place, timezone.localdate())
    return render(request, "public/hospital.html", with_log(context, request, actor, place.pk))


@require_safe
def office(request: HttpRequest, code: str) -> HttpResponse:
    """One office."""
    actor = cast(Request, request).actor
    place = get_object_or_404(queries.office_for(actor, code))
    context = records.office(actor, place, timezone.localdate())
    return render(request, "public/office.html", with_log(context, request, actor, place.pk))


@require_safe
def goal(request: HttpRequest, code: str) -> HttpResponse:
    """One learning goal."""
    actor = cast(Request, request).actor
    found = get_object_or_404(goals_for(actor), code=code)
    return render(request, "public/goal.html", records.goal(found, neighbours_of(actor, found)))


Finder = Callable[[Actor, str], list[dict[str, str]]]
"""What else the search box finds: the actor and the words give rows (label, href, note)."""


def search(pages: Finder) -> Callable[[HttpRequest], HttpResponse]:
    """The search page. ``pages`` finds pages of help; they belong to a face this one does not know."""

    @require_safe
    def view(request: HttpRequest) -> HttpResponse:
        """Municipalities and hospitals by name, old or new, or by number; and pages of help."""
        actor = cast(Request, request).actor
        words = request.GET.get("q", "").replace("\x00", "").strip()[:LONGEST_SEARCH]
        places = queries.search_for(actor, words, timezone.localdate())
        towns = [_municipality_hit(place) for place in places.get("municipality", [])]
        hospitals = [_hospital_hit(place) for place in places.get("hospital", [])]
        groups = [
            {"id": "kommuner", "heading": _("Kommuner"), "rows": towns},
            {"id": "sykehus", "heading": _("Sykehus"), "rows": hospitals},
            {"id": "hjelp", "heading": _("Hjelp"), "rows": pages(actor, words)},
        ]
        context = {"words": words, "groups": [group for group in groups if group["rows"]]}
        return render(request, "public/search.html", context)

    return view


def _municipality_hit(place: Any) -> dict[str, str]:
    facts = place.municipality
    note = [f"{place.code} {place.parent.name}"]
    note += [name for name in (facts.name_sme, facts.name_smj, facts.name_sma, facts.name_fkv) if name]
    if facts.former_number != place.code:
        note.append(_("nummer {number} til 2023").format(number=facts.former_number))
    return records.related(place.name, f"/kommuner/{place.code}/", " · ".join(note))


def _hospital_hit(place: Any) -> dict[str, str]:
    note = f"{place.town}, {place.parent.short_name}"
    return records.related(place.name, f"/sykehus/{place.code}/", note)
