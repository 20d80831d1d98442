"""Who may propose, answer and undo a swap of departments in mid-term, and what speaks against it (S2 chapter 3)."""

from datetime import date

from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.placements.models import Placement, PlacementUnit, Swap, SwapSide
from alisveien.placements.rules_stays import is_own
from alisveien.placements.rules_stays_deeds import MOST_WHY, has_live_swap, is_whole, may_decide_stay, middle_of

Answer = SwapSide.Answer
STANDING = (Placement.State.AGREED, Placement.State.BEGUN)


def may_answer_self(actor: Actor, placement: Placement) -> bool:
    """True for the doctor whose placement it is."""
    return is_own(actor, placement)


def may_answer_swap(actor: Actor, placement: Placement) -> bool:
    """True for the doctor, and for the trust when the doctor has asked it to."""
    return is_own(actor, placement) or may_decide_stay(actor, placement)


def may_see_swap(actor: Actor, placement: Placement) -> bool:
    """True for those who see whom the doctor swaps with: the trust. The doctors are not told who the other is."""
    return may_decide_stay(actor, placement)


def second_unit(placement: Placement) -> PlacementUnit | None:
    """Where the second three months are served: the second unit, else the only one."""
    units = list(placement.units.all())
    return units[-1] if units else None


def against_taking_part(placement: Placement, today: date) -> list[str]:
    """Why a placement cannot be part of a swap, whichever the other one is."""
    reasons, second = [], second_unit(placement)
    if placement.state not in STANDING:
        reasons.append(_("Plassen er over."))
    if not is_whole(placement):
        return [*reasons, _("Bare en plass for et helt halvår kan være med i et bytte.")]
    if today >= middle_of(placement):
        reasons.append(_("De siste tre månedene har begynt."))
    if second is None or second.department_id is None:
        reasons.append(_("Pek ut avdelingen legen er ved, før det byttes."))
    if len(placement.units.all()) == 1 and not placement.nomination.can_be_split:
        reasons.append(_("Kommunen har ikke meldt at legen ønsker og trenger 3 + 3. Be kommunen endre innmeldingen."))
    return reasons


def against_swapping(
    placement: Placement, today: date, other: Placement | None = None, why: str | None = None
) -> list[str]:
    """Why a swap cannot be proposed for a placement (with the other one, or at all)."""
    reasons = against_taking_part(placement, today)
    if has_live_swap(placement):
        reasons.append(_("Det er alt foreslått eller avtalt et bytte for denne plassen."))
    if other is not None:
        reasons += [_("Den andre plassen: {reason}").format(reason=one) for one in against_taking_part(other, today)]
        if has_live_swap(other):
            reasons.append(_("Det er alt foreslått eller avtalt et bytte for den andre plassen."))
        reasons += against_both(placement, other) if not reasons else []
    if why is not None and not why.strip():
        reasons.append(_("Skriv hvordan foretaket legger til rette."))
    if why is not None and len(why) > MOST_WHY:
        reasons.append(_("Begrunnelsen kan ha høyst {most} tegn.").format(most=MOST_WHY))
    return reasons


def against_both(placement: Placement, other: Placement) -> list[str]:
    """Why two placements, each of which could take part, cannot swap with one another."""
    if other.pk == placement.pk or other.post.trust_id != placement.post.trust_id:
        return [_("Velg en annen leges plass ved samme helseforetak.")]
    if other.from_on != placement.from_on:
        return [_("Plassene er ikke i samme halvår.")]
    mine, theirs = second_unit(placement), second_unit(other)
    if not mine or not theirs or mine.department_id == theirs.department_id:
        return [_("De to legene er ved samme avdeling de siste tre månedene.")]
    if theirs.department_id == _first_ward(placement) or mine.department_id == _first_ward(other):
        return [_("En av legene ville blitt ved samme avdeling hele halvåret. Samle plassen i stedet.")]
    return []


def _first_ward(placement: Placement) -> int | None:
    return placement.units.all()[0].department_id


def against_answering(swap: Swap, side: SwapSide, today: date) -> list[str]:
    """Why a side of a swap cannot be answered."""
    if swap.state != Swap.State.PROPOSED:
        return [how_it_stands(swap)]
    if today >= swap.from_on:
        return [_("De siste tre månedene har begynt. Byttet ble ikke noe av.")]
    if side.answer:
        return [_("Legen har alt svart.")]
    return []


def against_the_words(actor: Actor, placement: Placement, asked_how: str) -> list[str]:
    """Why the trust cannot answer for a doctor: it has not said who asked, and how."""
    if may_answer_self(actor, placement) or asked_how.strip():
        return []
    return [_("Skriv hvem som ba deg svare, og hvordan: «Legen, i telefon 3. mars».")]


def against_making(sides: list[SwapSide], today: date) -> list[str]:
    """Why a swap both have said yes to cannot be made: something has changed since it was proposed."""
    reasons = [reason for side in sides for reason in against_taking_part(side.placement, today)]
    if any(_second_ward(side) != side.from_ward_id for side in sides):
        reasons.append(_("En av plassene er endret siden byttet ble foreslått. Foreslå det på nytt."))
    return reasons


def against_ending(swap: Swap, sides: list[SwapSide], why: str | None, today: date) -> list[str]:
    """Why a swap cannot be taken back, or undone: it has begun, or something follows from it."""
    if swap.state not in (Swap.State.PROPOSED, Swap.State.MADE):
        return [how_it_stands(swap)]
    reasons = []
    if swap.state == Swap.State.MADE:
        if today >= swap.from_on:
            reasons.append(_("Byttet har begynt, og kan ikke angres."))
        if any(side.placement.state not in STANDING or _second_ward(side) != side.to_ward_id for side in sides):
            reasons.append(_("En av plassene er endret etter byttet. Det kan ikke angres."))
    if why is not None and not why.strip():
        reasons.append(_("Skriv hvorfor. Begge legene får vite det."))
    if why is not None and len(why) > MOST_WHY:
        reasons.append(_("Begrunnelsen kan ha høyst {most} tegn.").format(most=MOST_WHY))
    return reasons


def _second_ward(side: SwapSide) -> int | None:
    second = second_unit(side.placement)
    return second.department_id if second else None


def how_it_stands(swap: Swap) -> str:
    """A swap in one sentence."""
    return {
        Swap.State.MADE: _("Byttet er avtalt."),
        Swap.State.DECLINED: _("Byttet ble ikke noe av. En av legene svarte nei."),
        Swap.State.WITHDRAWN: _("Forslaget er trukket."),
        Swap.State.UNDONE: _("Byttet er angret."),
    }.get(Swap.State(swap.state), _("Byttet er foreslått."))
