"""The lists of the half-yearly confirmation, and the trust's own: planned, looked over, started; and its times."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from alisveien.base.errors import RuleBroken, allow
from alisveien.base.forms import posted
from alisveien.placements import queries_confirmations as queries
from alisveien.placements import registers_confirmations as registers
from alisveien.placements.forms_confirmations import CampaignForm, TermsForm
from alisveien.placements.pages import campaigns as pages
from alisveien.placements.services import confirmations as services
from alisveien.placements.views.asking import actor_of
from alisveien.workbench.pages import list_page


@never_cache
@login_required
def confirmations(request: HttpRequest) -> HttpResponse:
    """Who has been asked and who has answered: one row for each leader, without names of doctors."""
    actor = actor_of(request)
    allow(pages.may_follow(actor), _("Lista er for kommunens leder, helseforetaket og ALIS-kontoret."))
    head = pages.head_of(actor, timezone.localdate())
    return list_page(lambda today: registers.calls(today, head))(request)


@never_cache
@login_required
def confirmation_doctors(request: HttpRequest) -> HttpResponse:
    """The doctors asked about: for those who see their names."""
    allow(pages.may_follow_doctors(actor_of(request)), _("Lista er for kommunens leder og helseforetaket."))
    return list_page(registers.doctors)(request)


@never_cache
@login_required
def campaign_new(request: HttpRequest) -> HttpResponse:
    """Plan the next half-year: proposed from the terms of the trust, looked over before anything is sent."""
    actor, today = actor_of(request), timezone.localdate()
    trusts = queries.trusts_for(actor, today)
    allow(bool(trusts), _("Bare koordinatoren i helseforetaket kan be kommunene bekrefte."))
    trust = pages.chosen(trusts, request.GET.get("foretak", ""))
    half = pages.half_asked(trust, request.GET.get("halvaar", ""), today)
    form = posted(CampaignForm, request, initial=pages.proposal(trust, half, today))
    if form.is_valid():
        try:
            planned = services.plan_campaign(trust=trust, half=half, times=form.times(), by=actor, at=timezone.now())
            return redirect("placements:campaign", planned.pk)
        except RuleBroken as broken:
            form.add_reasons(broken.reasons)
    context = pages.new_context(trusts, trust, half, today) | {"form": form}
    return render(request, "placements/campaign_new.html", context)


@never_cache
@login_required
@require_safe
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """A campaign: who gets what before it is started; after that how it goes."""
    actor, now = actor_of(request), timezone.now()
    found = get_object_or_404(queries.campaigns_for(actor), pk=pk)
    return render(request, "placements/campaign.html", pages.campaign_context(found, actor, now))


@login_required
@require_POST
def campaign_start(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a planned campaign going."""
    actor = actor_of(request)
    found = get_object_or_404(queries.campaigns_for(actor), pk=pk)
    try:
        services.start_campaign(campaign=found, by=actor, at=timezone.now())
        messages.success(request, _("Bekreftelsen er satt i gang. Brevene sendes den morgenen den åpner."))
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    return redirect("placements:campaign", pk)


@never_cache
@login_required
def campaign_terms(request: HttpRequest) -> HttpResponse:
    """When the trust asks: what holds, what held, and a new version from a day on."""
    actor, today = actor_of(request), timezone.localdate()
    trusts = queries.trusts_for(actor, today)
    allow(bool(trusts), _("Bare koordinatoren i helseforetaket kan sette tidene."))
    trust = pages.chosen(trusts, request.GET.get("foretak", ""))
    terms = queries.terms_on(trust, today)
    form = posted(TermsForm, request, initial=pages.values_of(terms) | {"from_on": today})
    if form.is_valid():
        try:
            services.set_terms(trust=trust, by=actor, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Tidene er lagret. De gjelder neste gang du planlegger."))
            return redirect(f"{request.path}?foretak={trust.code}")
        except RuleBroken as broken:
            form.add_reasons(broken.reasons)
    context = pages.terms_context(actor, trusts, trust, terms) | {"form": form}
    return render(request, "placements/campaign_terms.html", context)
