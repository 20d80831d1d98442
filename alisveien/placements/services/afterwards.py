"""What is typed in a second window after the first one has sent the draft: kept as a draft of its own."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from alisveien.base.actor import Actor
from alisveien.engines.nominations.cells import Cells, shown
from alisveien.engines.nominations.columns import WISHES
from alisveien.placements import answers as said
from alisveien.placements.models import Draft, Nomination
from alisveien.placements.services.drafts import begin_change, begin_draft, keep_typed


@transaction.atomic
def keep_after_sending(*, nomination: Nomination, typed: Mapping[str, str], by: Actor, at: datetime) -> Draft | None:
    """Keep what says otherwise than the nomination that was sent: as the actor's draft of a change, not sent.

    Another HPR number than the one sent becomes a draft of a new nomination. None when nothing was different.
    Raises NotAllowed, and RuleBroken when the nomination cannot be changed any more.
    """
    doctor = nomination.doctor
    if typed.get("hpr_number", "").strip() not in ("", doctor.hpr_number):
        draft = begin_draft(home=doctor.unit or nomination.municipality, by=by, at=at)
        return keep_typed(draft=draft, typed=typed, by=by, at=at)
    others = said_otherwise(said.typed_of(nomination), typed)
    if not others:
        return None
    return keep_typed(draft=begin_change(nomination=nomination, by=by, at=at), typed=others, by=by, at=at)


def said_otherwise(stands: Mapping[str, str], typed: Mapping[str, str]) -> dict[str, str]:
    """The fields typed that say otherwise than what stands; a wish as a whole, a date however it was written."""
    plain = _without_gaps({name: _plain(name, text) for name, text in typed.items()})
    items = set(said.changed_items(stands, {**stands, **plain}))
    return {
        name: plain[name]
        for item, names in said.ITEMS.items()
        if item in items and item not in ("hpr_number", "trust")
        for name in names
        if name in plain
    }


def _plain(name: str, text: str) -> str:
    day = Cells({name: text}).day(name) if name in said.DATES else None
    return shown(day) if day else text.strip()


def _without_gaps(typed: dict[str, str]) -> dict[str, str]:
    """The wishes numbered anew without the empty ones, as they are when they have been sent."""
    fields = [said.wish_fields(number) for number in range(1, WISHES + 1)]
    if not any(names[0] in typed for names in fields):
        return typed
    wishes = [[typed.get(name, "") for name in names] for names in fields]
    kept = [one for one in wishes if any(one)] + [["", "", ""]] * WISHES
    return {
        **typed,
        **{name: text for names, one in zip(fields, kept, strict=False) for name, text in zip(names, one, strict=True)},
    }
