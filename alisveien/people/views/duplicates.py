"""Persons who may have been entered twice: the list, two side by side, and a merging undone."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from alisveien.base.actor import Actor
from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.people import queries_account, queries_duplicates
from alisveien.people import queries_persons as queries
from alisveien.people import rules_persons as rules
from alisveien.people.forms import NoAnswer
from alisveien.people.forms_pair import MergeForm
from alisveien.people.pages.pair import choices_of, named, pair_of
from alisveien.people.registers_duplicates import REASONS
from alisveien.people.registers_duplicates import duplicates as declared
from alisveien.people.services import merging
from alisveien.people.views.persons import actor_of, person_of
from alisveien.workbench.pages import list_page


@never_cache
def duplicates(request: HttpRequest) -> HttpResponse:
    """The pairs that may be one person."""
    actor = actor_of(request)
    allow(rules.may_enter_persons(actor), _("Siden er for dem som holder kontaktene ved et sted."))
    return list_page(declared(actor, timezone.localdate()))(request)


@never_cache
def pair(request: HttpRequest, first: int, second: int) -> HttpResponse:
    """Two side by side: made one, or settled to be two."""
    actor, both = actor_of(request), (person_of(request, first), person_of(request, second))
    if first == second:
        raise Http404
    allow(rules.may_settle(actor, *both), _("Den som holder kontaktene for begge, avgjør om de er samme person."))
    if "to" in request.POST:
        merging.settle_as_two(first=both[0], second=both[1], by=actor, at=timezone.now())
        messages.success(request, _("De er to personer, og foreslås ikke igjen."))
        return redirect("people:duplicates")
    roles = [role for one in both for role in queries.roles_of(actor, one)]
    told = [(str(one.pk), named(one, roles)) for one in both]
    form = posted(MergeForm, request, both=told, choices=choices_of(*both))
    persons = {str(one.pk): one for one in both}
    if attempt(form, _merge, persons=persons, by=actor, at=timezone.now()):
        messages.success(request, _("De to er slått sammen. Du kan angre fra tidslinja."))
        return redirect("people:person", form.cleaned_data["kept"])
    return render(request, "people/pair.html", _context(actor, both, roles) | {"form": form})


def _merge(*, persons: dict[str, Any], kept: str, **more: Any) -> Any:
    """Merge the one that is not kept into the one that is."""
    gone = next(one for key, one in persons.items() if key != kept)
    return merging.merge_persons(kept=persons[kept], gone=gone, **more)


def _context(actor: Actor, both: tuple[Any, Any], roles: list[Any]) -> dict[str, Any]:
    wanted = tuple(sorted(one.pk for one in both))
    found = queries_duplicates.suggested_pairs(actor)
    reasons = next((one.reasons for one in found if (one.first, one.second) == wanted), ())
    return pair_of(*both, roles, [str(REASONS[reason]) for reason in reasons], timezone.localdate())


@never_cache
def merge_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a merging back whole, after one question."""
    actor = actor_of(request)
    merge = get_object_or_404(queries_account.merge_to_undo(actor), pk=pk)
    one = person_of(request, merge.kept_id)
    allow(rules.may_settle(actor, one), _("Den som holder kontaktene for personen, kan angre."))
    form = posted(NoAnswer, request)
    if attempt(form, merging.undo_merge, merge=merge, by=actor, at=timezone.now()):
        messages.success(request, _("Sammenslåingen er angret. De er to personer igjen."))
        return redirect("people:person", merge.kept_id)
    return render(request, "people/merge_undo.html", {"form": form, "merge": merge, "person": one})
