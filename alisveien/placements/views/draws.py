"""The lot: drawn by a public value for one round, and every draw for everybody to recompute."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.placements import queries_draw, rules
from alisveien.placements.forms_round import DrawForm
from alisveien.placements.pages import draws as pages
from alisveien.placements.pages import parts
from alisveien.placements.services.rounds import draw_lot
from alisveien.placements.telling.rounds import done_words
from alisveien.placements.views.asking import actor_of, now, round_of


@require_safe
def draws(request: HttpRequest) -> HttpResponse:
    """Every draw: what was committed to, the value, the seed, and how to recompute it. Open to everybody."""
    crumbs = [(_("Runder"), reverse("placements:rounds")), (_("Loddtrekninger"), "")]
    context = {"draws": pages.shown(queries_draw.draws_for(actor_of(request))), "crumbs": crumbs}
    return render(request, "placements/draws.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def round_draw(request: HttpRequest, year: int, trust: str) -> HttpResponse:
    """Enter the public value of a frozen round, and draw its lot."""
    round_, actor = round_of(request, year, trust), actor_of(request)
    allow(rules.may_distribute(actor, round_), _("Bare en koordinator ved helseforetaket kan trekke loddet."))
    form = posted(DrawForm, request)
    if attempt(form, draw_lot, round_=round_, by=actor, at=now()):
        messages.success(request, done_words("trekk"))
        return redirect("placements:round_overview", year, trust)
    context = {
        "round": round_,
        "form": form,
        "waits": rules.waits_for_the_lot(round_),
        "crumbs": parts.crumbs(round_, _("Trekk loddet")),
    }
    return render(request, "placements/round_draw.html", context)
