"""Municipalities merged and divided, as in the reforms of 2020 and 2024.

The one that keeps its number (or, in a division, its name) goes on as the same place; the others end or begin.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import RuleBroken, agree, allow
from alisveien.places import rules
from alisveien.places.models import (
    Belonging,
    MunicipalityFacts,
    Naming,
    Place,
    PlaceFigure,
    RegisterChange,
    Succession,
    valid_on,
)
from alisveien.places.services.deeds import (
    Did,
    Way,
    belongs,
    end,
    made,
    move,
    naming_at,
    refused,
    rename,
)
from alisveien.places.services.ledger import SOURCE, Ledger, hundredths
from alisveien.places.services.standing import bring_up_to_date

Kind = Place.Kind
Carry = Callable[[Ledger, Sequence[Place], Place, date, datetime], None]
"""What else follows when places end and another goes on: given by those above, written in the same ledger."""


def nothing(ledger: Ledger, former: Sequence[Place], onward: Place, day: date, at: datetime) -> None:
    """Nothing but the register itself follows."""


@dataclass(frozen=True, slots=True)
class Part:
    """What comes of a division: a number and a name, and how many people live there (None: as before)."""

    code: str
    name: str
    people: int | None = None


@transaction.atomic
def merge_municipalities(
    *,
    places: Sequence[Place],
    code: str,
    name: str,
    effective_on: date,
    why: str,
    by: Actor,
    at: datetime,
    carry: Carry = nothing,
) -> RegisterChange:
    """Make one municipality of several from a day. The one whose number it keeps goes on; else a new one begins.

    What lies under those that end moves to the one that goes on, and what ``carry`` takes along when the day has come.
    Raises NotAllowed, RuleBroken.
    """
    allow(all(rules.may_edit_register(by, place) for place in places), refused())
    before = effective_on - timedelta(days=1)
    namings = {place.pk: naming for place in places if (naming := naming_at(place, before))}
    agree(
        rules.against_merging(places, there=set(namings), effective_on=effective_on)
        + rules.against_code(Kind.MUNICIPALITY, code)
    )
    ledger = Ledger()
    onward = merge(ledger, places, namings, Part(code, name), effective_on)
    bring_up_to_date(ledger.places.values(), norwegian_day(at))
    if effective_on <= norwegian_day(at):
        carry(ledger, [place for place in places if place.pk != onward.pk], onward, effective_on, at)
    title = _("{names} ble {name} ({code})").format(
        names=", ".join(place.name for place in places), name=name, code=code
    )
    return ledger.close(kind=Did.MERGE, title=title, effective_on=effective_on, why=why, by=by, at=at)


def merge(ledger: Ledger, places: Sequence[Place], namings: Mapping[int, Naming], result: Part, day: date) -> Place:
    """Write that places became one on a day; the one. ``namings`` are those of the day before, by place."""
    onward = next((place for place in places if namings[place.pk].code == result.code), None)
    if onward is None:
        model = max(places, key=_people)
        for place in places:
            end(ledger, place, day)
        onward = _made_like(ledger, model, Part(result.code, result.name, sum(_people(place) for place in places)), day)
    elif namings[onward.pk].name != result.name:
        rename(ledger, onward, namings[onward.pk], name=result.name, code=result.code, effective_on=day)
    former = [place for place in places if place.pk != onward.pk]
    for place in former:
        end(ledger, place, day)
        _succeeded(ledger, place, onward, day, Succession.Kind.MERGE)
    _take_over(ledger, former, onward, day)
    return onward


def _people(place: Place) -> int:
    facts = MunicipalityFacts.objects.filter(place=place).first()
    return facts.population if facts else 0


def _succeeded(ledger: Ledger, former: Place, later: Place, on: date, kind: str) -> None:
    ledger.make(Succession(former=former, later=later, on=on, kind=kind, source=SOURCE), former, later)


def _take_over(ledger: Ledger, former: Iterable[Place], onward: Place, day: date) -> None:
    """Move districts, agencies and whatever else lies under places that end, to the one that goes on."""
    below = Belonging.objects.select_for_update(of=("self",)).filter(
        valid_on(day), to__in=[place.pk for place in former], kind=Way.PARENT
    )
    for row in below.select_related("place"):
        assert row.place is not None
        move(ledger, row.place, Way.PARENT, current=row, to_id=onward.pk, effective_on=day)


def _made_like(ledger: Ledger, model: Place, part: Part, day: date) -> Place:
    """A new municipality that belongs where another did the day before, with what is known of that one."""
    assert part.people is not None  # a merger sums them, and a division of a new one is refused without
    place = Place(kind=Kind.MUNICIPALITY, code=part.code, name=part.name, short_name=part.name, parent=model.parent)
    made(ledger, place, day)
    for row in Belonging.objects.filter(valid_on(day - timedelta(days=1)), place=model).exclude(kind=Way.PARENT):
        ledger.make(belongs(place, row.to_id, row.kind, day, None), place)
    facts = MunicipalityFacts.objects.filter(place=model).first()
    if facts is not None:
        ledger.make(_facts_like(facts, place, part, day), place)
    people = hundredths(part.people)
    ledger.make(PlaceFigure(place=place, what=PlaceFigure.What.POPULATION, on=day, value=people, source=SOURCE), place)
    return place


def _facts_like(facts: MunicipalityFacts, place: Place, part: Part, day: date) -> MunicipalityFacts:
    skip = {"place_id", "org_number", "name_sme", "name_smj", "name_sma", "name_fkv"}
    copied = {
        field.attname: getattr(facts, field.attname)
        for field in facts._meta.concrete_fields
        if field.attname not in skip
    }
    copied |= {"official_name": part.name, "unique_name": part.name, "population": part.people, "population_on": day}
    return MunicipalityFacts(place=place, **copied)


@transaction.atomic
def split_municipality(
    *,
    place: Place,
    parts: Sequence[Part],
    effective_on: date,
    why: str,
    by: Actor,
    at: datetime,
    carry: Carry = nothing,
) -> RegisterChange:
    """Divide a municipality from a day. A part with its name goes on as the same; one with another's number is that.

    A part that is neither is new and needs its population. What ``carry`` takes along goes to the first part when no
    part goes on as the same. Raises NotAllowed, RuleBroken.
    """
    allow(rules.may_edit_register(by, place), refused())
    current = naming_at(place, effective_on - timedelta(days=1))
    there = {place.pk} if current else set()
    reasons = rules.against_splitting(place, parts=parts, there=there, effective_on=effective_on)
    agree(reasons + [reason for part in parts for reason in rules.against_code(Kind.MUNICIPALITY, part.code)])
    assert current is not None
    ledger = Ledger()
    onward = next((part for part in parts if part.name == current.name), None)
    if onward is None:
        end(ledger, place, effective_on)
    elif onward.code != current.code:
        rename(ledger, place, current, name=onward.name, code=onward.code, effective_on=effective_on)
    heirs = [_heir(ledger, place, part, effective_on) for part in parts if part is not onward]
    if onward is None:
        _take_over(ledger, [place], heirs[0], effective_on)
    bring_up_to_date(ledger.places.values(), norwegian_day(at))
    if onward is None and effective_on <= norwegian_day(at):
        carry(ledger, [place], heirs[0], effective_on, at)
    title = _("{name} delt: {parts}").format(name=current.name, parts=", ".join(part.name for part in parts))
    return ledger.close(kind=Did.SPLIT, title=title, effective_on=effective_on, why=why, by=by, at=at)


def _heir(ledger: Ledger, place: Place, part: Part, day: date) -> Place:
    """The municipality a part becomes: one that has the number already, or a new one."""
    naming = Naming.objects.filter(valid_on(day), kind=Kind.MUNICIPALITY, code=part.code).exclude(place=place).first()
    if naming is not None:
        heir = naming.place
    elif part.people is None:
        raise RuleBroken([_("Skriv folketallet til {name}, som er ny.").format(name=part.name)])
    else:
        heir = _made_like(ledger, place, part, day)
    _succeeded(ledger, place, heir, day, Succession.Kind.SPLIT)
    return heir
