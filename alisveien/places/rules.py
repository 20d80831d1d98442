"""Who may change the register of places, and what speaks against a change."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from alisveien.base.actor import EVERYWHERE, Actor
from alisveien.places.models import Belonging, Place, RegisterChange

EDIT_REGISTER = "edit_register"
"""The permission, by the name it has in ``access.permissions``; that area lies above this one."""

Kind = Place.Kind
Way = Belonging.Kind

EARLIEST, LATEST = date(1900, 1, 1), date(2100, 1, 1)
MADE_BY_HAND = (Kind.DISTRICT, Kind.AGENCY, Kind.STATE_BODY, Kind.DEPARTMENT, Kind.UNIT, Kind.OFFICE)
"""What a person can make anew; municipalities come from others by merging and dividing, the rest by reading in."""

LIES_UNDER: dict[str, tuple[str, ...]] = {
    Kind.MUNICIPALITY: (Kind.COUNTY,),
    Kind.DISTRICT: (Kind.MUNICIPALITY,),
    Kind.AGENCY: (Kind.MUNICIPALITY,),
    Kind.DEPARTMENT: (Kind.HOSPITAL,),
    Kind.HOSPITAL: (Kind.TRUST, Kind.PRIVATE),
    Kind.UNIT: (Kind.TRUST, Kind.PRIVATE),
    Kind.TRUST: (Kind.AUTHORITY,),
    Kind.PRIVATE: (Kind.AUTHORITY,),
}
"""What each kind lies under; a kind that is not here lies under nothing."""

BELONGS_TO: dict[str, tuple[str, ...]] = {
    Way.OFFICE: (Kind.OFFICE,),
    Way.REPRESENTATION: (Kind.OFFICE,),
    Way.AGREEMENT: (Kind.OFFICE,),
    Way.SAM: (Kind.OFFICE,),
    Way.TRUST: (Kind.TRUST, Kind.PRIVATE),
    Way.LOCAL_HOSPITAL: (Kind.AREA,),
    Way.PSYCHIATRIC: (Kind.AREA,),
}
"""The kinds of place a belonging of each kind leads to; for what a place lies under see ``LIES_UNDER``."""

WAYS_OF: dict[str, tuple[str, ...]] = {
    Kind.MUNICIPALITY: (
        Way.OFFICE,
        Way.REPRESENTATION,
        Way.AGREEMENT,
        Way.SAM,
        Way.TRUST,
        Way.LOCAL_HOSPITAL,
        Way.PSYCHIATRIC,
        Way.PARENT,
    ),
    Kind.STATE_BODY: (Way.SAM, Way.AGREEMENT),
}
"""In which ways each kind of place belongs to others; every other kind only lies under something."""

NEVER_NONE = (Way.PARENT, Way.OFFICE, Way.TRUST, Way.LOCAL_HOSPITAL)
"""What a municipality always has one of."""


def may_edit_register(actor: Actor, place: Place | None = None) -> bool:
    """True for those who keep the register; with a place, for those who keep it there: an office for its region."""
    return actor.may(EDIT_REGISTER, place.pk if place else None)


def may_edit_whole_register(actor: Actor) -> bool:
    """True for those who keep the register for the whole country: they read files in and say who covers whom."""
    return actor.reach(EDIT_REGISTER) is EVERYWHERE


def may_create(actor: Actor, parent: Place | None) -> bool:
    """True for those who keep the register where the new place is to lie; what lies nowhere is national."""
    return may_edit_register(actor, parent) if parent else may_edit_whole_register(actor)


def may_move(actor: Actor, place: Place, way: str) -> bool:
    """True for those who keep the register where the place is; which office covers it is a national matter."""
    national = Way.OFFICE, Way.REPRESENTATION, Way.AGREEMENT, Way.SAM
    return may_edit_whole_register(actor) if way in national else may_edit_register(actor, place)


def may_undo_change(actor: Actor, places: Iterable[Place]) -> bool:
    """True for those who keep the register at every place the deed touched."""
    touched = list(places)
    if not touched:
        return may_edit_whole_register(actor)
    return all(may_edit_register(actor, place) for place in touched)


def may_read_change(actor: Actor, change: RegisterChange) -> bool:
    """True for those who keep the register: they read what was done to it."""
    return may_edit_register(actor)


def ways_of(place: Place) -> tuple[str, ...]:
    """In which ways a place can belong to others."""
    return WAYS_OF.get(place.kind, (Way.PARENT,) if place.kind in LIES_UNDER else ())


def against_day(effective_on: date) -> list[str]:
    """What speaks against a day a change takes effect."""
    if EARLIEST <= effective_on < LATEST:
        return []
    return [_("Datoen må være mellom 1900 og 2100.")]


def against_creating(*, kind: str, code: str, parent: Place | None, effective_on: date) -> list[str]:
    """Every reason why a place cannot be made; empty when it can."""
    reasons = against_day(effective_on)
    under = LIES_UNDER.get(kind, ())
    if kind not in MADE_BY_HAND:
        reasons.append(_("Denne typen sted kan ikke opprettes for hånd."))
    if bool(under) != (parent is not None) or (parent is not None and parent.kind not in under):
        reasons.append(_("Velg hva stedet ligger under: {kinds}.").format(kinds=in_words(under) or _("ingenting")))
    return reasons + against_code(kind, code)


def against_code(kind: str, code: str) -> list[str]:
    """What speaks against a number or code for a kind of place."""
    if kind == Kind.MUNICIPALITY and not (code.isascii() and code.isdigit() and len(code) == 4):
        return [_("Et kommunenummer har fire sifre.")]
    if kind == Kind.UNIT and not (code.isascii() and code.isdigit() and len(code) == 9):
        return [_("Et organisasjonsnummer har ni sifre.")]
    return []


def in_words(kinds: Iterable[str]) -> str:
    """Kinds of place in words."""
    return _(" eller ").join(str(Kind(kind).label) for kind in kinds)


def against_renaming(place: Place, *, name: str, code: str, current: Any, effective_on: date) -> list[str]:
    """Every reason why a place cannot get another name or number from a day. ``current`` is its naming then."""
    reasons = against_day(effective_on) + against_code(place.kind, code)
    if current is None:
        reasons.append(_("{name} er ikke i registeret den dagen.").format(name=place.name))
    elif (current.name, current.code) == (name, code):
        reasons.append(_("Navn og nummer er alt slik den dagen."))
    elif current.valid_from == effective_on:
        reasons.append(_("Det er alt en endring fra denne dagen. Angre den først."))
    return reasons


def against_moving(place: Place, *, way: str, to: Place | None, current: Any, effective_on: date) -> list[str]:
    """Every reason why a place cannot belong to another from a day. ``current`` is what it belongs to then."""
    reasons = against_day(effective_on)
    if way not in ways_of(place):
        return [*reasons, _("Et sted av denne typen har ingen slik tilhørighet.")]
    allowed = LIES_UNDER.get(place.kind, ()) if way == Way.PARENT else BELONGS_TO[way]
    if to is None and way in NEVER_NONE:
        reasons.append(_("Velg hva stedet skal tilhøre."))
    if to is not None and to.kind not in allowed:
        reasons.append(_("Det må være {kinds}.").format(kinds=in_words(allowed)))
    if (current.to_id if current else None) == (to.pk if to else None):
        reasons.append(_("Det er alt slik den dagen."))
    elif current is not None and current.valid_from == effective_on:
        reasons.append(_("Det er alt en endring fra denne dagen. Angre den først."))
    return reasons


def against_merging(places: Sequence[Place], *, there: set[int], effective_on: date) -> list[str]:
    """Every reason why municipalities cannot be merged. ``there`` are those in the register the day before."""
    reasons = against_day(effective_on)
    if len({place.pk for place in places}) < 2:
        reasons.append(_("Velg minst to steder."))
    return reasons + _not_there(places, there) + _of_one_kind(places)


def against_splitting(place: Place, *, parts: Sequence[Any], there: set[int], effective_on: date) -> list[str]:
    """Every reason why a municipality cannot be divided. ``parts`` are what comes of it."""
    reasons = against_day(effective_on) + _not_there([place], there) + _of_one_kind([place])
    if len(parts) < 2:
        reasons.append(_("En deling har minst to deler."))
    return reasons


def against_closing(place: Place, *, current: Any, below: int, effective_on: date) -> list[str]:
    """Every reason why a place cannot be closed from a day. ``below`` counts what lies under it then."""
    reasons = against_day(effective_on)
    if place.kind == Kind.MUNICIPALITY:
        reasons.append(_("En kommune slås sammen eller deles; den legges ikke bare ned."))
    if current is None:
        reasons.append(_("{name} er ikke i registeret den dagen.").format(name=place.name))
    elif current.valid_from is not None and current.valid_from >= effective_on:
        reasons.append(_("Stedet må ha vært der minst én dag."))
    if below:
        reasons.append(_("{count} steder ligger under. Flytt eller avslutt dem først.").format(count=below))
    return reasons


def _not_there(places: Iterable[Place], there: set[int]) -> list[str]:
    words = _("{name} er ikke i registeret dagen før.")
    return [words.format(name=place.name) for place in places if place.pk not in there]


def _of_one_kind(places: Iterable[Place]) -> list[str]:
    if all(place.kind == Kind.MUNICIPALITY for place in places):
        return []
    return [_("Bare kommuner kan slås sammen og deles.")]


def against_undoing_change(change: RegisterChange, altered: Sequence[str]) -> list[str]:
    """Every reason why a deed on the register cannot be taken back. ``altered``: what has been changed since."""
    if change.undone_at is not None:
        return [_("Endringen er alt angret.")]
    return [_("{name} er endret siden. Angre den nyeste endringen først.").format(name=name) for name in altered]
