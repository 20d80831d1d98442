"""What speaks against taking back that a placement was made longer, or ended early: nothing may follow from it."""

from datetime import date

from django.utils.translation import gettext as _

from alisveien.journal.models import Entry
from alisveien.placements.models import Placement
from alisveien.posts.models import Post

State = Placement.State
EXTENDED, ENDED = "placements.placement.extended", "placements.placement.ended_early"


def last_move(placement: Placement) -> Entry | None:
    """The last time the days of a placement were moved, None when that is taken back or never was."""
    moves = Entry.objects.filter(
        about_model="placements.placement", about_id=placement.pk, kind__in=(EXTENDED, ENDED), undone_by=None
    )
    return moves.order_by("-pk").first()


def day_before(entry: Entry) -> date:
    """The last day a placement had before its days were moved."""
    return date.fromisoformat((entry.before or {})["to_on"])


def against_undoing_extension(placement: Placement, today: date) -> list[str]:
    """Why a placement cannot get back the last day it had before it was made longer."""
    entry = last_move(placement)
    if entry is None or entry.kind != EXTENDED or "post_to_on" not in (entry.before or {}):
        return [_("Det er ingen forlengelse å angre.")]
    if placement.state not in (State.AGREED, State.BEGUN):
        return [_("Plassen er over.")]
    reasons, before = [], day_before(entry)
    if today > before:
        reasons.append(_("De nye dagene har begynt."))
    if placement.interruptions.filter(to_on__gt=before).exists():
        reasons.append(_("Det er ført et avbrudd i de nye dagene. Ta det bort først."))
    return reasons


def against_undoing_ending(placement: Placement, today: date) -> list[str]:
    """Why a placement that was ended early cannot go on as it was agreed."""
    entry = last_move(placement)
    if entry is None or entry.kind != ENDED or "units" not in (entry.before or {}):
        return [_("Det er ingen avslutning å angre.")]
    reasons, before = [], day_before(entry)
    if today > before:
        reasons.append(_("Den avtalte tiden er over."))
    rest = Post.objects.filter(pk=(entry.after or {})["rest"], state=Post.State.OPEN)
    if not rest.filter(offers=None, placements=None, rests=None).exists():
        reasons.append(_("Resten av plassen er tatt i bruk eller trukket."))
    later = Placement.objects.exclude(pk=placement.pk).exclude(state=State.CANCELLED)
    if later.filter(doctor=placement.doctor, from_on__lte=before, to_on__gt=placement.to_on).exists():
        reasons.append(_("Legen har en annen plass i de dagene."))
    return reasons
