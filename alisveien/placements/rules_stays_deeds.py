"""Who may move a placement's days or split it, and what speaks against it (S2 chapter 3)."""

from datetime import date, timedelta

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.engines.calendar.half_year import HalfYear
from alisveien.placements.models import Interruption, Placement, SwapSide
from alisveien.places.models import Place

State = Placement.State
LONGEST = timedelta(days=184)
"""How much longer a placement can become."""
MOST_WHY = 300


def may_decide_stay(actor: Actor, placement: Placement) -> bool:
    """True for the trust's coordinators, who decide about its posts. Never by a link."""
    return actor.link is None and actor.may(Permission.DISTRIBUTE, placement.post.trust_id)


def middle_of(placement: Placement) -> date:
    """The first day of the second half of a placement that is served from a first of March or September."""
    return date(placement.from_on.year, placement.from_on.month + 3, 1)


def against_extending(placement: Placement, to_on: date | None = None) -> list[str]:
    """Why a placement cannot be made longer (to a day, or at all)."""
    reasons = _against_moving_days(placement)
    if to_on is not None and to_on <= placement.to_on:
        reasons.append(_("Velg en dag etter siste dag i plassen."))
    if to_on is not None and to_on > placement.to_on + LONGEST:
        reasons.append(_("En plass kan forlenges med høyst et halvt år."))
    if to_on is not None and _taken(placement, to_on):
        reasons.append(_("Plassen eller legen er opptatt på noen av dagene."))
    return reasons


def _taken(placement: Placement, to_on: date) -> bool:
    """Whether the post or the doctor is held by another placement on days after the last one."""
    later = Placement.objects.exclude(pk=placement.pk).exclude(state=State.CANCELLED)
    later = later.filter(from_on__lte=to_on, to_on__gt=placement.to_on)
    return later.filter(doctor=placement.doctor).exists() or later.filter(post=placement.post).exists()


def against_interrupting(placement: Placement, from_on: date | None = None, to_on: date | None = None) -> list[str]:
    """Why days of a placement cannot be left out."""
    reasons = _against_moving_days(placement)
    if from_on is None or to_on is None:
        return reasons
    if to_on < from_on:
        reasons.append(_("Siste dag må være etter første dag."))
    if from_on < placement.from_on or to_on > placement.to_on:
        reasons.append(_("Avbruddet må være innenfor plassen."))
    if Interruption.objects.filter(placement=placement, from_on__lte=to_on, to_on__gte=from_on).exists():
        reasons.append(_("Det er ført et avbrudd på noen av dagene alt."))
    return reasons


def against_ending(placement: Placement, last_on: date | None = None) -> list[str]:
    """Why a placement cannot end before its time: only one that has begun can."""
    reasons = []
    if placement.state == State.AGREED:
        reasons.append(_("Plassen har ikke begynt. Den faller bort når legen trekker seg fra tilbudet."))
    elif placement.state != State.BEGUN:
        reasons.append(_("Plassen er over."))
    if last_on is not None and not placement.from_on <= last_on < placement.to_on:
        reasons.append(_("Siste dag må være i plassen, og før den siste dagen som er avtalt."))
    return reasons


def against_splitting(placement: Placement, ward: Place | None = None, why: str | None = None) -> list[str]:
    """Why a placement cannot be served at two units: the doctor must wish and need it, the trust must arrange it."""
    reasons = []
    if placement.state != State.AGREED:
        reasons.append(_("Plassen har begynt eller er over. Den kan bare deles før første dag."))
    if len(placement.units.all()) != 1:
        reasons.append(_("Plassen er delt alt."))
    if has_live_swap(placement):
        reasons.append(_("Det er foreslått eller avtalt et bytte for plassen. Trekk eller angre det først."))
    if not placement.nomination.can_be_split:
        reasons.append(_("Kommunen har ikke meldt at legen ønsker og trenger 3 + 3. Be kommunen endre innmeldingen."))
    if not is_whole(placement):
        reasons.append(_("Bare en plass for et helt halvår kan deles."))
    if ward is not None and ward.pk in {unit.department_id for unit in placement.units.all()}:
        reasons.append(_("Velg en annen avdeling enn den første."))
    if why is not None and not why.strip():
        reasons.append(_("Skriv hvordan foretaket legger til rette."))
    if why is not None and len(why) > MOST_WHY:
        reasons.append(_("Begrunnelsen kan ha høyst {most} tegn.").format(most=MOST_WHY))
    return reasons


def against_joining(placement: Placement) -> list[str]:
    """Why a split placement cannot be made one again."""
    if len(placement.units.all()) != 2:
        return [_("Plassen er ikke delt.")]
    if placement.state != State.AGREED:
        return [_("Plassen har begynt, og kan ikke samles.")]
    if has_live_swap(placement):
        return [_("Det er foreslått eller avtalt et bytte for plassen. Trekk eller angre det først.")]
    return []


def has_live_swap(placement: Placement) -> bool:
    """Whether a swap in mid-term is proposed or made for a placement. One query."""
    return SwapSide.objects.filter(placement=placement, live=True).exists()


def _against_moving_days(placement: Placement) -> list[str]:
    if placement.state in (State.AGREED, State.BEGUN):
        return []
    return [_("Plassen er over.")]


def is_whole(placement: Placement) -> bool:
    """Whether a placement lasts the whole half-year of its post."""
    half = HalfYear(placement.post.year, placement.post.half)
    return (placement.from_on, placement.to_on) == (half.starts_on, half.ends_on)
