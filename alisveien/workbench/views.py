"""The pages where one keeps and changes views of lists."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import BadRequest
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alisveien.base.errors import RuleBroken
from alisveien.base.forms import attempt, posted
from alisveien.base.request import Request
from alisveien.journal.pages import log_of
from alisveien.workbench import queries
from alisveien.workbench.forms import NOBODY, NoAnswer, ViewForm
from alisveien.workbench.kept import Note, read_note
from alisveien.workbench.services import views as services


@never_cache
@login_required
def view_keep(request: HttpRequest) -> HttpResponse:
    """Give the state of a list a name. The list sends a signed note of its state along."""
    actor, note = cast(Request, request).actor, _note(request)
    form = posted(ViewForm, request, places=_places(request), initial={"shared": NOBODY})
    kept: dict[str, Any] = {}

    def deed(**answers: Any) -> None:
        kept["view"] = services.keep_view(
            register=note.register,
            path=note.path,
            list_title=note.list_title,
            query=note.query,
            words=note.words,
            **answers,
        )

    if attempt(form, deed, by=actor, at=timezone.now()):
        messages.success(request, _("Visningen er lagret."))
        return redirect(kept["view"].address)
    back = f"{note.path}?{note.query}"
    context = {
        "form": form,
        "words": note.words,
        "note": note.written(),
        "back": back,
        "crumbs": _crumbs(_("Lagre visning"), note),
    }
    return render(request, "workbench/view_keep.html", context)


@never_cache
@login_required
def view_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Another name, shared otherwise, or the way one's list opens."""
    actor = cast(Request, request).actor
    view = get_object_or_404(queries.own_views(actor), pk=pk)
    shared = f"{view.shared_with}:{view.place_id}" if view.place_id else view.shared_with
    initial = {"name": view.name, "shared": shared, "is_default": view.is_default}
    form = posted(ViewForm, request, places=_places(request), initial=initial)
    if attempt(form, services.change_view, view=view, by=actor, at=timezone.now()):
        messages.success(request, _("Visningen er endret."))
        return redirect("workbench:views")
    context = {"form": form, "view": view, "crumbs": _crumbs(view.name), "log": log_of(actor, view)}
    return render(request, "workbench/view_change.html", context)


@require_POST
@login_required
def view_update(request: HttpRequest, pk: int) -> HttpResponse:
    """Let one's own view keep the state the list is in now."""
    actor, note = cast(Request, request).actor, _note(request)
    view = get_object_or_404(queries.own_views(actor), pk=pk, register=note.register)
    try:
        view = services.update_view(view=view, query=note.query, words=note.words, by=actor, at=timezone.now())
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
        return redirect(f"{note.path}?{note.query}&visning={view.pk}")
    messages.success(request, _("Visningen er endret."))
    return redirect(view.address)


@never_cache
@login_required
def view_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Remove one's own view, after one question."""
    actor = cast(Request, request).actor
    view = get_object_or_404(queries.own_views(actor), pk=pk)
    form = posted(NoAnswer, request)
    if attempt(form, services.remove_view, view=view, by=actor, at=timezone.now()):
        messages.success(request, _("Visningen er slettet."))
        return redirect("workbench:views")
    context = {"form": form, "view": view, "crumbs": _crumbs(_("Slett visning"))}
    return render(request, "workbench/view_remove.html", context)


def _note(request: HttpRequest) -> Note:
    """The note of a list's state. One we did not write is refused."""
    note = read_note(request.POST.get("lista", "") or request.GET.get("lista", ""))
    if note is None:
        raise BadRequest
    return note


def _places(request: HttpRequest) -> list[tuple[int, str]]:
    return [(place.pk, place.name) for place in queries.places_to_share_at(cast(Request, request).actor)]


def _crumbs(here: str, note: Note | None = None) -> list[tuple[str, str]]:
    above = (note.list_title, f"{note.path}?{note.query}") if note else (_("Lagrede visninger"), "/visninger/")
    return [above, (here, "")]
