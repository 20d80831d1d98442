"""Who may keep, change and share views of lists, and what speaks against it."""

from urllib.parse import parse_qs

from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.workbench.models import LONGEST_NAME, LONGEST_QUERY, SavedView

MOST_VIEWS = 30


def may_keep_views(actor: Actor) -> bool:
    """True for everybody with an account."""
    return actor.user_id is not None


def may_change_view(actor: Actor, view: SavedView) -> bool:
    """True for the owner. Others copy a shared view by keeping it under a name of their own."""
    return actor.user_id is not None and view.owner_id == actor.user_id


def may_share_at(actor: Actor, place_id: int) -> bool:
    """True where the actor holds a role."""
    return place_id in places_held(actor)


def places_held(actor: Actor) -> frozenset[int]:
    """The places where the actor holds a role of those that count now."""
    return frozenset(grant.held_at for grant in actor.grants if grant.held_at is not None)


def against_keeping(*, name: str, query: str, names_taken: set[str], kept: int) -> list[str]:
    """Every reason why a state of a list cannot be kept under this name; ``kept`` counts the views of that list."""
    reasons = against_naming(name=name, names_taken=names_taken)
    if len(query) > LONGEST_QUERY:
        reasons.append(_("Utvalget er for langt til å lagres. Velg færre verdier i filtrene."))
    if kept >= MOST_VIEWS:
        reasons.append(_("Du har %d visninger av denne lista. Slett en du ikke bruker, først.") % MOST_VIEWS)
    return reasons


def against_naming(*, name: str, names_taken: set[str]) -> list[str]:
    """Every reason why a view cannot be called ``name``; ``names_taken`` are in small letters."""
    if not name:
        return [_("Gi visningen et navn.")]
    if len(name) > LONGEST_NAME:
        return [_("Navnet kan ha høyst %d tegn.") % LONGEST_NAME]
    if name.lower() in names_taken:
        return [_("Du har allerede en visning av denne lista som heter «%s».") % name]
    return []


def against_sharing(*, by: Actor, query: str, shared_with: str, place_id: int | None) -> list[str]:
    """Every reason why a view cannot be shared so. A text searched for may be a person's name and goes to nobody."""
    if shared_with == SavedView.SharedWith.NOBODY:
        return []
    reasons = []
    if shared_with == SavedView.SharedWith.PLACE and (place_id is None or not may_share_at(by, place_id)):
        reasons.append(_("Du kan bare dele ved steder der du selv har en rolle."))
    if parse_qs(query).get("q"):
        reasons.append(_("Søketeksten følger med visningen og kan være et navn. Ta bort søket før du deler."))
    return reasons
