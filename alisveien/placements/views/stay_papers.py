"""The pages of a placement's supervision agreement: put in, fetched, taken away."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alisveien.base.errors import RuleBroken, allow
from alisveien.base.forms import attempt, posted
from alisveien.documents.serving import download
from alisveien.placements import queries_stays as queries
from alisveien.placements import rules_stays as rules
from alisveien.placements.forms_stay_papers import PaperForm
from alisveien.placements.services import stay_papers as services
from alisveien.placements.views.asking import actor_of
from alisveien.placements.views.stays import placement_of


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stay_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the agreement in, in place of the one there is."""
    by, one = actor_of(request), placement_of(request, pk)
    allow(rules.may_keep_stay(by, one), _("Bare helseforetaket fører dette. Spør koordinatoren."))
    form = posted(PaperForm, request)
    if attempt(form, services.keep_paper, placement=one, by=by, at=timezone.now()):
        messages.success(request, _("Avtalen er lagret."))
        return redirect("placements:stay", pk)
    against = [] if form.is_bound else rules.against_keeping_paper(one)
    context = {"form": form, "placement": one, "paper": queries.paper_of(one), "against": against}
    return render(request, "placements/stay_paper.html", context)


@never_cache
@require_safe
def stay_paper_file(request: HttpRequest, pk: int) -> HttpResponse:
    """The agreement as a file, for those who see the placement."""
    one = placement_of(request, pk)
    paper = queries.paper_of(one)
    if paper is None:
        raise Http404
    return download(actor_of(request), paper.document, may=lambda _actor, file: rules.may_read_paper(one, file))


@require_POST
def stay_paper_remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take the agreement away."""
    one = placement_of(request, pk)
    try:
        services.remove_paper(placement=one, by=actor_of(request), at=timezone.now())
        messages.success(request, _("Fila er slettet."))
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    return redirect("placements:stay", pk)
