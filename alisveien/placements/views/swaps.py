"""The pages of swaps in mid-term: proposed by the trust, answered by the doctors, taken back or undone."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.placements import forms_swaps as forms
from alisveien.placements import queries_swaps as queries
from alisveien.placements import rules_swaps as rules
from alisveien.placements.pages import swaps as pages
from alisveien.placements.queries_stays import FoundPlacement
from alisveien.placements.rules_stays_deeds import may_decide_stay
from alisveien.placements.services import swaps as services
from alisveien.placements.views.asking import actor_of
from alisveien.placements.views.stays import placement_of

METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
def stay_swap(request: HttpRequest, pk: int) -> HttpResponse:
    """Choose whom to swap with, see what would happen, and ask both doctors."""
    by, one, today = actor_of(request), placement_of(request, pk), timezone.localdate()
    allow(may_decide_stay(by, one), _("Helseforetaket avgjør. Spør koordinatoren."))
    against = rules.against_swapping(one, today)
    others = [] if against else queries.swappable_with(one, today)
    if not against and not others:
        against = [_("Ingen andre plasser i halvåret kan være med i et bytte med denne.")]
    form = posted(forms.SwapForm, request, others=others)
    confirmed = request.POST.get("bekreft") == "ja"
    if confirmed and attempt(form, services.propose_swap, placement=one, by=by, at=timezone.now()):
        messages.success(request, _("Begge legene er spurt."))
        return redirect("placements:stay", pk)
    return render(request, "placements/stay_deed.html", _proposal(one, form, against))


def _proposal(one: FoundPlacement, form: forms.SwapForm, against: list[str]) -> dict[str, Any]:
    ready = form.is_bound and form.is_valid()
    return {
        "placement": one,
        "deed": pages.PROPOSAL,
        "form": form,
        "against": against,
        "would": pages.would_of(one, form.cleaned_data) if ready else [],
        "ready": ready,
    }


@never_cache
@require_http_methods(METHODS)
def stay_swap_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """Say yes or no to a swap: the doctor, or the trust when the doctor has asked it to."""
    by, one, today = actor_of(request), placement_of(request, pk), timezone.localdate()
    allow(rules.may_answer_swap(by, one), _("Legen selv eller helseforetaket svarer."))
    side, own = _side(one), rules.may_answer_self(by, one)
    form = posted(forms.SwapAnswerForm, request, self_=own)
    if attempt(form, services.answer_swap, placement=one, by=by, at=timezone.now()):
        messages.success(request, _("Svaret er lagret."))
        return redirect("placements:stay", pk)
    against = [] if form.is_bound else rules.against_answering(side.swap, side, today)
    context = pages.answer_page(side, own=own) | {"placement": one, "form": form, "against": against}
    return render(request, "placements/stay_swap.html", context)


@never_cache
@require_http_methods(METHODS)
def stay_swap_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a proposed swap back, or undo one before it begins."""
    by, one, today = actor_of(request), placement_of(request, pk), timezone.localdate()
    allow(may_decide_stay(by, one), _("Helseforetaket avgjør. Spør koordinatoren."))
    side = _side(one)
    form = posted(forms.SwapEndForm, request)
    if attempt(form, services.end_swap, placement=one, by=by, at=timezone.now()):
        messages.success(request, _("Byttet gjelder ikke lenger. Begge legene får brev."))
        return redirect("placements:stay", pk)
    sides = [side, queries.other_side(side)]
    against = [] if form.is_bound else rules.against_ending(side.swap, sides, None, today)
    context = pages.end_page(side) | {"placement": one, "form": form, "against": against}
    return render(request, "placements/stay_swap.html", context)


def _side(one: FoundPlacement) -> queries.FoundSide:
    """The placement's side of its latest swap, or 404 when there is none."""
    side = queries.side_of(one)
    if side is None:
        raise Http404
    return side
