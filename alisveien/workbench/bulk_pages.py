"""The page between picking rows and changing them: what changes, what does not and why, and one button."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alisveien.base.actor import Actor
from alisveien.base.errors import RuleBroken
from alisveien.base.registers import Register
from alisveien.journal.queries import deed_for
from alisveien.workbench.asking import Asked, address
from alisveien.workbench.bulk import ALL, PICKED, SEEN, Picked, Seen, do, seen


def answer(request: HttpRequest, register: Register, state: Asked, wanted: Picked, actor: Actor) -> HttpResponse:
    """Do what was agreed to, or show what would be done. ``wanted`` has no fault."""
    at, back = timezone.now(), f"{request.path}{address(state.pairs())}"
    context: dict[str, Any] = {
        "action": wanted.action,
        "rows": wanted.rows,
        "form": wanted.form,
        "back": back,
        "crumbs": [*register.crumbs, (register.title, back), (wanted.action.label, "")],
        "carried": _carried(request),
        "starts": wanted.action.starts(actor) if wanted.action.starts else [],
    }
    if not wanted.form.is_bound or not wanted.form.is_valid():
        return render(request, "workbench/bulk.html", context)
    preview = seen(wanted, actor, at)
    agreed = request.POST.get(SEEN, "")
    if agreed and agreed == preview.mark and preview.changes:
        try:
            count, deed = do(wanted, preview, actor, at)
        except RuleBroken as broken:
            context["faults"] = broken.reasons
        else:
            messages.success(request, _done(wanted, count, deed, actor))
            return redirect(back)
    elif agreed not in ("", "1"):
        context["faults"] = [_("Noe er endret siden du så på dette. Se gjennom på nytt.")]
    return render(request, "workbench/bulk.html", context | _shown(wanted, preview))


def _done(wanted: Picked, count: int, deed: UUID | None, actor: Actor) -> str:
    """What was done, with the way to take it back where it can be."""
    words = wanted.action.done(count)
    if deed is None or not deed_for(actor, deed):
        return words
    way = '{} <a class="ds-link" href="{}">{}</a>'
    return format_html(way, words, reverse("journal:deed_undo", args=[deed]), _("Angre"))


def _shown(wanted: Picked, preview: Seen) -> dict[str, Any]:
    """The preview in words."""
    changes, exceptions = len(preview.changes), len(preview.exceptions)
    return {
        "preview": preview,
        "count": (wanted.action.changes or _changes)(changes),
        "left": (wanted.action.stays or _stays)(exceptions),
    }


def _changes(count: int) -> str:
    return ngettext("{count} rad blir endret", "{count} rader blir endret", count).format(count=count)


def _stays(count: int) -> str:
    return ngettext("{count} rad blir ikke endret", "{count} rader blir ikke endret", count).format(count=count)


def _carried(request: HttpRequest) -> list[tuple[str, str]]:
    """What must be sent again with the answer: the action and the rows."""
    kept = [("handling", request.POST.get("handling", ""))]
    if request.POST.get(ALL):
        return [*kept, (ALL, "1")]
    return [*kept, *((PICKED, value) for value in request.POST.getlist(PICKED))]
