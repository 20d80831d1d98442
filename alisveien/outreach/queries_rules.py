"""Reading the rules fragility is weighed by: which held where on a day, and every version."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from alisveien.base.actor import Actor
from alisveien.engines.fragility.weigh import Rule
from alisveien.outreach import rules
from alisveien.outreach.models import FragilityRule
from alisveien.places.models import Place


@dataclass(frozen=True, slots=True)
class InForce:
    """The rules that hold on a day: each office's own, and the one for all that have none."""

    of_offices: dict[int, Rule]
    common: Rule

    def at(self, office: int | None) -> Rule:
        """The rule an office weighs by."""
        return self.common if office is None else self.of_offices.get(office, self.common)


def in_force(day: date) -> InForce:
    """The rules that hold on a day. One query. Rules are open to whoever sees what they weigh."""
    newest = FragilityRule.objects.filter(from_on__lte=day).order_by("office", "-from_on", "-pk").distinct("office")
    found = {one.office_id: plain(one) for one in newest}
    common = found.pop(None, rules.STANDARD)
    return InForce({office: rule for office, rule in found.items() if office is not None}, common)


def versions_for(actor: Actor, office: Place | None) -> QuerySet[FragilityRule]:
    """Every version that has held or will hold for an office, its own and those for all, newest first."""
    if not rules.may_follow_up(actor):
        return FragilityRule.objects.none()
    wanted = Q(office=None) if office is None else Q(office=None) | Q(office=office)
    return FragilityRule.objects.filter(wanted).select_related("office").order_by("-from_on", "-pk")


def newest_day(office: Place | None) -> date | None:
    """The first day of the newest version of an office; None when it has none."""
    versions = FragilityRule.objects.filter(office=office).order_by("-from_on")
    return versions.values_list("from_on", flat=True).first()


def offices_to_rule_for(actor: Actor, today: date) -> list[Place]:
    """The offices whose rule the actor may change, by name."""
    offices = Place.objects.filter(kind=Place.Kind.OFFICE).valid_on(today).order_by("sort_key")
    return [one for one in offices if rules.may_change_rule(actor, one)]


def plain(version: FragilityRule) -> Rule:
    """A version as the engine takes it."""
    return rules.rule_of(vars(version))
