"""«Dette stemmer ikke»: the doctor says so, the municipality or the trust answers."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alisveien.base.errors import RuleBroken, allow
from alisveien.base.forms import attempt, posted
from alisveien.placements import queries_disputes as queries
from alisveien.placements import rules_disputes as rules
from alisveien.placements.forms_disputes import DisputeForm, SettleForm
from alisveien.placements.pages.disputes import line_of
from alisveien.placements.queries_nomination import nomination_seen
from alisveien.placements.services import disputes as services
from alisveien.placements.views.asking import actor_of


@never_cache
def dispute_new(request: HttpRequest, pk: int) -> HttpResponse:
    """The doctor says what is not right. ``?gjelder=`` chooses the criterion beforehand."""
    actor, one = actor_of(request), _nomination(request, pk)
    allow(rules.may_dispute(actor, one), _("Bare legen selv kan si fra om dette."))
    form = posted(DisputeForm, request, initial={"criterion": request.GET.get("gjelder", "")})
    made: list[Any] = []
    if attempt(
        form,
        lambda **said: made.append(services.raise_dispute(nomination=one, **said, by=actor, at=timezone.now())),
    ):
        messages.success(request, _("Takk. Kommunen og helseforetaket ser det nå, og skal svare deg."))
        return redirect("placements:dispute", pk, made[0].pk)
    title = _("Dette stemmer ikke")
    return render(request, "placements/dispute_new.html", {"nomination": one, "form": form, **_head(one, title)})


@never_cache
def dispute(request: HttpRequest, pk: int, dispute: int) -> HttpResponse:
    """What was said, and the answer; a form for those who give it."""
    actor, one = actor_of(request), _nomination(request, pk)
    found = queries.dispute_for(actor, one, dispute)
    if found is None:
        raise Http404
    form = posted(SettleForm, request)
    if attempt(form, services.settle_dispute, dispute=found, by=actor, at=timezone.now()):
        messages.success(request, _("Legen får svaret, og et brev om at det er noe nytt."))
        return redirect("placements:dispute", pk, dispute)
    line = line_of(found)
    context = {
        "nomination": one,
        "line": line,
        "form": form if line["is_open"] and rules.may_settle(actor, one) else None,
        "may_take_back": line["is_open"] and rules.may_dispute(actor, one),
        "has_changed": rules.has_changed(found),
        "dispute_pk": dispute,
        **_head(one, line["title"]),
    }
    return render(request, "placements/dispute.html", context)


@require_POST
def dispute_withdraw(request: HttpRequest, pk: int, dispute: int) -> HttpResponse:
    """The doctor takes it back."""
    actor, one = actor_of(request), _nomination(request, pk)
    found = queries.dispute_for(actor, one, dispute)
    if found is None:
        raise Http404
    try:
        services.withdraw_dispute(dispute=found, by=actor, at=timezone.now())
        messages.success(request, _("Du har trukket det du sa fra om."))
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    return redirect("placements:dispute", pk, dispute)


def _nomination(request: HttpRequest, pk: int) -> Any:
    """The nomination, or 404 when the actor may see none such."""
    found = nomination_seen(actor_of(request), pk, timezone.localdate())
    if found is None:
        raise Http404
    return found


def _head(one: Any, title: str) -> dict[str, Any]:
    way = [(_("Innmeldinger"), "/innmeldinger/"), (one.name, f"/innmeldinger/{one.pk}/"), (title, "")]
    return {"title": title, "crumbs": way}
