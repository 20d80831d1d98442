"""The pages of the gap check: the questions, what came of them, and the document."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base.errors import allow
from alisveien.base.forms import posted
from alisveien.documents.serving import download
from alisveien.establishments import queries, queries_gaps, rules_gaps
from alisveien.establishments.forms_gaps import GapForm
from alisveien.establishments.pages import asking
from alisveien.establishments.services.gap_checks import keep_gap_check
from alisveien.establishments.views.institutions import actor_of


@never_cache
def gap_check(request: HttpRequest, code: str, speciality: str) -> HttpResponse:
    """What must be in order before one applies, question by question."""
    actor = actor_of(request)
    place = get_object_or_404(queries.place_for(actor, code))
    if speciality not in queries.specialities_of(place):
        raise Http404
    allow(rules_gaps.may_check_gaps(actor, place), _("Siden er for kommunen selv og kontoret som følger den."))
    last = queries_gaps.last_check(actor, place, speciality)
    form = posted(GapForm, request, speciality=speciality, before=last.answers if last else {})
    if form.is_bound and form.is_valid():
        check = keep_gap_check(
            place=place, speciality=speciality, answers=form.cleaned_data, by=actor, at=timezone.now()
        )
        return redirect("establishments:gap_result", check.pk)
    words = dict(asking.SPECIALITIES)[speciality]
    return render(
        request, "establishments/gap_check.html", {"form": form, "place": place, "speciality": words, "last": last}
    )


def _check(request: HttpRequest, pk: int) -> Any:
    check = queries_gaps.check_for(actor_of(request), pk)
    if check is None:
        raise Http404
    return check


@never_cache
@require_safe
def gap_result(request: HttpRequest, pk: int) -> HttpResponse:
    """What is missing, with advice, and the document."""
    check = _check(request, pk)
    gaps = rules_gaps.gaps_in(check.answers, check.speciality)
    context = {"check": check, "gaps": gaps, "speciality": dict(asking.SPECIALITIES)[check.speciality]}
    return render(request, "establishments/gap_result.html", context)


@require_safe
def gap_document(request: HttpRequest, pk: int) -> HttpResponse:
    """The document of a check."""
    check = _check(request, pk)
    return download(
        actor_of(request), check.document, may=lambda by, _document: rules_gaps.may_check_gaps(by, check.place)
    )
