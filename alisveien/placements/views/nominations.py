"""The pages of nominations that stand: one record, confirmed, changed, withdrawn, its receipt; and the own order."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alisveien.base.actor import Actor
from alisveien.base.errors import RuleBroken, allow
from alisveien.journal.pages import log_of
from alisveien.journal.services import looked
from alisveien.placements import queries_nomination as queries
from alisveien.placements import registers_nomination
from alisveien.placements import rules_nomination as rules
from alisveien.placements.answers import Versions, typed_of, versions_of
from alisveien.placements.forms import QUESTIONS, WithdrawForm
from alisveien.placements.pages import gate
from alisveien.placements.pages import nomination_record as record
from alisveien.placements.pages import nomination_rows as rows
from alisveien.placements.pages.disputes import disputes_part
from alisveien.placements.pages.leaving import leaving_of
from alisveien.placements.pages.order import moved, place_of_moved
from alisveien.placements.queries_moved import arrived_by
from alisveien.placements.queries_vacancies import short_notice_of
from alisveien.placements.rules import may_send_somewhere
from alisveien.placements.rules_vacancies import may_say_short_notice
from alisveien.placements.rules_who import may_see_looks, may_see_who
from alisveien.placements.services import asking, drafts, order
from alisveien.placements.services import nominations as services
from alisveien.placements.views.asking import actor_of
from alisveien.workbench.pages import list_page


@require_safe
def nominations(request: HttpRequest) -> HttpResponse:
    """The list of nominations."""
    by, today = actor_of(request), timezone.localdate()
    may_nominate = bool(queries.homes_for(by, today))
    declared = registers_nomination.nominations(today, may_nominate=may_nominate, may_import=may_send_somewhere(by))
    return list_page(declared)(request)


@never_cache
@require_safe
def nomination(request: HttpRequest, pk: int) -> HttpResponse:
    """One nomination: status, answers, wishes, what may be done."""
    by, one = actor_of(request), nomination_of(request, pk)
    looked(
        about=one.doctor,
        by=by,
        at=timezone.now(),
        page="nomination",
        on_request_of=rules.acts_on_request_of(by, one.municipality, one.doctor.unit),
    )
    return render(
        request,
        "placements/nomination.html",
        context_of(by, one) | _log(by, one) | _gate(by, one) | disputes_part(by, one),
    )


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def nomination_check(request: HttpRequest, pk: int) -> HttpResponse:
    """«Stemmer dette?» POST says that it still holds, if it is as it was shown."""
    by, one = actor_of(request), nomination_of(request, pk)
    allow(rules.may_change_nomination(by, one))
    reasons = rules.against_changing(one)
    if request.method == "POST":
        try:
            services.confirm_nomination(nomination=one, seen=seen_in(request), by=by, at=timezone.now())
            return receipt(request, pk)
        except RuleBroken as broken:
            reasons = broken.reasons
            one = nomination_of(request, pk)
    return render(request, "placements/nomination_check.html", context_of(by, one) | {"reasons": reasons})


@require_POST
def nomination_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a change, or go on with the one that is begun, at the step that was asked for."""
    one = nomination_of(request, pk)
    try:
        draft = drafts.begin_change(nomination=one, by=actor_of(request), at=timezone.now())
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
        return redirect("placements:nomination", pk)
    step = request.POST.get("steg", "")
    if step in QUESTIONS:
        return redirect("placements:draft_step", draft.pk, step)
    return redirect("placements:draft", draft.pk)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def nomination_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Withdraw a nomination, with a reason."""
    by, one = actor_of(request), nomination_of(request, pk)
    allow(rules.may_change_nomination(by, one))
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        code, why = form.cleaned_data["code"], form.cleaned_data["why"]
        try:
            services.withdraw_nomination(
                nomination=one, code=code, why=why, seen=seen_in(request), by=by, at=timezone.now()
            )
            return receipt(request, pk)
        except RuleBroken as broken:
            one = nomination_of(request, pk)
            for reason in broken.reasons:
                form.add_error("why" if code == "other" and not why.strip() else None, reason)
    return render(request, "placements/nomination_withdraw.html", context_of(by, one) | {"form": form})


@require_POST
def nomination_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask the leader to confirm, by a letter with a one-time link."""
    one = nomination_of(request, pk)
    try:
        asking.ask_to_confirm(nomination=one, by=actor_of(request), at=timezone.now())
        messages.success(request, _("Lederen har fått en lenke på e-post, og kan svare uten konto."))
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    return redirect("placements:nomination", pk)


def receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """The way to the receipt. One who came by a link gets it at once: the link closed with the deed.

    A link about several leads back to the others; its receipt comes when all are answered for.
    """
    link = actor_of(request).link
    if link is not None and link.task == rules.CONFIRM_ALL:
        messages.success(request, _("Lagret. Se over de andre, hvis det er flere igjen."))
        return redirect("placements:confirmation", link.about)
    return _shown_receipt(request, pk) if actor_of(request).link else redirect("placements:nomination_receipt", pk)


@never_cache
@require_safe
def nomination_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    """What was sent, and what happens now."""
    return _shown_receipt(request, pk)


def _shown_receipt(request: HttpRequest, pk: int) -> HttpResponse:
    by, one = actor_of(request), nomination_of(request, pk)
    allow(rules.may_change_nomination(by, one))
    context = context_of(by, one) | {
        "receipt": record.receipt_of(one, timezone.now()),
        "events": record.what_happens_now(one),
        "homes": queries.homes_for(by, timezone.localdate()),
    }
    return render(request, "placements/nomination_receipt.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def doctors_order(request: HttpRequest, number: str) -> HttpResponse:
    """The municipality's own order of its doctors: moved one by one with buttons, or dragged; kept at once."""
    by = actor_of(request)
    home = queries.municipality_for(by, number, timezone.localdate())
    if home is None:
        raise Http404
    reasons: list[str] = []
    if request.method == "POST":
        try:
            order.order_doctors(municipality=home, ordered=moved(request.POST), by=by, at=timezone.now())
            messages.success(request, _("Rekkefølgen er lagret."))
            return redirect(f"{request.path}{place_of_moved(request.POST)}")
        except RuleBroken as broken:
            reasons = broken.reasons
    context = {
        "home": home,
        "doctors": queries.doctors_in_order(by, home),
        "reasons": reasons,
        "help": _("Flytt en lege med knappene, eller dra i raden. Rekkefølgen lagres med en gang."),
        "crumbs": [(_("Innmeldinger"), "/innmeldinger/"), (_("Rekkefølge"), "")],
    }
    return render(request, "placements/doctors_order.html", context)


def nomination_of(request: HttpRequest, pk: int) -> queries.FoundNomination:
    """The nomination, or 404 when the actor may see none such."""
    found = queries.nomination_seen(actor_of(request), pk, timezone.localdate())
    if found is None:
        raise Http404
    return found


def seen_in(request: HttpRequest) -> Versions:
    """The versions the page showed, as «doctor-nomination»; nought and nought when they are not there."""
    doctor, _dash, nomination_ = request.POST.get("version", "").partition("-")
    return Versions(int(doctor), int(nomination_)) if doctor.isdecimal() and nomination_.isdecimal() else Versions(0, 0)


def _log(by: Actor, one: queries.FoundNomination) -> dict[str, Any]:
    """What may be done with a nomination, and what has been done."""
    is_open = not rules.against_changing(one)
    return {
        "may_change": is_open and rules.may_change_nomination(by, one),
        "may_say_short": is_open and may_say_short_notice(by, one),
        "short_notice": is_open and short_notice_of(one),
        "may_ask": not rules.against_asking(one) and rules.may_ask_to_confirm(by, one),
        "help": _("Her står innmeldingen slik den er nå. Bekreft minst hvert halvår at den stemmer."),
        "may_read_log": rules.may_read_log(by, one),
        **leaving_of(by, one),
        "may_see_who": may_see_who(by, one),
        "may_see_before": rules.may_read_log(by, one) and may_see_looks(by, one.doctor),
        "log": log_of(by, one),
    }


def _gate(by: Actor, one: queries.FoundNomination) -> dict[str, Any]:
    """The conditions of the gate for an open nomination, as they stand now."""
    if rules.against_changing(one):
        return {}
    return gate.gate_part(by, one, timezone.localdate(), sees_nomination=True)


def context_of(by: Actor, one: queries.FoundNomination) -> dict[str, Any]:
    """What the pages of one nomination have in common."""
    today = timezone.localdate()
    choices = queries.choices_for(by, one.municipality, today, trust=one.trust.code, kept=queries.halves_of(one))
    seen = versions_of(one.doctor, one)
    return record.record_of(one, rows.rows_of(typed_of(one), choices, today)) | {
        "nomination": one,
        "arrived": record.arrived_in_words(one, arrived_by(one)),
        "version": f"{seen.doctor}-{seen.nomination}",
        "home": one.doctor.unit or one.municipality,
        "may_order": rules.may_order_doctors(by, one.municipality),
    }
