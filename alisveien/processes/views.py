"""Merging and dividing municipalities: the form, what would follow, and the deed when that is confirmed."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from alisveien.base.errors import RuleBroken, allow
from alisveien.base.forms import attempt, posted
from alisveien.places import forms, queries_edit, rules
from alisveien.places.services.deeds import refused
from alisveien.places.views import actor_of, kept_place, register_crumb
from alisveien.processes import services
from alisveien.processes.pages import ends, follows, stays

CONFIRMED, MEND = "bekreft", "rett"


def _asked(
    request: HttpRequest, form: Any, deed: Callable[..., Any], words: dict[str, Any], **more: Any
) -> HttpResponse:
    """The page of a deed: its form, then what would follow, then the deed."""
    by, now = actor_of(request), timezone.now()
    context = {"form": form, "crumbs": [register_crumb(), (words["title"], "")], **words}
    if CONFIRMED in request.POST and attempt(form, deed, by=by, at=now, **more):
        messages.success(request, _("Registeret er endret. Du kan angre på siden for endringen."))
        return redirect("places:changes")
    if MEND not in request.POST and form.is_bound and form.is_valid() and not form.errors:
        try:
            tried = services.try_deed(deed, by=by, at=now, **form.cleaned_data, **more)
        except RuleBroken as broken:
            for reason in broken.reasons:
                form.add_error(None, reason)
        else:
            context |= {"tried": tried, "confirmed": CONFIRMED, "mend": MEND}
            context |= {"follows": follows(tried), "ends": ends(tried), "stays": stays(tried)}
            context["typed"] = [(name, request.POST.get(name, "")) for name in form.fields]
            return render(request, "processes/try.html", context)
    return render(request, "places/deed.html", context)


@never_cache
@login_required
def place_merge(request: HttpRequest) -> HttpResponse:
    """Make one municipality of several. ``?kommune=`` is the number of the first."""
    actor = actor_of(request)
    allow(rules.may_edit_register(actor), refused())
    form = posted(
        forms.MergeForm,
        request,
        towns=queries_edit.towns_by_number(actor),
        initial={"places": request.GET.get("kommune", "")[:4]},
    )
    words = {
        "title": _("Slå sammen kommuner"),
        "lead": _("Leger, tilganger og alt annet følger med. Du ser hva, før noe lagres."),
        "help": _("Skriv numrene på kommunene, og hva den nye heter. Den får kontor og sykehus fra den største."),
        "button": _("Se hva som følger med"),
        "do": _("Slå sammen"),
    }
    return _asked(request, form, services.merge_municipalities, words)


@never_cache
@login_required
def place_split(request: HttpRequest, pk: int) -> HttpResponse:
    """Divide a municipality."""
    place = kept_place(request, pk)
    words = {
        "title": _("Del {name}").format(name=place.name),
        "lead": _("Som da Haram gikk ut av Ålesund i 2024, eller Tysfjord ble delt mellom Narvik og Hamarøy i 2020."),
        "help": _(
            "Skriv en linje for hver del. Består ingen del under samme navn, går leger og tilganger til den første."
        ),
        "button": _("Se hva som følger med"),
        "do": _("Del kommunen"),
    }
    return _asked(request, posted(forms.SplitForm, request), services.split_municipality, words, place=place)
