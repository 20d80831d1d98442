"""Reading the kept views of lists."""

from datetime import date

from django.db.models import Q, QuerySet

from alisveien.base.actor import Actor
from alisveien.base.work import Aside
from alisveien.places.models import Place
from alisveien.workbench.models import SavedView
from alisveien.workbench.rules import may_keep_views, places_held

Shared = SavedView.SharedWith
MOST_BESIDE = 6


def views_for(actor: Actor, register: str) -> QuerySet[SavedView]:
    """The views of a list the actor may open: own, and those others share with everybody or at the actor's places.

    A view whose owner is closed is no longer shared.
    """
    if actor.user_id is None:
        return SavedView.objects.none()
    shared = Q(shared_with=Shared.EVERYBODY) | Q(shared_with=Shared.PLACE, place__in=sorted(places_held(actor)))
    seen = Q(owner=actor.user_id) | (shared & Q(owner__is_active=True))
    return SavedView.objects.filter(seen, register=register).select_related("owner", "place").order_by("name", "pk")


def own_views(actor: Actor) -> QuerySet[SavedView]:
    """Every view the actor keeps, with the place it is shared at."""
    return SavedView.objects.filter(owner=actor.user_id or 0).select_related("place").order_by("list_title", "name")


def beside_for(actor: Actor, today: date) -> list[Aside]:
    """The card of one's own views beside the work list; none without views. One query."""
    views = list(own_views(actor)[:MOST_BESIDE]) if may_keep_views(actor) else []
    return [Aside(template="workbench/_own_views.html", context={"views": views})] if views else []


def places_to_share_at(actor: Actor) -> QuerySet[Place]:
    """The places where the actor holds a role."""
    return Place.objects.filter(pk__in=sorted(places_held(actor))).order_by("name")
