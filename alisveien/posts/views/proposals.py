"""The pages of a proposal: made, read, answered, decided, withdrawn."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.journal.pages import log_of
from alisveien.posts import queries_plans as queries
from alisveien.posts import rules_plans as rules
from alisveien.posts.forms import AnswerForm, DecideForm, ProposeForm, WhyForm
from alisveien.posts.pages import proposal as pages
from alisveien.posts.services import proposals as services
from alisveien.posts.views.plan import HOME, actor_of


@never_cache
@login_required
def proposal_new(request: HttpRequest, code: str) -> HttpResponse:
    """Propose posts of a trust, half-year by half-year."""
    actor, today = actor_of(request), timezone.localdate()
    place = get_object_or_404(queries.trust_for(actor, code))
    allow(rules.may_propose(actor, place), _("Kontoret i regionen foreslår antall plasser."))
    halves = pages.halves_to_propose(today)
    now = queries.plans_for(actor, place).numbers(place.pk, halves)
    form = posted(ProposeForm, request, halves=halves, begin=now, now=now, today=today)
    if attempt(form, services.propose_capacity, trust=place, by=actor, at=timezone.now()):
        messages.success(request, _("Forslaget er sendt til helseforetaket."))
        return redirect("posts:trust_plan", place.code)
    crumbs = [(_("Kapasitetsplan"), HOME), (place.name, f"{HOME}{place.code}/"), (_("Nytt forslag"), "")]
    return render(request, "posts/proposal_new.html", {"form": form, "place": place, "crumbs": crumbs})


def _proposal(request: HttpRequest, pk: int) -> Any:
    return get_object_or_404(queries.proposals_for(actor_of(request)), pk=pk)


def _page(request: HttpRequest, proposal: Any, title: str, **more: Any) -> dict[str, Any]:
    """What the pages of a proposal share."""
    name = proposal.trust.short_name or proposal.trust.name
    above = [(_("Kapasitetsplan"), HOME), (proposal.trust.name, f"{HOME}{proposal.trust.code}/")]
    return {
        "proposal": proposal,
        "title": f"{title}, {name}",
        "rows": pages.rows_of(actor_of(request), proposal),
        "timing": pages.timing_of(proposal, timezone.localdate()),
        "crumbs": [*above, (title, "")],
        **more,
    }


@never_cache
@login_required
@require_safe
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """A proposal with its numbers, the answer, the decision, and what has been done."""
    found, actor = _proposal(request, pk), actor_of(request)
    may = {
        "is_open": found.state in queries.OPEN,
        "may_decide": rules.may_decide(actor, found.trust),
        "may_propose": rules.may_propose(actor, found.trust),
    }
    context = _page(request, found, _("Forslag om antall plasser"), log=log_of(actor, found), **may)
    return render(request, "posts/proposal.html", context)


@never_cache
@login_required
def proposal_answer(request: HttpRequest, pk: int) -> HttpResponse:
    """The trust's answer."""
    found, actor = _proposal(request, pk), actor_of(request)
    allow(rules.may_decide(actor, found.trust), _("Helseforetaket svarer på forslaget."))
    wanted = queries.proposed(found)
    now = queries.plans_for(actor, found.trust).numbers(found.trust_id, wanted)
    begin = {**wanted, **queries.answered(found)}
    form = posted(AnswerForm, request, halves=wanted, begin=begin, now=now, initial=_as_answered(found))
    if attempt(form, services.answer_proposal, proposal=found, by=actor, at=timezone.now()):
        messages.success(request, _("Svaret er lagret, og kontoret har fått beskjed."))
        return redirect("posts:proposal", pk)
    return render(request, "posts/proposal_answer.html", _page(request, found, _("Svar på forslaget"), form=form))


def _as_answered(found: Any) -> dict[str, str]:
    return {"answer": found.answer, "why": found.answer_why}


def proposal_decide(touched: pages.Touched) -> Callable[[HttpRequest, int], HttpResponse]:
    """The view of a decision; ``touched`` tells of the rounds, and is handed in: they stand above this area."""

    @never_cache
    @login_required
    def view(request: HttpRequest, pk: int) -> HttpResponse:
        """Write a decision down, after a look at what it changes."""
        found, actor = _proposal(request, pk), actor_of(request)
        allow(rules.may_decide(actor, found.trust), _("Helseforetaket vedtar antall plasser."))
        begin = pages.numbers_to_decide(actor, found)
        now = queries.plans_for(actor, found.trust).numbers(found.trust_id, begin)
        form = posted(DecideForm, request, halves=begin, begin=begin, now=now)
        sure = request.POST.get("step") == "decide"
        if sure and attempt(form, services.decide_proposal, proposal=found, by=actor, at=timezone.now()):
            messages.success(request, _("Vedtaket er lagret som en ny versjon av planen, og plassene er lagt inn."))
            return redirect("posts:proposal", pk)
        numbers = form.cleaned_data["numbers"] if form.is_bound and form.is_valid() else {}
        context = _page(request, found, _("Vedta antall plasser"), form=form, effects=[])
        if numbers:
            context["effects"] = pages.effects_of(actor, found, numbers)
            context["touched"] = touched(actor, found.trust, sorted({half.year for half in numbers}))
        return render(request, "posts/proposal_decide.html", context)

    return view


@never_cache
@login_required
def proposal_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a proposal, with a reason."""
    found, actor = _proposal(request, pk), actor_of(request)
    allow(rules.may_propose(actor, found.trust), _("Kontoret som foreslo, kan trekke forslaget."))
    form = posted(WhyForm, request)
    if attempt(form, services.withdraw_proposal, proposal=found, by=actor, at=timezone.now()):
        messages.success(request, _("Forslaget er trukket. Du kan angre i loggen."))
        return redirect("posts:proposal", pk)
    return render(request, "posts/proposal_withdraw.html", _page(request, found, _("Trekk forslaget"), form=form))
