"""Letters to roles, the rules of fragility, and «Stemmer dette?»."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.accounts.queries import names_of
from alisveien.base.errors import RuleBroken, allow
from alisveien.base.forms import attempt, posted
from alisveien.outreach import queries, queries_letters, queries_rules, registers, rules, rules_letters
from alisveien.outreach.forms import NoAnswer, RuleForm
from alisveien.outreach.pages import check as check_pages
from alisveien.outreach.pages import rules as rules_pages
from alisveien.outreach.services.checks import answer_check, ask_check
from alisveien.outreach.services.fragility import change_rule
from alisveien.outreach.views.network import actor_of, following
from alisveien.workbench.pages import list_page


@never_cache
@login_required
def mailings(request: HttpRequest) -> HttpResponse:
    """The letters that were sent to roles."""
    following(request)
    return list_page(registers.mailings)(request)


@never_cache
@login_required
@require_safe
def mailing(request: HttpRequest, pk: int) -> HttpResponse:
    """One letter: its words, and how it went with each who got it."""
    actor = following(request)
    found = get_object_or_404(queries_letters.mailings_for(actor), pk=pk)
    recipients = queries_letters.recipients_of(actor, found)
    context = {
        "mailing": found,
        "recipients": [check_pages.recipient_row(one) for one in recipients],
        "crumbs": [(_("Kontaktnett"), "/kontaktnett/"), (_("Brev"), "/kontaktnett/brev/"), (found.subject, "")],
    }
    return render(request, "outreach/mailing.html", context)


@never_cache
@login_required
@require_safe
def fragility_rules(request: HttpRequest) -> HttpResponse:
    """What counts as fragility, and every version of it."""
    actor, today = following(request), timezone.localdate()
    offices, force = queries_rules.offices_to_rule_for(actor, today), queries_rules.in_force(today)
    parts = [
        {
            "office": office,
            "lines": rules_pages.lines_of(force.at(office.pk)),
            "levels": rules_pages.levels_of(force.at(office.pk)),
            "own": office.pk in force.of_offices,
        }
        for office in offices
    ]
    versions = list(queries_rules.versions_for(actor, None if len(offices) != 1 else offices[0]))
    context = {
        "parts": parts,
        "versions": rules_pages.versions_of(versions, names_of({one.by_id for one in versions if one.by_id})),
        "crumbs": [(_("Kontaktnett"), "/kontaktnett/"), (_("Hva som teller"), "")],
    }
    return render(request, "outreach/rules.html", context)


@never_cache
@login_required
def rule_change(request: HttpRequest, code: str) -> HttpResponse:
    """A new version for an office."""
    actor, today = following(request), timezone.localdate()
    office = next((one for one in queries_rules.offices_to_rule_for(actor, today) if one.code == code), None)
    if office is None:
        raise Http404
    now = rules_pages.values_of(queries_rules.in_force(today).at(office.pk))
    form = posted(RuleForm, request, initial={**now, "from_on": today})
    if attempt(form, change_rule, office=office, by=actor, at=timezone.now()):
        messages.success(request, _("Reglene er endret. Det som er vist før, blir stående."))
        return redirect("outreach:rules")
    crumbs = [(_("Kontaktnett"), "/kontaktnett/"), (_("Hva som teller"), "/kontaktnett/regler/"), (office.name, "")]
    return render(request, "outreach/rule_change.html", {"form": form, "office": office, "crumbs": crumbs})


@never_cache
@login_required
def check_ask(request: HttpRequest, code: str) -> HttpResponse:
    """Ask a municipality whether its contacts are right, after one question."""
    actor, today = actor_of(request), timezone.localdate()
    place = get_object_or_404(queries.place_for(actor, code))
    allow(rules.may_follow_up_place(actor, place.pk), _("Siden er for kontoret som følger kommunen."))
    form = posted(NoAnswer, request)
    if attempt(form, ask_check, place=place, by=actor, at=timezone.now()):
        messages.success(request, _("Lenken er sendt."))
        return redirect("outreach:municipality", place.code)
    context = {
        "form": form,
        "place": place,
        **check_pages.asking(place, today),
        "crumbs": [
            (_("Kontaktnett"), "/kontaktnett/"),
            (place.name, f"/kontaktnett/kommuner/{code}/"),
            (_("Stemmer dette?"), ""),
        ],
    }
    return render(request, "outreach/check_ask.html", context)


@never_cache
def check(request: HttpRequest, place: int) -> HttpResponse:
    """«Stemmer dette?» for who came by the municipality's link: confirm, change, or say that nobody holds a role."""
    actor, today = actor_of(request), timezone.localdate()
    found = queries_letters.check_by_link(actor, place)
    if found is None or not rules_letters.may_answer(actor, found):
        raise Http404
    lines = check_pages.lines_of(found.place, today)
    answered = check_pages.answered(request.POST if request.method == "POST" else None, lines)
    context: dict[str, Any] = {"check": found, "place": found.place}
    context["reasons"] = answered.reasons or rules_letters.against_answering(found)
    if answered.said is not None:
        try:
            answer_check(check=found, said=answered.said, by=actor, at=timezone.now())
            return render(request, "outreach/check_receipt.html", context | check_pages.receipt(found, answered.said))
        except RuleBroken as broken:
            context["reasons"] = broken.reasons
    context["lines"] = list(zip(lines, answered.forms, strict=True))
    context["mark"] = check_pages.mark_of(lines)
    context["faulty"] = [one for one in answered.forms if one.errors]
    return render(request, "outreach/check.html", context)
