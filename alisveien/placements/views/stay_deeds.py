"""The pages of deeds on a placement: asked, shown beforehand, done."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.placements.pages.stay_deeds import DEEDS, Deed
from alisveien.placements.queries_stays import FoundPlacement, wards_of
from alisveien.placements.rules_stays_deeds import may_decide_stay
from alisveien.placements.services.stay_deeds import take_interruption_back
from alisveien.placements.views.asking import actor_of
from alisveien.placements.views.stays import placement_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stay_deed(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    """Ask for what a deed needs, show what it would do, and do it when that is confirmed."""
    by, one = actor_of(request), placement_of(request, pk)
    if name not in DEEDS:
        raise Http404
    allow(may_decide_stay(by, one), _("Helseforetaket avgjør. Spør koordinatoren."))
    deed = DEEDS[name]
    form = posted(deed.form, request, wards=wards_of(one.post.trust, timezone.localdate()))
    confirmed = request.POST.get("bekreft") == "ja"
    if confirmed and attempt(form, deed.do, placement=one, by=by, at=timezone.now()):
        messages.success(request, _("Plassen er endret. Legen og kommunen får brev."))
        return redirect("placements:stay", pk)
    return render(request, "placements/stay_deed.html", _context(one, deed, form))


def _context(one: FoundPlacement, deed: Deed, form: Any) -> dict[str, Any]:
    today = timezone.localdate()
    shown = form.is_bound and form.is_valid()
    if shown:
        for reason in deed.speaks_against(one, today, form.cleaned_data):
            form.add_error(None, reason)
    ready = form.is_bound and not form.errors
    return {
        "placement": one,
        "deed": deed,
        "form": form,
        "against": [] if form.is_bound else deed.speaks_against(one, today),
        "would": deed.says(one, form.cleaned_data) if ready else [],
        "ready": ready,
    }


@require_POST
def stay_resume(request: HttpRequest, pk: int, interruption: int) -> HttpResponse:
    """Take an interruption away that did not come to be."""
    one = placement_of(request, pk)
    take_interruption_back(placement=one, interruption=interruption, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Avbruddet er tatt bort."))
    return redirect("placements:stay", pk)
