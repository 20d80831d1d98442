"""A leader's half-yearly confirmation, by a link or with an account: «Stemmer dette?» for each doctor, or for all."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alisveien.base.errors import RuleBroken
from alisveien.placements import queries_confirmations as queries
from alisveien.placements.pages import confirmations as pages
from alisveien.placements.rules_confirmations import may_answer_call
from alisveien.placements.services.confirming import confirm_of_call
from alisveien.placements.views.asking import actor_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirmation(request: HttpRequest, pk: int) -> HttpResponse:
    """The doctors of a call. POST says of one that the nomination still holds, as it was shown."""
    call, reasons = _call(request, pk), []
    if request.method == "POST":
        reasons = _answer(request, call)
        if not reasons:
            return redirect("placements:confirmation", pk)
    page = pages.page_of(call, actor_of(request), timezone.localdate())
    if page.done and not reasons:
        return redirect("placements:confirmation_receipt", pk)
    return render(request, "placements/confirmation.html", {"call": call, "page": page, "reasons": reasons})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirmation_all(request: HttpRequest, pk: int) -> HttpResponse:
    """What «alt stemmer» would mean, doctor by doctor; POST does it, if they are as they were shown."""
    call, reasons = _call(request, pk), []
    if request.method == "POST":
        reasons = _answer(request, call)
        if not reasons:
            return redirect("placements:confirmation_receipt", pk)
    page = pages.page_of(call, actor_of(request), timezone.localdate())
    if page.done:
        return redirect("placements:confirmation_receipt", pk)
    return render(request, "placements/confirmation_all.html", {"call": call, "page": page, "reasons": reasons})


@never_cache
@require_safe
def confirmation_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """What was answered of each doctor, and who is left."""
    call = _call(request, pk)
    page = pages.page_of(call, actor_of(request), timezone.localdate())
    return render(request, "placements/confirmation_receipt.html", {"call": call, "page": page})


def _call(request: HttpRequest, pk: int) -> queries.FoundCall:
    """The call, or 404 for those who may not answer it."""
    actor = actor_of(request)
    found = queries.call_for(actor, pk)
    if found is None or not may_answer_call(actor, found):
        raise Http404
    return found


def _answer(request: HttpRequest, call: queries.FoundCall) -> list[str]:
    """Confirm what was sent; why not, in words."""
    seen = pages.seen_in(request.POST.getlist("stemmer"))
    try:
        confirmed = confirm_of_call(call=call, seen=seen, by=actor_of(request), at=timezone.now())
    except RuleBroken as broken:
        return broken.reasons
    names = ", ".join(one.doctor.name for one in confirmed)
    messages.success(request, _("Bekreftet: {names}.").format(names=names))
    return []
