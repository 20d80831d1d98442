"""The pages of placements: list, record, the parts of what is agreed, lines ticked by hand, teaching."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alisveien.base.actor import Actor
from alisveien.base.errors import RuleBroken, allow
from alisveien.base.forms import attempt, posted
from alisveien.journal.pages import log_of
from alisveien.journal.services import looked
from alisveien.placements import queries_stays as queries
from alisveien.placements import registers_stays
from alisveien.placements import rules_stays as rules
from alisveien.placements.forms_stays import FORMS, PartForm, TeachingForm
from alisveien.placements.pages import stays as pages
from alisveien.placements.pages.stay_deeds import evaluations_of, interruptions_of, offered
from alisveien.placements.pages.swaps import swap_of, swap_offered
from alisveien.placements.queries_evaluations import given_of
from alisveien.placements.queries_nomination import nomination_seen
from alisveien.placements.rules_evaluations import may_see_results
from alisveien.placements.rules_nomination import acts_on_request_of
from alisveien.placements.services import stays as services
from alisveien.placements.stay_readiness import lines_of, stay_of
from alisveien.placements.views.asking import actor_of
from alisveien.workbench.pages import list_page


@require_safe
def stays(request: HttpRequest) -> HttpResponse:
    """The list of placements."""
    declared = registers_stays.placements(timezone.localdate(), may_see_results=may_see_results(actor_of(request)))
    return list_page(declared)(request)


@never_cache
@require_safe
def stay(request: HttpRequest, pk: int) -> HttpResponse:
    """One placement: status, what is agreed, what is left, the log."""
    by, one = actor_of(request), placement_of(request, pk)
    looked(
        about=one.doctor,
        by=by,
        at=timezone.now(),
        page="stay",
        on_request_of=acts_on_request_of(by, one.doctor.municipality, one.doctor.unit),
    )
    return render(request, "placements/stay.html", _context(by, one))


def _context(by: Actor, one: queries.FoundPlacement) -> dict[str, Any]:
    may_read = rules.may_read_log(by, one)
    log = [*log_of(by, one), *(log_of(by, stay_of(one)) if stay_of(one).pk else [])] if may_read else []
    lines = lines_of(one, queries.items(), timezone.localdate())
    return pages.record_of(one, log) | {
        "placement": one,
        "parts": pages.parts_of(by, one, queries.paper_of(one)),
        "readiness": pages.readiness_of(by, one, lines),
        "teachings": pages.teachings_of(one),
        "deeds": [*offered(by, one, timezone.localdate()), *swap_offered(by, one, timezone.localdate())],
        "swap": swap_of(by, one, timezone.localdate()),
        "evaluations": evaluations_of(by, one, given_of(one), timezone.localdate()),
        "interruptions": interruptions_of(by, one),
        "may_teach": rules.may_teach(by, one),
        "may_read_log": may_read,
        "nomination_href": _nomination_href(by, one),
    }


def _nomination_href(by: Actor, one: queries.FoundPlacement) -> str:
    """The way to the nomination for those who see it."""
    seen = nomination_seen(by, one.nomination_id, timezone.localdate())
    return reverse("placements:nomination", args=[one.nomination_id]) if seen else ""


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stay_part(request: HttpRequest, pk: int, part: str) -> HttpResponse:
    """Write one part of what is agreed."""
    by, one = actor_of(request), placement_of(request, pk)
    if part not in FORMS:
        raise Http404
    allow(rules.may_change_part(by, one, part))
    form = _part_form(request, one, part)
    if form.is_bound and form.is_valid():
        try:
            services.change_stay(
                placement=one,
                part=part,
                values=form.values(),
                version=form.cleaned_data["version"],
                by=by,
                at=timezone.now(),
            )
            messages.success(request, _("Lagret."))
            return redirect("placements:stay", pk)
        except RuleBroken as broken:
            for reason in broken.reasons:
                form.add_error(None, reason)
    heading = next(found["heading"] for found in pages.parts_of(by, one) if found["name"] == part)
    context = {"form": form, "placement": one, "heading": heading, "free_text": part == rules.HOSPITAL}
    return render(request, "placements/stay_part.html", context)


def _part_form(request: HttpRequest, one: queries.FoundPlacement, part: str) -> PartForm:
    stands = stay_of(one)
    initial = {name: getattr(stands, name) for name in (*rules.PARTS[part], "version")}
    return posted(FORMS[part], request, initial=initial)


@require_POST
def stay_tick(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Tick a line of the readiness list, or take the tick away."""
    one, line = placement_of(request, pk), queries.item_of(item)
    if line is None:
        raise Http404
    try:
        done = request.POST.get("gjort") == "ja"
        services.tick_item(placement=one, item=line, done=done, by=actor_of(request), at=timezone.now())
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    return redirect(f"/plasser/{pk}/#klart")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def stay_teach(request: HttpRequest, pk: int) -> HttpResponse:
    """Write down teaching that was held."""
    by, one = actor_of(request), placement_of(request, pk)
    allow(rules.may_teach(by, one))
    form = posted(TeachingForm, request)
    if attempt(form, services.add_teaching, placement=one, by=by, at=timezone.now()):
        messages.success(request, _("Undervisningen er ført."))
        return redirect("placements:stay", pk)
    context = {"form": form, "placement": one, "heading": _("Før undervisning om samhandling"), "free_text": True}
    return render(request, "placements/stay_part.html", context)


@require_POST
def stay_unteach(request: HttpRequest, pk: int, teaching: int) -> HttpResponse:
    """Take teaching away that was written down by a mistake."""
    one = placement_of(request, pk)
    services.remove_teaching(placement=one, teaching=teaching, by=actor_of(request), at=timezone.now())
    messages.success(request, _("Undervisningen er tatt bort."))
    return redirect("placements:stay", pk)


def placement_of(request: HttpRequest, pk: int) -> queries.FoundPlacement:
    """The placement, or 404 when the actor may not see it."""
    found = queries.placement_for(actor_of(request), pk, timezone.localdate())
    if found is None:
        raise Http404
    return found
