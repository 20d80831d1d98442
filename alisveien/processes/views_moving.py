"""Moving somebody to another place: the form, what would follow, the deed, and taking it back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from alisveien.base.errors import RuleBroken, allow
from alisveien.base.forms import attempt, posted
from alisveien.people import queries_account
from alisveien.people import queries_persons as queries
from alisveien.people import rules_persons as rules
from alisveien.people.forms import MoveForm, NoAnswer
from alisveien.people.services.moving import who_undoes
from alisveien.people.views.persons import actor_of, person_of
from alisveien.processes import moving
from alisveien.processes.pages_moving import moved
from alisveien.processes.views import CONFIRMED, MEND


@never_cache
def person_move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move somebody to another place from a day, after showing what follows."""
    actor, one, now, today = actor_of(request), person_of(request, pk), timezone.now(), timezone.localdate()
    leaves = [place for place in queries.places_of(actor, one, today) if rules.may_move(actor, one, place)]
    allow(bool(leaves), _("Stedet personen forlater, eller kontoret der, registrerer at noen flytter."))
    form = posted(MoveForm, request, leaves=leaves, places=queries.places_to_move_to(today), initial={"on": today})
    if CONFIRMED in request.POST and attempt(form, moving.move_person, person=one, by=actor, at=now):
        messages.success(request, _("Flyttingen er registrert. Den kan angres fra personens side."))
        return redirect("people:persons")
    if MEND not in request.POST and form.is_bound and form.is_valid():
        try:
            tried = moving.try_move(person=one, by=actor, at=now, **form.cleaned_data)
        except RuleBroken as broken:
            for reason in broken.reasons:
                form.add_error(None, reason)
        else:
            typed = [(name, request.POST.get(name, "")) for name in form.fields]
            context = {"person": one, "typed": typed, "confirmed": CONFIRMED, "mend": MEND}
            context |= moved(tried, one, form.cleaned_data)
            return render(request, "processes/person_move_try.html", context | {"crumbs": _crumbs(one)})
    return render(request, "processes/person_move.html", {"form": form, "person": one, "crumbs": _crumbs(one)})


@never_cache
def move_undo(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a move back whole, after one question."""
    actor = actor_of(request)
    move = queries_account.move_with_places(pk)
    if move is None:
        raise Http404
    one = person_of(request, move.person_id)
    allow(rules.may_undo_move(actor, one, move), who_undoes(move))
    form = posted(NoAnswer, request)
    if attempt(form, moving.undo_move, move=move, by=actor, at=timezone.now()):
        messages.success(request, _("Byttet er angret.") if move.to_speciality else _("Flyttingen er angret."))
        return redirect("people:persons")
    against = rules.against_undoing_move(move)
    context = {"form": form, "move": move, "person": one, "against": against, "crumbs": _crumbs(one)}
    return render(request, "processes/move_undo.html", context)


def _crumbs(person: Any) -> list[tuple[str, str]]:
    return [
        (_("Personer"), reverse("people:persons")),
        (person.name, reverse("people:person", args=[person.pk])),
        (_("Flytting"), ""),
    ]
