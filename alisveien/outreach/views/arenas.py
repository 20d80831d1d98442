"""Asking a municipality whether its arenas are described right."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.outreach import queries, rules
from alisveien.outreach.forms import NoAnswer
from alisveien.outreach.pages import arenas as pages
from alisveien.outreach.services.arenas import ask_about_arenas
from alisveien.outreach.views.network import actor_of


@never_cache
@login_required
def arenas_ask(request: HttpRequest, code: str) -> HttpResponse:
    """Send the link, after one question."""
    actor, now = actor_of(request), timezone.now()
    place = get_object_or_404(queries.place_for(actor, code))
    allow(rules.may_follow_up_place(actor, place.pk), _("Siden er for kontoret som følger kommunen."))
    form = posted(NoAnswer, request)
    if attempt(form, ask_about_arenas, place=place, by=actor, at=now):
        messages.success(request, _("Lenken er sendt."))
        return redirect("establishments:arenas_together", place.code)
    return render(request, "outreach/arenas_ask.html", {"form": form, **pages.asking(actor, place, now)})
