"""The pages of the plan: every region, one trust, two versions side by side."""

from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from alisveien.base.actor import Actor
from alisveien.base.request import Request
from alisveien.posts import queries_plans as queries
from alisveien.posts import rules_plans as rules
from alisveien.posts import rules_posts
from alisveien.posts.pages import overview as pages
from alisveien.posts.pages import trust as of_trust
from alisveien.posts.registers import plan_rows
from alisveien.workbench.pages import list_page

HOME = "/kapasitet/"


def actor_of(request: HttpRequest) -> Actor:
    """Who asks."""
    return cast(Request, request).actor


@require_safe
def plan(request: HttpRequest) -> HttpResponse:
    """Posts by trust and half-year with sums, as table 1. ``?fra=2024`` begins with another year."""
    actor, today = actor_of(request), timezone.localdate()
    first = pages.first_year(request.GET.get("fra", ""), today)
    context = {
        "regions": pages.regions_of(actor, first, today),
        "years": list(range(first, first + pages.YEARS)),
        "earlier": first - pages.YEARS if first > pages.FIRST else None,
        "later": first + pages.YEARS if first < today.year + pages.YEARS else None,
        "sees_posts": rules_posts.may_see_posts(actor),
        "today": today,
    }
    return render(request, "posts/plan.html", context)


def plan_list(request: HttpRequest) -> HttpResponse:
    """The same as a list to filter and take away."""
    return list_page(lambda today: plan_rows(actor_of(request), today))(request)


@require_safe
def trust_plan(request: HttpRequest, code: str) -> HttpResponse:
    """One trust: what holds, what is proposed, every version."""
    actor, today = actor_of(request), timezone.localdate()
    place = get_object_or_404(queries.trust_for(actor, code))
    proposal = queries.open_proposals(actor).get(place.pk)
    context = {
        "place": place,
        "proposal": proposal,
        "lines": of_trust.in_force(actor, place, today),
        "versions": of_trust.versions(actor, place),
        "may_propose": rules.may_propose(actor, place) and not queries.has_open_proposal(place),
        "sees_posts": rules_posts.may_see_posts(actor),
        "crumbs": [(_("Kapasitetsplan"), HOME), (place.name, "")],
        "today": today,
    }
    return render(request, "posts/trust_plan.html", context)


@require_safe
def plan_compare(request: HttpRequest, code: str) -> HttpResponse:
    """Two versions of a trust's plan side by side: ``?fra=v1&til=forslag``."""
    actor = actor_of(request)
    place = get_object_or_404(queries.trust_for(actor, code))
    choices = of_trust.choices_for(actor, place)
    if not choices:
        raise Http404
    before, after, lines = of_trust.compared(choices, request.GET.get("fra", ""), request.GET.get("til", ""))
    context = {
        "place": place,
        "choices": [(key, name) for key, name, _numbers in choices],
        "before": before,
        "after": after,
        "before_name": next(name for key, name, _numbers in choices if key == before),
        "after_name": next(name for key, name, _numbers in choices if key == after),
        "lines": lines,
        "total": of_trust.sum_of(lines),
        "crumbs": [(_("Kapasitetsplan"), HOME), (place.name, f"{HOME}{place.code}/"), (_("Sammenlign"), "")],
    }
    return render(request, "posts/plan_compare.html", context)
