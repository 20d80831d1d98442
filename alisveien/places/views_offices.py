"""The pages of those who keep an office's host and seat."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from alisveien.base.forms import posted
from alisveien.journal.seen import mark_of
from alisveien.places import forms, queries_edit
from alisveien.places.queries_then import Kind
from alisveien.places.services import hosting
from alisveien.places.views import actor_of, asked, kept_place


def _office(request: HttpRequest, pk: int) -> Any:
    """An office the actor keeps. Raises Http404 for any other."""
    place = kept_place(request, pk)
    if place.kind != Kind.OFFICE:
        raise Http404
    return place


def _initial(office: Any) -> dict[str, Any]:
    """What a form about the host of an office begins with."""
    return {"effective_on": timezone.localdate(), "seen": mark_of(queries_edit.hosts_of(office))}


@never_cache
@login_required
def office_host(request: HttpRequest, pk: int) -> HttpResponse:
    """Give an office another host or seat."""
    office = _office(request, pk)
    form = posted(
        forms.HostForm,
        request,
        towns=queries_edit.towns_by_number(actor_of(request)),
        initial=_initial(office),
    )
    words = {
        "title": _("Ny vertskommune for {name}").format(name=office.name),
        "lead": _("Verten før blir stående i historien, til og med dagen før."),
        "help": _("Skriv hvem som overtar, og hvor kontoret sitter. Hvem kontoret dekker, endres på hver kommune."),
        "button": _("Lagre verten"),
    }
    return asked(request, form, hosting.change_host, words, office=office)


@never_cache
@login_required
def office_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down that the host of an office gave notice."""
    office = _office(request, pk)
    words = {
        "title": _("Oppsigelse av vertskap for {name}").format(name=office.name),
        "lead": _("Som da Hamar sa opp avtalen for Øst 21. desember 2021."),
        "help": _("Skriv når avtalen ble sagt opp. Verten står til en ny er registrert, eller til dagen du oppgir."),
        "button": _("Lagre oppsigelsen"),
    }
    form = posted(forms.NoticeForm, request, initial=_initial(office))
    return asked(request, form, hosting.give_notice, words, office=office)
