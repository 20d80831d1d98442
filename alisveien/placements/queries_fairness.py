"""What became of doctors with different municipalities, for whoever may see the status of each."""

from dataclasses import dataclass

from django.db.models import Exists, F, OuterRef, Q

from alisveien.access.permissions import Permission
from alisveien.access.reach import within
from alisveien.base.actor import Actor
from alisveien.base.shipped import DEFAULT_RULES
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.engines.distribution.fairness import Fate
from alisveien.placements import rules_need
from alisveien.placements.models import Offer, Outcome, Round, Status


@dataclass(frozen=True, slots=True)
class Rounds:
    """The rounds behind a comparison, as (trust, released): and how many of them are not released."""

    trusts: tuple[str, ...]
    drafts: int


def year_to_compare(actor: Actor) -> int | None:
    """The latest year with rounds the actor may compare; None when there is none, or the actor sees no status."""
    if not rules_need.may_see_status(actor):
        return None
    found = Round.objects.filter(_seen(actor), runs__isnull=False).order_by("-year")
    return found.values_list("year", flat=True).first()


def rounds_compared(actor: Actor, year: int) -> Rounds:
    """The rounds of a year with a run that the actor may compare: one's own trust's, and those released."""
    found = list(
        Round.objects.filter(_seen(actor), year=year, runs__isnull=False)
        .distinct()
        .select_related("trust")
        .defer("frozen")
        .order_by("trust__sort_key")
    )
    names = tuple(one.trust.short_name or one.trust.name for one in found)
    return Rounds(names, sum(one.state != Round.State.RELEASED for one in found))


def fates_of(actor: Actor, year: int, rules: str) -> list[Fate]:
    """What became of every doctor who took part in a year's rounds the actor may compare, under a rule set by name.

    ``rules`` empty: the one each round chose, the default where none is chosen. One question whatever there is.
    """
    under = Q(run__rules_name=rules)
    if not rules:
        chosen = Q(run__rules_name=F("run__round__rules_name"))
        under = chosen | Q(run__round__rules_name="", run__rules_name=DEFAULT_RULES)
    declined = Offer.objects.filter(
        nomination=OuterRef("nomination"), round=OuterRef("run__round"), state=Offer.State.DECLINED
    )
    found = (
        Outcome.objects.filter(_seen(actor, "run__round__"), under, run__round__year=year)
        .exclude(status=Status.NOT_ELIGIBLE)
        .annotate(declined=Exists(declined))
        .order_by("run__round__trust__sort_key", "pk")
        .values_list(
            "run__round__trust__name",
            "nomination__municipality__municipality__population",
            "nomination__municipality__municipality__centrality_class",
            "wish_number",
            "near",
            "half",
            "nomination__nominated_on",
            "declined",
        )
    )
    return [
        Fate(
            trust,
            population or 0,
            centrality or 0,
            wish,
            bool(near),
            (HalfYear(year, half).starts_on - nominated_on).days if half else None,
            said_no,
        )
        for trust, population, centrality, wish, near, half, nominated_on, said_no in found
    ]


def _seen(actor: Actor, to: str = "") -> Q:
    """The rounds whose outcomes the actor may see as sums: of the trusts whose lists one sees, and released ones."""
    return within(actor, Permission.SEE_NOMINATED, f"{to}trust") | Q(**{f"{to}state": Round.State.RELEASED})
