"""Who may read the yearly evaluation of a trust. The office makes it and proposes by it; the trust answers."""

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.placements.small_groups import told_count

SEE = (Permission.SEE_STATUS, Permission.DECIDE_CAPACITY)


def may_see_evaluations(actor: Actor) -> bool:
    """True for those who see need and status somewhere, and for trusts."""
    return any(actor.may(one) for one in SEE)


def may_see_evaluation(actor: Actor, trust_id: int) -> bool:
    """True for the trust, and for those who see its need and status."""
    return any(actor.may(one, trust_id) for one in SEE)


def may_see_groups(actor: Actor, trust_id: int) -> bool:
    """True for those who see the names on the trust's list: to them small groups are told too."""
    return actor.may(Permission.SEE_NOMINATED, trust_id)


def told(count: int, *, exactly: bool) -> int | None:
    """A group of people as it is told; None is «færre enn 5»."""
    return count if exactly else told_count(count)
