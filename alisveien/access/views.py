"""The pages of access: the matrix, my account, who has which role, mandates, and following a link."""

from collections.abc import Callable
from typing import Any, cast

from allauth.account.views import LoginView
from allauth.decorators import rate_limit
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from alisveien.access import demonstration, queries, registers, rules
from alisveien.access.forms import MandateForm, NoAnswer, RoleForm
from alisveien.access.pages import held_rows, matrix
from alisveien.access.permissions import roles_given_by
from alisveien.access.services import links, mandates, roles
from alisveien.access.sessions import begin_errand
from alisveien.base.actor import Actor
from alisveien.base.errors import RuleBroken, allow
from alisveien.base.forms import attempt, posted
from alisveien.base.request import Request

View = Callable[[HttpRequest], HttpResponse]


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return cast(Request, request).actor


class SignIn(LoginView):
    """Sign in. A demonstration lists its accounts, and ``?som=`` fills in one of them."""

    def get_initial(self) -> dict[str, Any]:
        """The address of the chosen account of the demonstration."""
        initial: dict[str, Any] = super().get_initial()
        if settings.DEMONSTRATION:
            initial["login"] = demonstration.address_of(self.request.GET.get("som", ""))
        return initial

    def get_context_data(self, **more: Any) -> dict[str, Any]:
        """Adds ``demo_accounts``, password and code, in a demonstration."""
        context: dict[str, Any] = super().get_context_data(**more)
        if settings.DEMONSTRATION:
            context |= demonstration.told()
        return context


@require_safe
def roles_explained(request: HttpRequest) -> HttpResponse:
    """Who may what, made from the matrix itself. Open to all."""
    return render(request, "access/roles.html", matrix())


@never_cache
@login_required
@require_safe
def my_account(request: HttpRequest) -> HttpResponse:
    """One's own account: address, roles, second factor, where one is signed in."""
    actor = actor_of(request)
    held = held_rows(queries.own_holdings(actor, timezone.now()), actor)
    return render(request, "access/my_account.html", {"held": held, "withheld": actor.withheld})


def holdings(list_page: Callable[..., View]) -> View:
    """Who has which role, for those who give them. ``list_page`` makes a page of a register: it stands above access."""

    @never_cache
    def view(request: HttpRequest) -> HttpResponse:
        """The list, with what can be done to several."""
        allow(rules.may_give_roles(actor_of(request)), _("Siden er for ledere, koordinatorer og administratorer."))
        return listed(request)

    listed = list_page(registers.holdings)
    return view


@never_cache
def holding_give(request: HttpRequest) -> HttpResponse:
    """Give somebody a role; who has no account is invited."""
    actor, now = actor_of(request), timezone.now()
    allow(rules.may_give_roles(actor), _("Siden er for ledere, koordinatorer og administratorer."))
    given = roles_given_by(grant.role for grant in actor.grants)
    form = posted(
        RoleForm,
        request,
        roles=given,
        places=queries.places_to_give_at(actor, now),
        initial={"from_on": timezone.localdate()},
    )
    if attempt(form, roles.invite_to_role, by=actor, at=now):
        messages.success(request, _("{name} har fått tilgangen.").format(name=form.cleaned_data["name"]))
        return redirect("holdings")
    return render(request, "access/holding_give.html", {"form": form})


@never_cache
def holding_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role, after one question."""
    actor, now = actor_of(request), timezone.now()
    holding = get_object_or_404(queries.holdings_for(actor), pk=pk)
    allow(rules.may_end_role(actor, holding), _("Du kan ikke avslutte denne tilgangen."))
    form = posted(NoAnswer, request)
    if attempt(form, roles.end_role, holding=holding, by=actor, at=now):
        messages.success(request, _("Tilgangen er avsluttet."))
        return redirect("holdings" if rules.may_give_roles(actor) else "access:my_account")
    row = held_rows([holding], actor)[0]
    return render(request, "access/holding_end.html", {"form": form, "row": row})


@never_cache
def mandate_list(request: HttpRequest) -> HttpResponse:
    """An adviser's mandates, and the form that begins one. ``?kommune=`` is the number of the one to begin with."""
    actor, now = actor_of(request), timezone.now()
    allow(rules.may_act_at_all(actor), _("Siden er for rådgivere ved et ALIS-kontor."))
    places = queries.municipalities_to_act_for(actor, now)
    asked = next((str(place.pk) for place in places if place.code == request.GET.get("kommune")), "")
    form = posted(MandateForm, request, places=places, initial={"municipality": asked})
    if attempt(form, mandates.act_on_request, by=actor, at=now):
        messages.success(request, _("Oppdraget har begynt. Det står i loggen, og kommunen kan se det."))
        return redirect("access:mandates")
    running = queries.running_mandates(actor, now)
    return render(request, "access/mandates.html", {"form": form, "running": running})


@require_POST
def mandate_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End one's own mandate before its time."""
    actor, now = actor_of(request), timezone.now()
    mandate = get_object_or_404(queries.running_mandates(actor, now), pk=pk)
    mandates.end_mandate(mandate=mandate, by=actor, at=now)
    messages.success(request, _("Oppdraget er avsluttet."))
    return redirect("access:mandates")


@never_cache
@rate_limit(action="open_link")
def link(request: HttpRequest, token: str) -> HttpResponse:
    """A one-time link. Reading it changes nothing; only the button opens it, in a session of its own."""
    now = timezone.now()
    found = queries.link_of(token)
    if rules.against_opening(found, now):
        return render(request, "access/link_closed.html", {"token": token}, status=410)
    if request.method == "POST":
        try:
            opened = links.open_link(token=token, at=now)
        except RuleBroken:
            return render(request, "access/link_closed.html", {"token": token}, status=410)
        return redirect(begin_errand(request, opened, now))
    return render(request, "access/link.html", queries.told_of_link(found))


@never_cache
@require_POST
@rate_limit(action="renew_link")
def link_renew(request: HttpRequest, token: str) -> HttpResponse:
    """Ask for a new link. The answer is the same whether or not there was one."""
    links.renew_link(token=token, at=timezone.now())
    return render(request, "access/link_renewed.html")
