"""The list of persons, one person, and entering and changing them."""

from typing import Any, cast

from django.contrib import messages
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
from alisveien.journal.seen import see_again
from alisveien.journal.services import looked
from alisveien.people import queries_account, queries_list
from alisveien.people import queries_persons as queries
from alisveien.people import rules_persons as rules
from alisveien.people.forms import ChangePersonForm, EnterForm
from alisveien.people.pages.record import record_of
from alisveien.people.registers import persons as declared
from alisveien.people.services import persons as services
from alisveien.workbench.pages import list_page


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return cast(Request, request).actor


def person_of(request: HttpRequest, pk: int) -> Any:
    """The person the actor sees, or 404."""
    return get_object_or_404(queries.person_for(actor_of(request), timezone.localdate()), pk=pk)


@never_cache
def persons(request: HttpRequest) -> HttpResponse:
    """The list. ``?per=2025-03-01`` shows who held which role that day."""
    actor, today = actor_of(request), timezone.localdate()
    allow(rules.may_see_persons(actor), _("Siden er for kommuner, helseforetak og kontor som er logget inn."))
    synthetic = queries_list.any_synthetic()
    listed = Dated(
        now=lambda day: declared(actor, day, day, synthetic=synthetic),
        then=lambda day: declared(actor, day, today, synthetic=synthetic),
    )
    return list_page(listed)(request)


@never_cache
@require_safe
def person(request: HttpRequest, pk: int) -> HttpResponse:
    """One person: how to reach, roles over time, what has happened."""
    actor, now = actor_of(request), timezone.now()
    one, today = person_of(request, pk), timezone.localdate()
    looked(about=one, by=actor, at=now, page="person")
    trains = queries.sees_training(actor, one, today)
    context = record_of(
        actor,
        one,
        list(queries.roles_of(actor, one)),
        queries_account.access_of(actor, one, now),
        queries_account.moves_of(actor, one, trains=trains),
        queries_account.merges_of(actor, one),
        trains=trains,
        today=today,
    )
    return render(request, "people/person.html", context)


@never_cache
def person_new(request: HttpRequest) -> HttpResponse:
    """Enter somebody new in a role."""
    actor, now = actor_of(request), timezone.now()
    allow(rules.may_enter_persons(actor), _("Den som holder kontaktene ved et sted, kan registrere personer."))
    places = queries.places_to_keep(actor, timezone.localdate())
    initial = {"place": request.GET.get("sted", ""), "role": request.GET.get("rolle", "")}
    form = posted(EnterForm, request, places=places, initial=initial)
    if attempt(form, services.enter_in_role, by=actor, at=now):
        _doubt(request, form.cleaned_data["hpr_number"])
        messages.success(request, _("{name} er registrert.").format(name=form.cleaned_data["last_name"]))
        return redirect("people:persons")
    return render(request, "people/person_new.html", {"form": form})


@never_cache
def person_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is said of a person."""
    actor, one = actor_of(request), person_of(request, pk)
    allow(rules.may_change_person(actor, one), _("Den som holder kontaktene der personen har en rolle, kan endre."))
    said = {name: getattr(one, name) or "" for name in services.SAID}
    form = posted(ChangePersonForm, request, initial=said | {"version": one.version})
    if attempt(form, services.change_person, person=one, by=actor, at=timezone.now()):
        _doubt(request, form.cleaned_data["hpr_number"])
        messages.success(request, _("Endringen er lagret."))
        return redirect("people:person", pk)
    see_again(form, version=one.version)
    return render(request, "people/person_change.html", {"form": form, "person": one})


def _doubt(request: HttpRequest, hpr_number: str) -> None:
    """Say what looks odd about a number that was saved all the same."""
    for words in rules.doubts_of_hpr_number(hpr_number):
        messages.warning(request, words)
