"""Reading gap checks, as far as the place's own and its office reach."""

from alisveien.base.actor import Actor
from alisveien.establishments import rules_gaps
from alisveien.establishments.models import GapCheck
from alisveien.places.models import Place


def last_check(actor: Actor, place: Place, speciality: str) -> GapCheck | None:
    """The newest check of a place for a speciality; None when there is none, or it is not for the actor."""
    if not rules_gaps.may_check_gaps(actor, place):
        return None
    return GapCheck.objects.filter(place=place, speciality=speciality).order_by("-at", "-pk").first()


def check_for(actor: Actor, pk: int) -> GapCheck | None:
    """One check with its place and document; None when there is none, or it is not for the actor."""
    check = GapCheck.objects.select_related("place", "document").filter(pk=pk).first()
    return check if check is not None and rules_gaps.may_check_gaps(actor, check.place) else None
