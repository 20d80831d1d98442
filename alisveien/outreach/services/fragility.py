"""Changing the rule fragility is weighed by: a new version from a day on, with a reason."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.journal.services import record
from alisveien.outreach import queries_rules, rules
from alisveien.outreach.models import FragilityRule
from alisveien.places.models import Place


@transaction.atomic
def change_rule(
    *, office: Place | None, from_on: date, why: str, by: Actor, at: datetime, **values: int
) -> FragilityRule:
    """Write a new version for an office (None: for all without their own). Raises NotAllowed, RuleBroken.

    ``values`` are the weights, limits and levels by name, see `rules.rule_of`.
    """
    allow(rules.may_change_rule(by, office), _("Bare kontoret selv kan endre reglene sine."))
    if office is not None:
        Place.objects.select_for_update(of=("self",), no_key=True).get(pk=office.pk)
    agree(
        rules.against_changing_rule(
            rule=rules.rule_of(values),
            why=why,
            from_on=from_on,
            before=queries_rules.in_force(from_on).at(office.pk if office else None),
            today=norwegian_day(at),
            latest=queries_rules.newest_day(office),
        )
    )
    version = FragilityRule.objects.create(
        office=office, from_on=from_on, why=why.strip(), by_id=by.user_id, at=at, **values
    )
    places = [office.pk] if office else []
    record("outreach.rule.changed", about=version, by=by, at=at, why=why.strip(), places=places)
    return version
