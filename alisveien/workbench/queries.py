"""Reading the kept views of lists."""

from django.db.models import Q, QuerySet

from alisveien.base.actor import Actor
from alisveien.places.models import Place
from alisveien.workbench.models import SavedView
from alisveien.workbench.rules import places_held

Shared = SavedView.SharedWith


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


def places_to_share_at(actor: Actor) -> QuerySet[Place]:
    """The places where the actor holds a role."""
    return Place.objects.filter(pk__in=sorted(places_held(actor))).order_by("name")
