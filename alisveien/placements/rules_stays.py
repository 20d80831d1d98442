"""Who may keep what is agreed about a stay in hospital, and what speaks against writing it down."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from alisveien.access.permissions import Permission
from alisveien.base.actor import Actor
from alisveien.documents.models import Document
from alisveien.journal.handed import Reader
from alisveien.placements.models import Placement, ReadinessItem, Stay, SupervisionPaper, Teaching
from alisveien.placements.rules_nomination import may_read_log as may_read_log_of_nomination

State, Side = Placement.State, ReadinessItem.Side
HOSPITAL, HOME, GOALS = "sykehuset", "kommunen", "laringsmal"
PARTS: dict[str, tuple[str, ...]] = {
    HOSPITAL: (
        *("supervisor_name", "supervisor_role", "supervisor_email", "agreement_on", "employed_on", "on_call"),
        *("midway_on", "midway_held_on"),
    ),
    HOME: ("leave_granted", "leave_granted_on", "locum_arranged", "home_contact_on"),
    GOALS: ("alm055_on", "alm055_by", "alm055_result", "alm085_on", "alm085_by", "alm085_result"),
}
"""Part of what is agreed, as it stands in the address → its fields."""
_GOALS = {"alm055": "ALM 055", "alm085": "ALM 085"}


def may_keep_stay(actor: Actor, placement: Placement) -> bool:
    """True for the hospital's side: the trust's coordinator, and the contact of a unit where it is served."""
    places = [placement.post.trust_id]
    for unit in placement.units.all():
        places += [place for place in (unit.hospital_id, unit.department_id) if place is not None]
    return actor.link is None and any(actor.may(Permission.KEEP_STAYS, place) for place in places)


def may_keep_home(actor: Actor, placement: Placement) -> bool:
    """True for the municipality that employs the doctor, and for the office on its request."""
    doctor = placement.doctor
    at = [doctor.municipality_id, *([doctor.unit_id] if doctor.unit_id else [])]
    return actor.link is None and any(actor.may(Permission.EDIT_DOCTORS, place) for place in at)


def is_own(actor: Actor, placement: Placement) -> bool:
    """True for the doctor of the placement."""
    own = actor.user_id is not None and placement.doctor.user_id == actor.user_id
    return own and actor.may(Permission.SEE_SELF)


def may_change_part(actor: Actor, placement: Placement, part: str) -> bool:
    """True for the side a part belongs to."""
    return may_keep_home(actor, placement) if part == HOME else may_keep_stay(actor, placement)


def may_tick(actor: Actor, placement: Placement, item: ReadinessItem) -> bool:
    """True for the side that answers for the line."""
    return may_keep_home(actor, placement) if item.side == Side.HOME else may_keep_stay(actor, placement)


def may_teach(actor: Actor, placement: Placement) -> bool:
    """True for the doctor and the hospital's side, who know what was held."""
    return is_own(actor, placement) or may_keep_stay(actor, placement)


def may_read_log(actor: Actor, placement: Placement) -> bool:
    """True for those who may read the log where the doctor works, or at the trust."""
    return may_read_log_of_nomination(actor, placement.nomination)


def may_read_paper(placement: Placement, document: Document) -> bool:
    """True when a file is the placement's supervision agreement. Who sees the placement may read it."""
    paper = SupervisionPaper.objects.filter(placement=placement).first()
    return paper is not None and paper.document_id == document.pk


def against_keeping_paper(placement: Placement) -> list[str]:
    """Why the supervision agreement of a placement cannot be put in, or taken away: it has fallen away."""
    return [_("Plassen falt bort, og kan ikke endres.")] if placement.state == State.CANCELLED else []


def against_changing_part(placement: Placement, stay: Stay, values: Mapping[str, Any], version: int) -> list[str]:
    """Every reason why a part cannot be written: fallen away, changed by others meanwhile, or days out of order."""
    reasons = []
    if placement.state == State.CANCELLED:
        reasons.append(_("Plassen falt bort, og kan ikke endres."))
    if version != stay.version:
        reasons.append(_("Andre har endret dette siden du åpnet siden. Last siden på nytt og se over."))
    return [*reasons, *_against_leave(values), *_against_days(placement, values), *_against_assessing(values)]


def _against_leave(values: Mapping[str, Any]) -> list[str]:
    granted, on = values.get("leave_granted"), values.get("leave_granted_on")
    if granted and not on:
        return [_("Oppgi hvilken dag permisjonen ble avgjort.")]
    if on and not granted:
        return [_("Svar ja eller nei på om permisjonen er innvilget.")]
    return []


def _against_days(placement: Placement, values: Mapping[str, Any]) -> list[str]:
    """The talk and the contact with home lie within the days that are served, goals not before them."""
    reasons = []
    labels = {
        "midway_on": _("Midtveissamtalen"),
        "midway_held_on": _("Midtveissamtalen"),
        "home_contact_on": _("Kontakten med veilederen hjemme"),
    }
    for name, label in labels.items():
        day = values.get(name)
        if day and not placement.from_on <= day <= placement.to_on:
            reasons.append(_("{what} må være mens legen er i sykehuset.").format(what=label))
    for goal, label in _GOALS.items():
        day = values.get(f"{goal}_on")
        if day and day < placement.from_on:
            reasons.append(_("{goal} kan ikke vurderes før plassen begynner.").format(goal=label))
    return list(dict.fromkeys(reasons))


def _against_assessing(values: Mapping[str, Any]) -> list[str]:
    reasons = []
    for goal, label in _GOALS.items():
        said = [bool(values.get(f"{goal}_{what}")) for what in ("on", "by", "result")]
        if any(said) and not all(said):
            reasons.append(_("{goal}: oppgi dato, hvem som vurderte, og resultatet.").format(goal=label))
    return reasons


def against_ticking(placement: Placement, item: ReadinessItem) -> list[str]:
    """Why a line cannot be ticked by hand: the data says it, it is not of this placement's list, or it is over."""
    reasons = []
    if item.fact:
        reasons.append(_("Dette krysses av når opplysningen er ført."))
    if placement.from_on < item.from_on or (item.to_on and item.to_on < placement.from_on):
        reasons.append(_("Punktet hører ikke til denne plassen."))
    if placement.state not in (State.AGREED, State.BEGUN):
        reasons.append(_("Plassen er over."))
    return reasons


def against_teaching(placement: Placement, on: date, theme: str) -> list[str]:
    """Why a session cannot be written down: outside the days that are served, or written already."""
    reasons = []
    if not placement.from_on <= on <= placement.to_on:
        reasons.append(_("Undervisningen må være mens legen er i sykehuset."))
    if placement.state == State.CANCELLED:
        reasons.append(_("Plassen falt bort."))
    if Teaching.objects.filter(placement=placement, on=on, theme=theme).exists():
        reasons.append(_("Denne undervisningen er ført alt."))
    return reasons


READERS: dict[str, Reader] = {
    "placements.placement": may_read_log,
    "placements.stay": lambda actor, stay: may_read_log(actor, stay.placement),
}
"""Label of a model → who may read its journal."""
