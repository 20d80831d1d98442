"""The pages of the gap check: the questions, what came of them, and the document."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from alisveien.base.errors import allow
from alisveien.base.forms import posted
from alisveien.base.saved import saved_in_words
from alisveien.documents.serving import download
from alisveien.establishments import queries, queries_gaps, rules_gaps
from alisveien.establishments.forms_gaps import GapForm
from alisveien.establishments.pages import asking
from alisveien.establishments.queries_kept import kept_for
from alisveien.establishments.services.gap_checks import keep_gap_check
from alisveien.establishments.services.kept import forget_answers, keep_answers
from alisveien.establishments.views.institutions import actor_of


@never_cache
def gap_check(request: HttpRequest, code: str, speciality: str) -> HttpResponse:
    """What must be in order before one applies, question by question. What was answered and not sent stands there."""
    actor, now = actor_of(request), timezone.now()
    place, subjects = _asked(request, code, speciality)
    last, kept = queries_gaps.last_check(actor, place, speciality), kept_for(actor, *subjects)
    before = _before(kept.typed) if kept else last.answers if last else {}
    form = posted(GapForm, request, speciality=speciality, before=before)
    if form.is_bound and form.is_valid():
        check = keep_gap_check(place=place, speciality=speciality, answers=form.cleaned_data, by=actor, at=now)
        forget_answers(subjects=subjects, by=actor, at=now)
        return redirect("establishments:gap_result", check.pk)
    if form.is_bound:
        kept = keep_answers(subject=subjects[0], typed=_typed(request), by=actor, at=now)
    context = {
        "form": form,
        "place": place,
        "speciality": dict(asking.SPECIALITIES)[speciality],
        "code": speciality,
        "last": None if kept else last,
        "saved": saved_in_words(kept.saved_at, now) if kept else _("Det du svarer, blir tatt vare på."),
    }
    return render(request, "establishments/gap_check.html", context)


@require_POST
def gap_save(request: HttpRequest, code: str, speciality: str) -> HttpResponse:
    """Keep what has been answered so far, asked by the script of the form: when it was saved, in words."""
    _place, subjects = _asked(request, code, speciality)
    now = timezone.now()
    kept = keep_answers(subject=subjects[0], typed=_typed(request), by=actor_of(request), at=now)
    return JsonResponse({"saved": saved_in_words(kept.saved_at, now)})


def _asked(request: HttpRequest, code: str, speciality: str) -> tuple[Any, list[str]]:
    """The place and the subjects of what is kept, its own first.

    404 for a speciality it does not train in, 403 for who may not.
    """
    place = get_object_or_404(queries.place_for(actor_of(request), code))
    if speciality not in queries.specialities_of(place):
        raise Http404
    may = rules_gaps.may_check_gaps(actor_of(request), place)
    allow(may, _("Siden er for kommunen selv og kontoret som følger den."))
    return place, queries_gaps.subjects_of(place, speciality)


def _typed(request: HttpRequest) -> dict[str, list[str]]:
    return {name: request.POST.getlist(name) for name in request.POST if name != "csrfmiddlewaretoken"}


def _before(typed: dict[str, list[str]]) -> dict[str, str]:
    return {name: "".join(several[:1]) for name, several in typed.items()}


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
    return download(actor_of(request), check.document, may=lambda by, _document: rules_gaps.may_read_gaps(by, check))
