"""The posts, and what the departments offer."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from alisveien.base.errors import allow
from alisveien.base.forms import attempt, posted
from alisveien.engines.calendar.half_year import HalfYear, half_years_of
from alisveien.journal.pages import log_of
from alisveien.journal.seen import mark_of, see_again
from alisveien.posts import queries_posts as queries
from alisveien.posts import rules_posts as rules
from alisveien.posts.forms_departments import DepartmentForm
from alisveien.posts.registers_posts import departments_register, goals_of, posts_register
from alisveien.posts.services.changes import describe_department
from alisveien.posts.views.plan import HOME, actor_of
from alisveien.workbench.pages import list_page

YEARS = 4


@never_cache
@login_required
def posts(request: HttpRequest) -> HttpResponse:
    """The posts, with deeds for the trust."""
    actor = actor_of(request)
    allow(rules.may_see_posts(actor), _("Siden er for helseforetak og for dem som ser behov og status."))
    return list_page(posts_register(actor))(request)


def departments(request: HttpRequest) -> HttpResponse:
    """The departments as they are now."""
    return list_page(lambda today: departments_register(actor_of(request), today))(request)


def _department(request: HttpRequest, pk: int) -> Any:
    return get_object_or_404(queries.department_for(actor_of(request), pk))


@require_safe
def department(request: HttpRequest, pk: int) -> HttpResponse:
    """One department: what it offers, from when, and what was said before."""
    actor, place = actor_of(request), _department(request, pk)
    trust, terms = queries.trust_of(place), queries.terms_of(actor, place)
    context = {
        "place": place,
        "trust": trust,
        "terms": [(HalfYear(one.year, one.half).label, one, goals_of(one)) for one in terms],
        "may_describe": rules.may_describe(actor, trust.pk if trust else None),
        "log": log_of(actor, terms[0]) if terms else [],
        "crumbs": [(_("Kapasitetsplan"), HOME), (_("Avdelinger"), f"{HOME}avdelinger/"), (place.name, "")],
    }
    return render(request, "posts/department.html", context)


@never_cache
@login_required
def department_change(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a department offers from a half-year on."""
    actor, today, place = actor_of(request), timezone.localdate(), _department(request, pk)
    trust = queries.trust_of(place)
    allow(rules.may_describe(actor, trust.pk if trust else None), _("Helseforetaket beskriver sine egne avdelinger."))
    halves = [half for year in range(today.year - 1, today.year + YEARS) for half in half_years_of(year)]
    begin = [half for half in halves if half.ends_on >= today]
    terms = queries.terms_of(actor, place)
    form = posted(DepartmentForm, request, halves=begin, initial=_as_it_is(terms))
    if attempt(form, describe_department, department=place, by=actor, at=timezone.now()):
        messages.success(request, _("Vilkårene er lagret."))
        return redirect("posts:department", pk)
    see_again(form, seen=mark_of(queries.standing(terms)))
    above = [(_("Kapasitetsplan"), HOME), (_("Avdelinger"), f"{HOME}avdelinger/")]
    crumbs = [*above, (place.name, f"{HOME}avdelinger/{pk}/"), (_("Endre"), "")]
    return render(request, "posts/department_change.html", {"form": form, "place": place, "crumbs": crumbs})


def _as_it_is(terms: list[Any]) -> dict[str, Any]:
    """The form begins with the latest terms."""
    said = {name: getattr(terms[0], name) for name in queries.TERMS} if terms else {}
    return said | {"seen": mark_of(queries.standing(terms))}
