"""Moving a nomination to another trust, leaving the queue for service at home, and taking either back."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from alisveien.base.errors import RuleBroken, allow
from alisveien.placements import queries_leaving as queries
from alisveien.placements import rules_leaving as rules
from alisveien.placements.forms_leaving import HomeForm, MoveForm
from alisveien.placements.services import leaving as services
from alisveien.placements.views.asking import actor_of
from alisveien.placements.views.nominations import context_of, nomination_of, seen_in


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def nomination_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a nomination to another trust, with a reason."""
    by, one = actor_of(request), nomination_of(request, pk)
    allow(rules.may_leave(by, one))
    sent = request.POST if request.method == "POST" else None
    form = MoveForm(sent, trusts=queries.trusts_to_move_to(by, one, timezone.localdate()))
    if form.is_valid():
        said = {"trust": form.chosen(), "code": form.cleaned_data["code"], "why": form.cleaned_data["why"]}
        try:
            new = services.move_to_trust(nomination=one, seen=seen_in(request), by=by, at=timezone.now(), **said)
            messages.success(request, _("Legen er flyttet. Ønskene gjelder hele foretaket til du endrer dem."))
            return redirect("placements:nomination", new.pk)
        except RuleBroken as broken:
            _show(form, broken)
    return render(request, "placements/nomination_move.html", _context(request, pk) | {"form": form})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def nomination_home(request: HttpRequest, pk: int) -> HttpResponse:
    """The doctor does the service in an approved municipal institution instead, and leaves the queue."""
    by, one = actor_of(request), nomination_of(request, pk)
    allow(rules.may_leave(by, one))
    form = HomeForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            services.serve_at_home(nomination=one, seen=seen_in(request), by=by, at=timezone.now(), **form.cleaned_data)
            messages.success(request, _("Legen står ikke lenger i kø. Det kan angres her."))
            return redirect("placements:nomination", pk)
        except RuleBroken as broken:
            _show(form, broken)
    return render(request, "placements/nomination_home.html", _context(request, pk) | {"form": form})


@require_POST
def nomination_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a move or a service at home back."""
    by, one = actor_of(request), nomination_of(request, pk)
    move, service = queries.move_from(one), queries.home_service_of(one)
    try:
        if move is not None:
            services.undo_move(move=move, by=by, at=timezone.now())
        elif service is not None:
            services.come_back(service=service, by=by, at=timezone.now())
        else:
            raise Http404
        messages.success(request, _("Angret. Innmeldingen gjelder igjen."))
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    return redirect("placements:nomination", pk)


def _show(form: Form, broken: RuleBroken) -> None:
    for reason in broken.reasons:
        form.add_error(None, reason)


def _context(request: HttpRequest, pk: int) -> dict[str, Any]:
    return context_of(actor_of(request), nomination_of(request, pk))
