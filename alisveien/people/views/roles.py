"""Beginning, ending and confirming a role, and going over to another speciality."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from alisveien.base.errors import RuleBroken, allow
from alisveien.base.forms import attempt, posted
from alisveien.people import queries_persons as queries
from alisveien.people import rules_persons as rules
from alisveien.people.forms import EndForm, RoleForm, SpecialityForm
from alisveien.people.services import moving
from alisveien.people.services import roles as services
from alisveien.people.views.persons import actor_of, person_of


@never_cache
def role_new(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a person hold another role."""
    actor, one = actor_of(request), person_of(request, pk)
    allow(rules.may_enter_persons(actor), _("Den som holder kontaktene ved et sted, kan registrere roller der."))
    form = posted(RoleForm, request, places=queries.places_to_keep(actor, timezone.localdate()))
    if attempt(form, services.add_role, person=one, by=actor, at=timezone.now()):
        messages.success(request, _("Rollen er registrert."))
        return redirect("people:person", pk)
    return render(request, "people/role_new.html", {"form": form, "person": one})


@never_cache
def role_end(request: HttpRequest, pk: int) -> HttpResponse:
    """End a role, from a day."""
    actor = actor_of(request)
    role = get_object_or_404(queries.role_to_keep(actor), pk=pk)
    form = posted(EndForm, request, initial={"to_on": timezone.localdate()})
    if attempt(form, services.end_role, role=role, by=actor, at=timezone.now()):
        messages.success(request, _("Rollen er avsluttet. Du kan angre i loggen."))
        return redirect("people:person", role.person_id)
    return render(request, "people/role_end.html", {"form": form, "role": role})


@require_POST
def role_confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a role is right as it stands."""
    actor = actor_of(request)
    role = get_object_or_404(queries.role_to_keep(actor), pk=pk)
    try:
        services.confirm_roles(roles=[role], by=actor, at=timezone.now())
        messages.success(request, _("Rollen er bekreftet i dag."))
    except RuleBroken as broken:
        messages.error(request, " ".join(broken.reasons))
    return redirect("people:person", role.person_id)


@never_cache
def person_speciality(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a doctor in training go over to another speciality."""
    actor, one = actor_of(request), person_of(request, pk)
    allow(rules.may_change_speciality(actor, one), _("Kommunen som har ansatt legen, registrerer det."))
    form = posted(SpecialityForm, request, initial={"on": timezone.localdate()})
    if attempt(form, moving.change_speciality, person=one, by=actor, at=timezone.now()):
        messages.success(request, _("Byttet er registrert."))
        return redirect("people:person", pk)
    return render(request, "people/person_speciality.html", {"form": form, "person": one})
