"""The pages of cooperation agreements: the list, who has one with whom, one record, made, changed, ended."""

from typing import Any, cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.agreements import pages, queries, rules
from alisveien.agreements.forms import AgreementForm, ChangeForm, EndForm
from alisveien.agreements.queries_coverage import coverage_for
from alisveien.agreements.registers import agreements as declared
from alisveien.agreements.services import agreements as services
from alisveien.agreements.telling import between
from alisveien.base.actor import Actor
from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.base.request import Request
from alisveien.documents.serving import download
from alisveien.journal.pictures import picture
from alisveien.journal.seen import mark_of, see_again
from alisveien.workbench.pages import list_page


def _actor(request: HttpRequest) -> Actor:
    return cast(Request, request).actor


def _readers() -> str:
    return _("Avtalene vises til kommunene, helseforetakene og kontorene som fører dem.")


@login_required
def agreements(request: HttpRequest) -> HttpResponse:
    """The list of agreements within reach."""
    actor = _actor(request)
    allow(rules.may_see_some(actor), _readers())
    return list_page(declared(actor, timezone.localdate()))(request)


@login_required
@require_safe
def coverage(request: HttpRequest) -> HttpResponse:
    """Which municipality has an agreement with which trust. ``?region=``, ``?mangler=ja`` for those that lack one."""
    actor = _actor(request)
    allow(rules.may_see_some(actor), _readers())
    found = coverage_for(actor, request.GET.get("region", ""), timezone.localdate())
    lacking = request.GET.get("mangler") == "ja"
    context = pages.coverage_page(found, may=rules.may_keep_some(actor), only_lacking=lacking)
    return render(request, "agreements/coverage.html", context)


@never_cache
@require_safe
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    """One agreement."""
    context = pages.record_of(_actor(request), _agreement(request, pk), timezone.localdate())
    return render(request, "agreements/agreement.html", context)


@never_cache
def agreement_new(request: HttpRequest) -> HttpResponse:
    """Write down an agreement. ``?kommune=`` and ``?med=`` choose the parties beforehand."""
    actor, now = _actor(request), timezone.now()
    allow(rules.may_keep_some(actor), _("Avtaler føres av kommunen, helseforetaket eller kontoret."))
    today = timezone.localdate(now)
    trusts, others = queries.partners_to_choose(actor, today)
    initial = {"municipality": request.GET.get("kommune", ""), "other": request.GET.get("med", "")}
    towns = queries.towns_to_choose(actor, today)
    form = posted(AgreementForm, request, towns=towns, trusts=trusts, others=others, initial=initial)
    made: list[Any] = []
    if attempt(form, lambda **said: made.append(services.make_agreement(**said, by=actor, at=now))):
        messages.success(request, _("Avtalen er skrevet ned."))
        return redirect("agreements:agreement", made[0].pk)
    context = {
        "title": _("Ny samarbeidsavtale"),
        "form": form,
        "button": _("Lagre avtalen"),
        "crumbs": pages.crumbs((_("Ny avtale"), "")),
        "help": _("Skriv ned avtalen slik den er signert. Kommunen, helseforetaket og kontoret ser den samme."),
    }
    return render(request, "agreements/agreement_form.html", context)


@never_cache
def agreement_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what an agreement says."""
    actor, found = _actor(request), _agreement(request, pk)
    allow(rules.may_change(actor, found), _("Avtaler føres av kommunen, helseforetaket eller kontoret."))
    form = posted(ChangeForm, request, agreement=found, initial=_seen(found))
    if attempt(form, services.change_agreement, agreement=found, by=actor, at=timezone.now()):
        messages.success(request, _("Avtalen er endret. Du kan angre i loggen."))
        return redirect("agreements:agreement", pk)
    return _form_page(request, form, found, _("Endre avtalen"), _("Lagre"))


@never_cache
def agreement_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Say which day is the last of an agreement, and why."""
    actor, found = _actor(request), _agreement(request, pk)
    allow(rules.may_change(actor, found), _("Avtaler føres av kommunen, helseforetaket eller kontoret."))
    form = posted(EndForm, request, initial=_seen(found))
    if attempt(form, services.end_agreement, agreement=found, by=actor, at=timezone.now()):
        messages.success(request, _("Siste dag er skrevet ned. Du kan angre i loggen."))
        return redirect("agreements:agreement", pk)
    return _form_page(request, form, found, _("Avslutt avtalen"), _("Avslutt"))


@never_cache
@require_safe
def agreement_document(request: HttpRequest, pk: int) -> HttpResponse:
    """The agreement's file."""
    found = _agreement(request, pk)
    if found.document is None:
        raise Http404
    return download(_actor(request), found.document, may=lambda actor, file: rules.may_fetch(found, actor, file))


def _agreement(request: HttpRequest, pk: int) -> Any:
    """The agreement, or 404."""
    found = queries.agreement_for(_actor(request), pk)
    if found is None:
        raise Http404
    return found


def _seen(found: Any) -> dict[str, str]:
    """The mark of an agreement as the page shows it."""
    return {"seen": mark_of(picture(found, *services.FIELDS))}


def _form_page(request: HttpRequest, form: Any, found: Any, heading: str, button: str) -> HttpResponse:
    see_again(form, **form.initial)
    context = {
        "title": heading,
        "form": form,
        "agreement": found,
        "between": between(found),
        "button": button,
        "crumbs": pages.crumbs((between(found), f"/avtaler/{found.pk}/"), (heading, "")),
    }
    return render(request, "agreements/agreement_form.html", context)
