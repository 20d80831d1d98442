"""Logging a touch, putting one right and taking one out. All can be undone from the log."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.journal.pictures import picture
from alisveien.journal.seen import against_unseen
from alisveien.journal.services import record
from alisveien.outreach import rules
from alisveien.outreach.models import Touch
from alisveien.outreach.telling import LABELS, SHOWS
from alisveien.places.models import Place

TYPED = ("kind", "on", "role", "note")
SHOWN = ("kind", "on", "role", "note", "is_removed")


@transaction.atomic
def log_touch(*, place: Place, kind: str, on: date, role: str = "", note: str = "", by: Actor, at: datetime) -> Touch:
    """Write down a meeting, visit, call, course or letter with a municipality. Raises NotAllowed, RuleBroken."""
    allow(rules.may_follow_up_place(by, place.pk), _refused())
    agree(rules.against_logging(place, kind=kind, on=on, role=role, note=note, today=norwegian_day(at)))
    touch = Touch(place=place, kind=kind, on=on, role=role, note=note.strip(), is_removed=True, by_id=by.user_id, at=at)
    before = picture(touch, *SHOWN)
    touch.is_removed = False
    touch.save()
    after = picture(touch, *SHOWN)
    record("outreach.touch.logged", about=touch, by=by, at=at, before=before, after=after, places=[place.pk])
    return touch


@transaction.atomic
def change_touch(
    *, touch: Touch, kind: str, on: date, role: str = "", note: str = "", seen: str, by: Actor, at: datetime
) -> Touch:
    """Put right what was logged. ``seen`` is the mark of what the page showed. Raises NotAllowed, RuleBroken."""
    touch = Touch.objects.select_for_update(of=("self",)).select_related("place").get(pk=touch.pk)
    allow(rules.may_follow_up_place(by, touch.place_id), _refused())
    before = picture(touch, *TYPED)
    touch.kind, touch.on, touch.role, touch.note = kind, on, role, note.strip()
    after = picture(touch, *TYPED)
    agree(
        rules.against_removing(touch)
        + rules.against_logging(touch.place, kind=kind, on=on, role=role, note=note, today=norwegian_day(at))
        + against_unseen(seen, before, after, LABELS, SHOWS)
    )
    if before != after:
        touch.save(update_fields=list(TYPED))
        places = [touch.place_id]
        record("outreach.touch.changed", about=touch, by=by, at=at, before=before, after=after, places=places)
    return touch


@transaction.atomic
def remove_touch(*, touch: Touch, by: Actor, at: datetime) -> Touch:
    """Take out a touch that was logged by mistake. Raises NotAllowed, RuleBroken."""
    touch = Touch.objects.select_for_update(of=("self",)).get(pk=touch.pk)
    allow(rules.may_follow_up_place(by, touch.place_id), _refused())
    agree(rules.against_removing(touch))
    before = picture(touch, "is_removed")
    touch.is_removed = True
    touch.save(update_fields=["is_removed"])
    after = picture(touch, "is_removed")
    record("outreach.touch.removed", about=touch, by=by, at=at, before=before, after=after, places=[touch.place_id])
    return touch


def _refused() -> str:
    return _("Kontoret som følger kommunen, og nasjonal koordinator kan føre kontakt.")
