"""The pages of those who keep the register: what has been done, and each deed on a form."""

from collections.abc import Callable
from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base.actor import Actor
from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.base.request import Request
from alisveien.journal.seen import mark_of, see_again
from alisveien.places import forms, queries_edit, rules
from alisveien.places.queries_then import Kind, Way
from alisveien.places.registers_then import address_of
from alisveien.places.services import deeds, undoing
from alisveien.places.services.deeds import refused

PAGE = 50


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return cast(Request, request).actor


def kept_place(request: HttpRequest, pk: int) -> Any:
    """A place the actor keeps. Raises Http404 for any other."""
    place = queries_edit.place_to_edit(actor_of(request), pk)
    if place is None:
        raise Http404
    return place


@never_cache
@login_required
@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """What has been done to the register, newest first."""
    actor = actor_of(request)
    allow(rules.may_edit_register(actor), refused())
    found = queries_edit.changes_for(actor)
    page = Paginator(found, PAGE).get_page(request.GET.get("side"))
    context = {"page": page, "count": page.paginator.count, "whole": rules.may_edit_whole_register(actor)}
    context["help"] = _("Her står alt som er endret i registeret. Velg en endring for å se den, eller angre den.")
    return render(request, "places/changes.html", context)


@never_cache
@login_required
def change(request: HttpRequest, pk: int) -> HttpResponse:
    """One deed on the register, and the button that takes it back."""
    actor = actor_of(request)
    found = get_object_or_404(queries_edit.changes_for(actor), pk=pk)
    form = posted(forms.NoAnswer, request)
    if attempt(form, undoing.undo_change, change=found, by=actor, at=timezone.now()):
        messages.success(request, _("Endringen er angret."))
        return redirect("places:changes")
    places = list(found.places.all())
    links = [{"label": one.name, "href": address_of(one.kind, one.code, one.pk), "note": one.code} for one in places]
    undoable = found.undone_at is None and rules.may_undo_change(actor, places)
    context = {"change": found, "places": links[:PAGE], "count": len(links), "form": form, "undoable": undoable}
    context["crumbs"] = [register_crumb(), (found.title, "")]
    context["help"] = _("Siden viser én endring. Angrer du, blir registeret som før, om ingenting er endret siden.")
    return render(request, "places/change.html", context)


def register_crumb() -> tuple[str, str]:
    """The way back to the list of changes."""
    return _("Registeret"), reverse("places:changes")


def asked(
    request: HttpRequest, form: Any, deed: Callable[..., Any], words: dict[str, Any], **more: Any
) -> HttpResponse:
    """The page of a deed: its form, and what happens when it was sent."""
    if attempt(form, deed, by=actor_of(request), at=timezone.now(), **more):
        messages.success(request, _("Registeret er endret. Du kan angre på siden for endringen."))
        return redirect("places:changes")
    if "seen" in form.initial:
        see_again(form, seen=form.initial["seen"])
    return render(
        request, "places/deed.html", {"form": form, "crumbs": [register_crumb(), (words["title"], "")], **words}
    )


@never_cache
@login_required
def place_create(request: HttpRequest) -> HttpResponse:
    """Put a new place in the register."""
    actor = actor_of(request)
    allow(rules.may_edit_register(actor), refused())
    kinds = [(kind.value, kind.label.capitalize()) for kind in Kind if kind in rules.MADE_BY_HAND]
    places = queries_edit.parents_to_choose(actor, timezone.localdate())
    form = posted(forms.CreateForm, request, kinds=kinds, places=places, initial={"effective_on": timezone.localdate()})
    words = {
        "title": _("Nytt sted i registeret"),
        "lead": _("Bydeler, etater, statlige virksomheter, avdelinger, enheter og kontor opprettes her."),
        "help": _("Nye kommuner blir til ved å slå sammen eller dele. Sykehus og helseforetak leses inn fra fil."),
        "button": _("Opprett stedet"),
    }
    return asked(request, form, deeds.create_place, words)


@never_cache
@login_required
def place_rename(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a place another name or number."""
    place = kept_place(request, pk)
    seen = mark_of(queries_edit.names_of(place))
    initial = {"name": place.name, "code": place.code, "effective_on": timezone.localdate(), "seen": seen}
    words = {
        "title": _("Nytt navn eller nummer for {name}").format(name=place.name),
        "lead": _("Det gamle navnet blir stående for tida før, og kan fortsatt søkes opp."),
        "help": _("Skriv det som er nytt, og la resten stå. Registeret viser det nye fra dagen du velger."),
        "button": _("Lagre"),
    }
    return asked(request, posted(forms.RenameForm, request, initial=initial), deeds.rename_place, words, place=place)


@never_cache
@login_required
def place_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a place belong to another: office, trust, hospital area, or what it lies under."""
    place, actor, today = kept_place(request, pk), actor_of(request), timezone.localdate()
    ways = [
        (way, str(Way(way).label).capitalize()) for way in rules.ways_of(place) if rules.may_move(actor, place, way)
    ]
    form = posted(
        forms.MoveForm,
        request,
        ways=ways,
        places=queries_edit.ends_to_choose(place, today),
        initial={"effective_on": today, "seen": mark_of(queries_edit.ties_of(place))},
    )
    words = {
        "title": _("Ny tilhørighet for {name}").format(name=place.name),
        "lead": _("Det som var før, blir stående for tida før."),
        "help": _("Velg hvilken tilhørighet som endres, og hva stedet skal tilhøre. Kontor endres nasjonalt."),
        "button": _("Lagre"),
    }
    return asked(request, form, deeds.move_place, words, place=place)


@never_cache
@login_required
def place_close(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a place out of the register from a day."""
    place = kept_place(request, pk)
    words = {
        "title": _("Avslutt {name}").format(name=place.name),
        "lead": _("Stedet står ikke lenger i listene fra dagen du velger. Det som er registrert, blir ikke slettet."),
        "help": _("Bruk dette når stedet legges ned. Flytt først det som ligger under."),
        "button": _("Avslutt stedet"),
        "danger": True,
    }
    initial = {"effective_on": timezone.localdate(), "seen": mark_of(queries_edit.ties_of(place))}
    form = posted(forms.CloseForm, request, initial=initial)
    return asked(request, form, deeds.close_place, words, place=place)
