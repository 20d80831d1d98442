"""Keeping the input of each dry run, so that the next can be laid beside it."""

from datetime import datetime

from alisveien.base.actor import Actor
from alisveien.engines.distribution.frozen import Frozen, as_data, fingerprint
from alisveien.placements.models import Round, Trial

KEPT = 10
"""How many dry runs of a round are kept, the newest."""


def keep_trial(round_: Round, frozen: Frozen, by: Actor, at: datetime) -> None:
    """Keep the input of a dry run; the same input as the last one is not kept twice. Stands inside the deed."""
    data = as_data(frozen)
    mark = fingerprint(data)
    last = round_.trials.defer("frozen").first()
    if last is not None and last.fingerprint == mark:
        return
    number = last.number + 1 if last else 1
    Trial.objects.create(round=round_, number=number, frozen=data, fingerprint=mark, by_id=by.user_id, at=at)
    round_.trials.filter(number__lte=number - KEPT).delete()
