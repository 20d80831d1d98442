"""The pages of the old scheme: who, where, what must be settled, and the letters."""

from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base.actor import Actor
from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.base.request import Request
from alisveien.journeys import registers, rules
from alisveien.journeys.forms import SendForm
from alisveien.journeys.services import letters
from alisveien.workbench.pages import list_page


def _asker(request: HttpRequest) -> Actor:
    """Who asks; refused to those who see neither names nor status."""
    actor = cast(Request, request).actor
    allow(rules.may_see_page(actor), _("Siden er for leger, kommuner, helseforetak og ALIS-kontor."))
    return actor


@never_cache
@login_required
@require_safe
def old_scheme(request: HttpRequest) -> HttpResponse:
    """The doctors by name; whoever sees numbers only is led to the municipalities."""
    actor = _asker(request)
    if not any(actor.may(permission) for permission in rules.NAMES):
        return redirect("journeys:old_scheme_municipalities")
    return list_page(registers.doctors(actor, timezone.localdate()))(request)


@never_cache
@login_required
@require_safe
def old_scheme_municipalities(request: HttpRequest) -> HttpResponse:
    """The municipalities with numbers."""
    actor = _asker(request)
    allow(rules.may_see_counts(actor), _("Tallene er for helseforetak og ALIS-kontor."))
    return list_page(registers.municipalities(actor, timezone.localdate()))(request)


@never_cache
@login_required
@require_safe
def old_scheme_steps(request: HttpRequest) -> HttpResponse:
    """How a doctor is converted, step by step."""
    _asker(request)
    today = timezone.localdate()
    context = {
        "steps": rules.steps(),
        "deadline": rules.deadline_on(today),
        "over": rules.is_over(today),
        "days": rules.days_left(today),
        "crumbs": _crumbs(_("Slik konverterer dere")),
    }
    return render(request, "journeys/old_scheme_steps.html", context)


@never_cache
@login_required
def old_scheme_letters(request: HttpRequest, to: str) -> HttpResponse:
    """Everybody who gets the letter, everybody who does not and why, the letter itself, and one button."""
    if to not in letters.MAILINGS:
        raise Http404
    actor, now = _asker(request), timezone.now()
    mailing = letters.MAILINGS[to](actor, now)
    count = len(mailing.sent_to)
    form = posted(SendForm, request)
    if attempt(form, letters.send_letters, to=to, by=actor, at=now):
        words = ngettext("{n} brev ligger i utboksen.", "{n} brev ligger i utboksen.", count)
        messages.success(request, words.format(n=count))
        return redirect("journeys:old_scheme")
    context = {"mailing": mailing, "form": form, "to": to, "count": count, "crumbs": _crumbs(_("Brev"))}
    return render(request, "journeys/old_scheme_letters.html", context)


def _crumbs(last: str) -> list[tuple[str, str]]:
    return [(registers.title_on(timezone.localdate()), reverse("journeys:old_scheme")), (last, "")]
