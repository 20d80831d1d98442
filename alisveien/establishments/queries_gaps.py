"""Reading gap checks, as far as the place's own and its office reach."""

from datetime import date

from alisveien.base.actor import Actor
from alisveien.establishments import rules_gaps
from alisveien.establishments.models import GapCheck
from alisveien.places.models import Place
from alisveien.places.queries_former import former_of


def last_check(actor: Actor, place: Place, speciality: str) -> GapCheck | None:
    """The newest check of a place for a speciality, or of one that ended and became it; None when there is none.

    None too when it is not for the actor. Two queries.
    """
    if not rules_gaps.may_check_gaps(actor, place):
        return None
    places = [place.pk, *former_of(place.pk, date.max)]
    checks = GapCheck.objects.filter(place__in=places, speciality=speciality).select_related("place")
    return checks.order_by("-at", "-pk").first()


def subjects_of(place: Place, speciality: str) -> list[str]:
    """What the answers somebody has typed and not sent are kept under: the place's own, then those it came from."""
    return [f"gap:{pk}:{speciality}" for pk in (place.pk, *sorted(former_of(place.pk, date.max)))]


def check_for(actor: Actor, pk: int) -> GapCheck | None:
    """One check with its place and document; None when there is none, or it is not for the actor."""
    check = GapCheck.objects.select_related("place", "document").filter(pk=pk).first()
    return check if check is not None and rules_gaps.may_read_gaps(actor, check) else None
