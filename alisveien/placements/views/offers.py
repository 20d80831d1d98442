"""Offers: the list, one with its answers in two steps, the receipt, and the terms of a round."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.journal.pages import log_of
from alisveien.journal.services import looked
from alisveien.placements import forms_offers as forms
from alisveien.placements import queries_offers as queries
from alisveien.placements import registers_offers
from alisveien.placements import rules_offers as may
from alisveien.placements.pages import offers as pages
from alisveien.placements.pages import parts
from alisveien.placements.pages.common_hours import common_of
from alisveien.placements.queries import is_released
from alisveien.placements.queries_common_hours import common_hour_of
from alisveien.placements.services import offer_answers as deeds
from alisveien.placements.services.offers import set_terms
from alisveien.placements.views.asking import actor_of, now, round_of
from alisveien.workbench.pages import list_page

STEPS: dict[str, tuple[type[BaseForm], Callable[..., Any]]] = {
    "ja": (forms.AcceptForm, deeds.accept_offer),
    "nei": (forms.DeclineForm, deeds.decline_offer),
    "utsett": (forms.DeferForm, deeds.ask_to_defer),
    "avgjor": (forms.SettleForm, deeds.settle_deferral),
    "trekk": (forms.RecallForm, deeds.recall_offer),
}
"""The last part of the address of each deed on an offer."""
ANSWERS = ("ja", "nei", "utsett")


@require_safe
def offers(request: HttpRequest) -> HttpResponse:
    """Every offer the actor sees by name; for an office those of its trusts, without names."""
    actor, at = actor_of(request), now()
    named = not may.may_see_outstanding(actor) or queries.offers_for(actor, at).exists()
    return list_page(registers_offers.offers(at, named=named))(request)


@never_cache
@require_safe
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    """One offer: where and when, the deadline, what can be answered and what follows."""
    actor, at, found = actor_of(request), now(), _offer(request, pk)
    looked(about=found.doctor, by=actor, at=at, page="offer")
    log = log_of(actor, found) if may.may_read_log(actor, found) else None
    return render(request, "placements/offer.html", pages.record_of(found, actor, at) | {"log": log})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def offer_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """The second step of a deed on an offer: what follows, what is asked, the button that does it."""
    actor, found = actor_of(request), _offer(request, pk)
    if step not in STEPS:
        raise Http404
    handles = may.may_handle(actor, found.nomination.trust_id)
    allow(handles or (step in ANSWERS and may.may_answer_self(actor, found)), _("Legen selv eller foretaket svarer."))
    kind, deed = STEPS[step]
    if step in ANSWERS:
        form = posted(kind, request, self_=may.may_answer_self(actor, found))
    else:
        form = posted(kind, request, **({"halves": pages.later_halves(found)} if step == "avgjor" else {}))
    if attempt(form, deed, offer=found, by=actor, at=now()):
        return redirect("placements:offer_receipt", pk)
    if form.is_bound:
        found = _offer(request, pk)  # somebody else may have answered meanwhile
    closed = may.against_answering(found, now()) if step in ANSWERS else []
    if closed:
        messages.warning(request, " ".join(closed))
        return redirect("placements:offer", pk)
    context = pages.record_of(found, actor, now()) | {"form": form, "step": pages.STEPS[step]}
    return render(request, "placements/offer_step.html", context)


@never_cache
@require_safe
def offer_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """What was answered, and what happens now."""
    found = _offer(request, pk)
    return render(request, "placements/offer_receipt.html", pages.record_of(found, actor_of(request), now()))


@require_http_methods(["GET", "HEAD", "POST"])
def offer_terms(request: HttpRequest, year: int, trust: str) -> HttpResponse:
    """When the offers of a round are shown, and how long there is to answer."""
    actor, round_ = actor_of(request), round_of(request, year, trust)
    allow(may.may_handle(actor, round_.trust_id))
    terms = queries.terms_of(round_.trust, year)
    initial = {
        "shown_on": timezone.localdate(terms.shown_from) if terms.shown_from else None,
        "days": terms.days,
        "hour": terms.hour,
    }
    common = common_hour_of(round_.trust, year)
    form = forms.TermsForm(request.POST if request.method == "POST" else None, initial=initial, common=common)
    if attempt(form, set_terms, trust=round_.trust, year=year, by=actor, at=now()):
        messages.success(request, _("Vilkårene er lagret."))
        return redirect("placements:round_overview", year, trust)
    context = {
        "round": round_,
        "form": form,
        "locked": is_released(round_),
        "beside": queries.terms_beside(round_.trust, year),
        "common": common_of(round_, now()),
        "crumbs": parts.crumbs(round_, _("Tilbud")),
    }
    return render(request, "placements/offer_terms.html", context)


def _offer(request: HttpRequest, pk: int) -> queries.FoundOffer:
    """The offer, or 404 when the actor may see none such."""
    found = queries.offer_for(actor_of(request), pk, now())
    if found is None:
        raise Http404
    return found
