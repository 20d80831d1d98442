"""Taking a change back: a page that shows what will be as before, and the button."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from alisveien.base.errors import RuleBroken
from alisveien.base.request import Request
from alisveien.journal import queries, rules, services
from alisveien.journal.telling import tell
from alisveien.journal.words import turned


@require_http_methods(["GET", "HEAD", "POST"])
def entry_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """What taking the change back will do (GET), and doing it (POST). 404 for those who may not."""
    actor = cast(Request, request).actor
    found = queries.undoable_entry_for(actor, pk)
    if found is None:
        raise Http404
    entry, thing = found
    told, against = tell(entry), rules.against_undoing(entry, thing)
    then = rules.address_after(entry, thing)
    if request.method == "POST":
        try:
            services.undo(entry=entry, by=actor, at=timezone.now())
        except RuleBroken as broken:
            against = broken.reasons
        else:
            messages.success(request, _("Endringen er angret."))
            return HttpResponseRedirect(then or told.href or "/")
    context = {"told": told, "back": turned(told.changes), "against": against, "crumbs": [(_("Angre"), "")]}
    context["removes"] = bool(then)
    return render(request, "journal/entry_undo.html", context, status=409 if request.method == "POST" else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def deed_undo(request: HttpRequest, key: UUID) -> HttpResponse:
    """What taking back a deed on many things will do, thing by thing (GET), and doing it (POST)."""
    actor = cast(Request, request).actor
    found = queries.deed_for(actor, key)
    if not found:
        raise Http404
    faults: list[str] = []
    if request.method == "POST":
        try:
            count = services.undo_deed(
                entries=[entry for entry, against in found if not against], by=actor, at=timezone.now()
            )
        except RuleBroken as broken:
            faults = broken.reasons
        else:
            words = ngettext("{count} endring er angret.", "{count} endringer er angret.", count)
            messages.success(request, words.format(count=count))
            return HttpResponseRedirect("/arbeidsliste/")
    lines = [(tell(entry), turned(tell(entry).changes), against) for entry, against in found]
    context = {
        "back": [(told, changes) for told, changes, against in lines if not against],
        "stays": [(told, against) for told, _changes, against in lines if against],
        "faults": faults,
        "crumbs": [(_("Angre"), "")],
    }
    return render(request, "journal/deed_undo.html", context, status=409 if faults else 200)
