"""The common hour of a region: proposed by one trust, joined or refused by the others, left before the release."""

from datetime import datetime
from typing import Any

from django.db import transaction

from alisveien.base.actor import Actor
from alisveien.base.errors import agree, allow
from alisveien.journal.history import history_context
from alisveien.journal.services import record
from alisveien.placements import queries
from alisveien.placements import queries_common_hours as hours
from alisveien.placements import rules_common_hours as rules
from alisveien.placements.models import CommonHour, CommonHourYes, OfferTerms, Round
from alisveien.placements.rules_offers import may_handle
from alisveien.places.models import Place


@transaction.atomic
def propose_common_hour(*, round_: Round, shown_from: datetime, by: Actor, at: datetime) -> CommonHour:
    """Propose to the other trusts of the region that all outcomes of the year are shown from one instant.

    The trust that proposes has said yes. Raises NotAllowed, RuleBroken.
    """
    round_, standing = _locked(round_, by)
    agree(rules.against_proposing(round_, standing, at, shown_from))
    with history_context(by):
        hour = CommonHour.objects.create(
            region=_region(round_), year=round_.year, shown_from=shown_from, proposed_at=at
        )
        CommonHourYes.objects.create(hour=hour, trust=round_.trust, said_at=at)
    record("placements.round.common_hour_proposed", **_line(round_, hour, by, at))
    return hour


@transaction.atomic
def answer_common_hour(*, round_: Round, yes: bool, by: Actor, at: datetime) -> CommonHour:
    """Say yes or no for a trust. The last yes that is needed makes the hour common; a no before that ends it.

    Raises NotAllowed, RuleBroken.
    """
    round_, standing = _locked(round_, by)
    joined = {one.pk for one in hours.joined_trusts(standing)} if standing else set()
    against = rules.against_joining(round_, standing, joined, at) if yes else rules.against_declining(round_, standing)
    agree(against)
    assert standing is not None, "the rules have seen that one stands"
    if not yes:
        _end(standing, by, at)
        record("placements.round.common_hour_declined", **_line(round_, standing, by, at))
        return standing
    with history_context(by):
        CommonHourYes.objects.create(hour=standing, trust=round_.trust, said_at=at)
    record("placements.round.common_hour_joined", **_line(round_, standing, by, at))
    needed = {one.pk for one in hours.needed_trusts(standing)}
    if standing.agreed_at is None and rules.is_common(needed, joined | {round_.trust_id}):
        standing.agreed_at = at
        with history_context(by):
            standing.save(update_fields=["agreed_at"])
    return standing


@transaction.atomic
def leave_common_hour(*, round_: Round, by: Actor, at: datetime) -> None:
    """Take a trust out of the common hour; it keeps the day and hour as its own until it sets another.

    The others keep theirs. Raises NotAllowed, and RuleBroken after the release.
    """
    round_, standing = _locked(round_, by)
    joined = {one.pk for one in hours.joined_trusts(standing)} if standing else set()
    agree(rules.against_leaving(round_, standing, joined))
    assert standing is not None, "the rule has seen that one stands"
    with history_context(by):
        CommonHourYes.objects.get(hour=standing, trust=round_.trust).delete()
        if standing.agreed_at is not None:
            OfferTerms.objects.update_or_create(
                trust=round_.trust, year=round_.year, defaults={"shown_from": standing.shown_from}
            )
    if joined == {round_.trust_id}:
        _end(standing, by, at)
    record("placements.round.common_hour_left", **_line(round_, standing, by, at))


def _end(hour: CommonHour, by: Actor, at: datetime) -> None:
    hour.ended_at = at
    with history_context(by):
        hour.save(update_fields=["ended_at"])


def _locked(round_: Round, by: Actor) -> tuple[Round, CommonHour | None]:
    """The round and its region locked, with the hour that stands. Raises NotAllowed."""
    round_ = queries.locked_round(round_.pk)
    allow(may_handle(by, round_.trust_id))
    Place.objects.select_for_update().get(pk=_region(round_).pk)
    return round_, hours.standing_hour(round_.trust, round_.year)


def _region(round_: Round) -> Place:
    assert round_.trust.parent is not None, "the database holds that a trust lies under something"
    return round_.trust.parent


def _line(round_: Round, hour: CommonHour, by: Actor, at: datetime) -> dict[str, Any]:
    """What a line of the journal about the common hour says."""
    after = {"shown_from": hour.shown_from.isoformat()}
    return {"about": round_, "by": by, "at": at, "after": after, "places": [round_.trust_id]}
