"""Reading files of other registers in: send one, see what it would do, say yes."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from alisveien.base.errors import RuleBroken, allow
from alisveien.base.forms import posted
from alisveien.places import forms, queries_edit, rules
from alisveien.places.services import importing
from alisveien.places.services.deeds import refused
from alisveien.places.services.reading import Found
from alisveien.places.sheets import BrokenRegister
from alisveien.places.views import actor_of, register_crumb

SHOWN = 200


@never_cache
@login_required
def file_send(request: HttpRequest) -> HttpResponse:
    """Send a file; nothing is changed before the preview is confirmed."""
    actor = actor_of(request)
    allow(rules.may_edit_whole_register(actor), refused())
    form = posted(forms.FileForm, request, kinds=[(kind, one.label) for kind, one in importing.SOURCES.items()])
    if form.is_bound and form.is_valid():
        sent = form.cleaned_data["file"]
        try:
            kept = importing.keep_file(
                kind=form.cleaned_data["kind"], name=sent.name, data=sent.read(), by=actor, at=timezone.now()
            )
        except (BrokenRegister, RuleBroken) as broken:
            form.add_error("file", list(reasons_of(broken)))
        else:
            return redirect("places:file_read", kept.pk)
    sources = [
        {"label": one.label, "help": one.help, "columns": ", ".join(one.table.columns)}
        for one in importing.SOURCES.values()
    ]
    help_ = _("Velg hva fila er, og send den. Du får se hver endring før noe lagres, og kan angre etterpå.")
    crumbs = [register_crumb(), (_("Les inn fil"), "")]
    return render(request, "places/file_send.html", {"form": form, "sources": sources, "help": help_, "crumbs": crumbs})


@never_cache
@login_required
def file_read(request: HttpRequest, pk: int) -> HttpResponse:
    """What a file would do, and the button that does it."""
    actor, now = actor_of(request), timezone.now()
    file = queries_edit.file_waiting(actor, pk)
    if file is None:
        raise Http404
    form = posted(forms.NoAnswer, request)
    if form.is_bound and form.is_valid():
        try:
            change = importing.read_kept_file(file=file, by=actor, at=now)
        except (BrokenRegister, RuleBroken) as broken:
            form.add_error(None, list(reasons_of(broken)))
        else:
            messages.success(request, _("Fila er lest inn."))
            return redirect("places:change", change.pk) if change else redirect("places:changes")
    crumbs = [register_crumb(), (_("Les inn fil"), reverse("places:file_send")), (file.name, "")]
    context = {"file": file, "form": form, "crumbs": crumbs, **_preview(file, actor, now)}
    return render(request, "places/file_read.html", context)


def _preview(file: Any, actor: Any, now: Any) -> dict[str, Any]:
    """The preview as it is now, in groups; what has made it impossible since, in words."""
    help_ = _("Siden viser hva fila gjør. Ingenting er lagret før du leser den inn.")
    try:
        preview = importing.renew_preview(file=file, by=actor, at=now)
    except (BrokenRegister, RuleBroken) as broken:
        return {"faults": reasons_of(broken), "help": help_}
    headings = {
        Found.NEW: _("Nytt"),
        Found.CHANGED: _("Endres"),
        Found.MISSING: _("Står i registeret, men ikke i fila. Det blir stående"),
    }
    groups = [
        {
            "heading": heading,
            "count": preview.counts.get(sort, 0),
            "rows": [one.words for one in preview.findings if one.sort == sort][:SHOWN],
        }
        for sort, heading in headings.items()
        if preview.counts.get(sort)
    ]
    label = importing.SOURCES[file.kind].label
    same = preview.counts.get(Found.SAME, 0)
    return {"groups": groups, "same": same, "changes": preview.changes, "label": label, "help": help_, "shown": SHOWN}


def reasons_of(broken: Exception) -> list[str]:
    """What is wrong, line by line."""
    if isinstance(broken, RuleBroken):
        return broken.reasons
    return str(broken).splitlines()
