"""Writing down what is agreed about a stay in hospital: its parts, lines ticked by hand, teaching that was held."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.journal.history import history_context
from alisveien.journal.pictures import picture
from alisveien.journal.services import record
from alisveien.placements import queries_stays as queries
from alisveien.placements import rules_stays as rules
from alisveien.placements.models import Placement, ReadinessItem, ReadinessTick, Stay, Teaching

PERSON = ("supervisor_name", "supervisor_role", "supervisor_email")
"""Who the supervisor is: kept with the stay, never in the journal."""


@transaction.atomic
def change_stay(
    *, placement: Placement, part: str, values: Mapping[str, Any], version: int, by: Actor, at: datetime
) -> Stay:
    """Write one part (`rules_stays.PARTS`) of what is agreed. ``version`` is what one saw.

    Raises NotAllowed for the other side, and RuleBroken when it cannot stand or others have changed it meanwhile.
    """
    placement = queries.locked_placement(placement.pk)
    allow(rules.may_change_part(by, placement, part), _who(part))
    stay = Stay.objects.filter(placement=placement).first() or Stay(placement=placement)
    agree(rules.against_changing_part(placement, stay, values, version))
    named = tuple(name for name in rules.PARTS[part] if name not in PERSON)
    before, person = picture(stay, *named), [getattr(stay, name) for name in PERSON]
    for name in rules.PARTS[part]:
        setattr(stay, name, values[name])
    stay.version += 1
    with history_context(by):
        stay.save()
    after, where = picture(stay, *named), _places(placement)
    if after != before:
        _record_change(part, stay, by, at, before, after, where)
    if [getattr(stay, name) for name in PERSON] != person:
        record("placements.stay.supervisor_named", about=stay, by=by, at=at, places=where)
    return stay


def _record_change(
    part: str,
    stay: Stay,
    by: Actor,
    at: datetime,
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    places: list[int],
) -> None:
    if part == rules.HOME:
        record("placements.stay.home_changed", about=stay, by=by, at=at, before=before, after=after, places=places)
    elif part == rules.GOALS:
        record("placements.stay.assessed", about=stay, by=by, at=at, before=before, after=after, places=places)
    else:
        record("placements.stay.hospital_changed", about=stay, by=by, at=at, before=before, after=after, places=places)


@transaction.atomic
def tick_item(*, placement: Placement, item: ReadinessItem, done: bool, by: Actor, at: datetime) -> None:
    """Tick a line of the readiness list by hand, or take the tick away. Done twice, the second changes nothing.

    Raises NotAllowed for the other side, and RuleBroken when the line is not ticked by hand for this placement.
    """
    placement = queries.locked_placement(placement.pk)
    allow(rules.may_tick(by, placement, item), _("Bare den som har ansvar for punktet, kan krysse det av."))
    agree(rules.against_ticking(placement, item))
    ticks = ReadinessTick.objects.filter(placement=placement, item=item)
    if ticks.exists() == done:
        return
    with history_context(by):
        if done:
            ReadinessTick.objects.create(placement=placement, item=item, done_on=norwegian_day(at))
        else:
            ticks.delete()
    kept = {"item": item.code, "done": done}
    record("placements.placement.ticked", about=placement, by=by, at=at, after=kept, places=_places(placement))


@transaction.atomic
def add_teaching(*, placement: Placement, on: date, theme: str, where: str, by: Actor, at: datetime) -> Teaching:
    """Write down a session of teaching on cooperation. Raises NotAllowed, and RuleBroken outside the days served."""
    placement = queries.locked_placement(placement.pk)
    allow(rules.may_teach(by, placement), _("Legen og helseforetaket fører undervisningen."))
    agree(rules.against_teaching(placement, on, theme))
    with history_context(by):
        made = Teaching.objects.create(placement=placement, on=on, theme=theme, where=where.strip())
    after = {"on": on.isoformat(), "theme": theme}
    record("placements.placement.taught", about=placement, by=by, at=at, after=after, places=_places(placement))
    return made


@transaction.atomic
def remove_teaching(*, placement: Placement, teaching: int, by: Actor, at: datetime) -> None:
    """Take a session away that was written down by a mistake. Raises NotAllowed; one that is gone changes nothing."""
    placement = queries.locked_placement(placement.pk)
    allow(rules.may_teach(by, placement), _("Legen og helseforetaket fører undervisningen."))
    found = Teaching.objects.filter(placement=placement, pk=teaching).first()
    if found is None:
        return
    before = {"on": found.on.isoformat(), "theme": found.theme}
    with history_context(by):
        found.delete()
    record("placements.placement.untaught", about=placement, by=by, at=at, before=before, places=_places(placement))


def _who(part: str) -> str:
    if part == rules.HOME:
        return _("Bare kommunen fører dette. Spør lederen eller kommuneoverlegen.")
    return _("Bare helseforetaket fører dette. Spør koordinatoren.")


def _places(placement: Placement) -> list[int]:
    """Where the deed is told: at home and at the trust."""
    return [placement.doctor.municipality_id, placement.post.trust_id]
