"""The draws of the rounds, open to everybody: what was committed to, by what value, and what followed. No person."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, F, Q

from alisveien.base.actor import Actor
from alisveien.engines.nominations.rules import rule_set_of
from alisveien.placements.models import Round
from alisveien.placements.small_groups import told_count


@dataclass(frozen=True, slots=True)
class Draw:
    """The draw of one round. ``seed`` and what follows are empty until it is drawn.

    ``by_lot``: how many doctors the lot decided for, told once the round is released; None for fewer than five.
    ``rules_hash`` is empty when the list has been scrubbed; the commitment stands.
    """

    id: int
    trust: str
    year: int
    frozen_at: datetime
    commitment: str
    rules_name: str
    rules_hash: str
    code: str
    source: str
    value: str
    known_on: date | None
    seed: str
    released: bool
    by_lot: int | None


def draws_for(actor: Actor) -> list[Draw]:
    """The draw of every round that has committed to its list, newest first. Open to everybody; two queries at most."""
    lots = Count("runs__outcomes", filter=Q(runs__rules_name=F("rules_name"), runs__outcomes__by_lot=True))
    found = (
        Round.objects.exclude(commitment="")
        .defer("frozen")
        .select_related("trust")
        .annotate(rules_data=F("frozen__rules"), lots=lots)
        .order_by("-year", "-frozen_at", "trust__sort_key")
    )
    return [_draw_of(one, one.rules_data, one.lots) for one in found]


def _draw_of(round_: Round, rules: dict[str, object] | None, lots: int) -> Draw:
    assert round_.frozen_at is not None, "a round that has committed is frozen"
    released = round_.state == Round.State.RELEASED
    return Draw(
        id=round_.pk,
        trust=round_.trust.name,
        year=round_.year,
        frozen_at=round_.frozen_at,
        commitment=round_.commitment,
        rules_name=round_.rules_name,
        rules_hash=rule_set_of(rules).hash if rules else "",
        code=round_.code,
        source=round_.lot_source,
        value=round_.public_value,
        known_on=round_.known_on,
        seed=round_.draw if round_.public_value else "",
        released=released,
        by_lot=told_count(lots) if released else None,
    )
