"""Posts that stand empty: the list, one with who is in line, the offer, and who can begin at short notice."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from alisveien.access.permissions import Permission
from alisveien.base.days import norwegian_day
from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.placements import queries_nomination, queries_vacancies, registers_vacancies
from alisveien.placements import rules_offers as may
from alisveien.placements import rules_vacancies as rules
from alisveien.placements.forms_vacancies import OfferVacancyForm
from alisveien.placements.pages import vacancies as pages
from alisveien.placements.services.vacancies import offer_vacancy, say_short_notice
from alisveien.placements.views.asking import actor_of, now
from alisveien.workbench.pages import list_page


@require_safe
def vacancies(request: HttpRequest) -> HttpResponse:
    """The posts that stand empty."""
    actor = actor_of(request)
    allow(rules.may_see_vacancies(actor), _("Helseforetakene og kontorene ser ledige plasser."))
    named = actor.may(Permission.SEE_NOMINATED)
    return list_page(registers_vacancies.vacancies(norwegian_day(now()), named=named))(request)


@never_cache
@require_safe
def vacancy(request: HttpRequest, pk: int) -> HttpResponse:
    """One empty post: who is in line and why, and what would fill it."""
    actor, at, post = actor_of(request), now(), _post(request, pk)
    line = queries_vacancies.candidates_for(actor, post, at)
    context = {
        "post": post,
        "trust": post.trust,
        "rows": pages.rows_of(line),
        "count": len(line),
        "may_offer": may.may_handle(actor, post.trust_id),
        "ways": pages.ways_of(queries_vacancies.ways_for(post)),
        "crumbs": [(_("Ledige plasser"), "/ledige-plasser/"), (str(post), "")],
    }
    return render(request, "placements/vacancy.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def vacancy_offer(request: HttpRequest, pk: int, nomination: int) -> HttpResponse:
    """Offer an empty post to one in line: see over, and what has to be set aside."""
    actor, at, post = actor_of(request), now(), _post(request, pk)
    allow(may.may_handle(actor, post.trust_id))
    line = queries_vacancies.candidates_for(actor, post, at)
    found = next((one for one in line if one.nomination.pk == nomination), None)
    if found is None:
        raise Http404
    form = posted(OfferVacancyForm, request, missing=found.found.missing)
    if attempt(form, offer_vacancy, post=post, nomination=found.nomination, by=actor, at=at):
        messages.success(request, _("Tilbudet er laget og sendes nå."))
        return redirect("placements:offers")
    context = {"post": post, "row": pages.row_of(found), "form": form, "line": line}
    return render(request, "placements/vacancy_offer.html", context)


@require_POST
def short_notice(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a doctor can begin at short notice, or no longer can."""
    actor = actor_of(request)
    found = queries_nomination.nomination_seen(actor, pk, norwegian_day(now()))
    if found is None:
        raise Http404
    can = request.POST.get("kan") == "ja"
    say_short_notice(nomination=found, can=can, by=actor, at=now())
    messages.success(
        request, _("Legen kan spørres på kort varsel.") if can else _("Legen spørres ikke på kort varsel.")
    )
    return redirect("placements:nomination", pk)


def _post(request: HttpRequest, pk: int) -> queries_vacancies.FoundPost:
    """The empty post, or 404 when there is none whose line the actor may see."""
    found = queries_vacancies.vacancy_for(actor_of(request), pk, norwegian_day(now()))
    if found is None:
        raise Http404
    return found
