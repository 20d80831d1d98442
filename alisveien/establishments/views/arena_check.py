"""«Stemmer beskrivelsen?» by a municipality's one-time link: read, put right and confirm without an account."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from alisveien.base.errors import RuleBroken
from alisveien.establishments import queries_arenas as queries
from alisveien.establishments.pages import arenas as pages
from alisveien.establishments.services.arenas import confirm_arenas
from alisveien.establishments.views.institutions import actor_of


@never_cache
def arenas_check(request: HttpRequest, place: int) -> HttpResponse:
    """Every arena of the municipality with all that is said of it, and one button. 404 without its link."""
    actor, now = actor_of(request), timezone.now()
    town = queries.town_asked(actor, place)
    if town is None:
        raise Http404
    described = pages.described(queries.arenas_asked(actor, town), timezone.localdate())
    context: dict[str, Any] = {"place": town, "described": described, "mark": pages.mark_of(described)}
    if request.method != "POST":
        return render(request, "establishments/arenas_check.html", context)
    if request.POST.get("sett") != context["mark"]:
        context["reasons"] = [_("Beskrivelsen er endret mens du leste. Se over, og bekreft på nytt.")]
        return render(request, "establishments/arenas_check.html", context)
    try:
        context["count"] = confirm_arenas(place=town, by=actor, at=now)
    except RuleBroken as broken:
        context["reasons"] = broken.reasons
        return render(request, "establishments/arenas_check.html", context)
    return render(request, "establishments/arenas_receipt.html", context)
