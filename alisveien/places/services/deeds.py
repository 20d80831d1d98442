"""One place at a time: make it, give it another name or number, let it belong elsewhere, close it."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.days import norwegian_day
from alisveien.base.errors import agree, allow
from alisveien.journal.pictures import picture
from alisveien.journal.seen import mark_of, told_now
from alisveien.places import rules
from alisveien.places.models import Belonging, DepartmentFacts, Naming, Place, RegisterChange, valid_on
from alisveien.places.queries_edit import names_of, ties_of
from alisveien.places.services.ledger import SOURCE, Ledger
from alisveien.places.services.standing import bring_up_to_date
from alisveien.places.telling import NAMING_LABELS

Way = Belonging.Kind
Did = RegisterChange.Kind


def refused() -> str:
    """What is said to one who may not keep the register."""
    return _("Registeret endres av nasjonal koordinator eller systemadministrator. Si fra til dem.")


def naming_at(place: Place, day: date) -> Naming | None:
    """The name and number a place has on a day, locked; None when it is not there then."""
    return Naming.objects.select_for_update().filter(valid_on(day), place=place).first()


def belonging_at(place: Place | None, way: str, day: date) -> Belonging | None:
    """What a place belongs to on a day in one way, locked; None for nothing."""
    return Belonging.objects.select_for_update().filter(valid_on(day), place=place, kind=way).first()


@transaction.atomic
def create_place(
    *,
    kind: str,
    code: str,
    name: str,
    parent: Place | None,
    effective_on: date,
    why: str,
    by: Actor,
    at: datetime,
) -> RegisterChange:
    """Put a new place in the register from a day. Raises NotAllowed, RuleBroken."""
    allow(rules.may_create(by, parent), refused())
    agree(rules.against_creating(kind=kind, code=code, parent=parent, effective_on=effective_on))
    ledger = Ledger()
    place = made(ledger, Place(kind=kind, code=code, name=name, parent=parent), effective_on)
    if kind == Place.Kind.DEPARTMENT and parent is not None:
        ledger.make(DepartmentFacts(place=place, hospital_label=parent.name[:120], grade="named", source=SOURCE), place)
    bring_up_to_date([place], norwegian_day(at))
    title = _("{name} opprettet").format(name=place.name)
    return ledger.close(kind=Did.CREATE, title=title, effective_on=effective_on, why=why, by=by, at=at)


def made(ledger: Ledger, place: Place, effective_on: date) -> Place:
    """Write a new place with its first name and what it lies under, from a day."""
    place.valid_from, place.by_hand = effective_on, True
    place.search_text = f"{place.name} {place.code}"
    ledger.make(place, place)
    ledger.make(named(place, place.code, place.name, effective_on, None), place)
    if place.parent_id is not None:
        ledger.make(belongs(place, place.parent_id, Way.PARENT, effective_on, None), place)
    return place


def named(place: Place, code: str, name: str, start: date | None, end: date | None) -> Naming:
    """A naming to be written."""
    short = name if place.short_name or place.kind == Place.Kind.MUNICIPALITY else ""
    return Naming(
        place=place,
        kind=place.kind,
        code=code,
        name=name,
        short_name=short,
        valid_from=start,
        valid_to=end,
        source=SOURCE,
    )


def belongs(
    place: Place | None, to_id: int, way: str, start: date | None, end: date | None, note: str = ""
) -> Belonging:
    """A belonging to be written."""
    return Belonging(place=place, to_id=to_id, kind=way, valid_from=start, valid_to=end, note=note, source=SOURCE)


@transaction.atomic
def rename_place(
    *, place: Place, name: str, code: str, effective_on: date, why: str, seen: str, by: Actor, at: datetime
) -> RegisterChange:
    """Give a place another name, number or both from a day, until its next change. Raises NotAllowed, RuleBroken.

    ``seen`` is the mark of the names (`queries_edit.names_of`) the page was written on.
    """
    allow(rules.may_edit_register(by, place), refused())
    current = naming_at(place, effective_on)
    agree(rules.against_renaming(place, name=name, code=code, current=current, effective_on=effective_on))
    assert current is not None
    if seen != mark_of(names_of(place)):
        agree(told_now(picture(current, "name", "code"), {"name": name, "code": code}, NAMING_LABELS))
    ledger = Ledger()
    rename(ledger, place, current, name=name, code=code, effective_on=effective_on)
    bring_up_to_date([place], norwegian_day(at))
    title = _("{before} ble {after}").format(before=f"{current.name} ({current.code})", after=f"{name} ({code})")
    return ledger.close(kind=Did.RENAME, title=title, effective_on=effective_on, why=why, by=by, at=at)


def rename(ledger: Ledger, place: Place, current: Naming, *, name: str, code: str, effective_on: date) -> None:
    """End a naming on a day and write the next, which lasts as long as the one before would have."""
    end = current.valid_to
    ledger.change(current, place, valid_to=effective_on)
    ledger.make(named(place, code, name, effective_on, end), place)


@transaction.atomic
def move_place(
    *, place: Place, way: str, to: Place | None, effective_on: date, why: str, seen: str, by: Actor, at: datetime
) -> RegisterChange:
    """Let a place belong to another, in one way, from a day; None: to none. Raises NotAllowed, RuleBroken.

    ``seen`` is the mark of what it belonged to (`queries_edit.ties_of`) when the page was written.
    """
    allow(rules.may_move(by, place, way), refused())
    current = belonging_at(place, way, effective_on)
    agree(rules.against_moving(place, way=way, to=to, current=current, effective_on=effective_on))
    if seen != mark_of(ties_of(place)):
        now, typed = (one.name if one else "" for one in (current and current.to, to))
        agree(told_now({way: now}, {way: typed}, {way: Way(way).label.capitalize()}))
    ledger = Ledger()
    move(ledger, place, way, current=current, to_id=to.pk if to else None, effective_on=effective_on, note=why)
    bring_up_to_date([place], norwegian_day(at))
    title = _("{name}, {way}: {to}").format(name=place.name, way=Way(way).label, to=to.name if to else _("ingen"))
    return ledger.close(kind=Did.MOVE, title=title, effective_on=effective_on, why=why, by=by, at=at)


def move(
    ledger: Ledger,
    place: Place,
    way: str,
    *,
    current: Belonging | None,
    to_id: int | None,
    effective_on: date,
    note: str = "",
) -> None:
    """End a belonging on a day and write the next, which lasts until what was already known to come."""
    end = current.valid_to if current else _next_start(place, way, effective_on)
    if current is not None:
        ledger.change(current, place, valid_to=effective_on)
    if to_id is not None:
        ledger.make(belongs(place, to_id, way, effective_on, end, note), place)


def _next_start(place: Place, way: str, day: date) -> date | None:
    coming = Belonging.objects.filter(place=place, kind=way, valid_from__gt=day).order_by("valid_from").first()
    return coming.valid_from if coming else None


@transaction.atomic
def close_place(*, place: Place, effective_on: date, why: str, seen: str, by: Actor, at: datetime) -> RegisterChange:
    """Take a place out of the register from a day; what it was stays. Raises NotAllowed, RuleBroken.

    ``seen`` is the mark of its names and belongings (`queries_edit.ties_of`) when the page was written.
    """
    allow(rules.may_edit_register(by, place), refused())
    current = naming_at(place, effective_on)
    below = Belonging.objects.filter(valid_on(effective_on), valid_on(effective_on, "place__namings__"), to=place)
    count = below.filter(place__isnull=False).distinct().count()
    agree(rules.against_closing(place, current=current, below=count, effective_on=effective_on))
    assert current is not None
    if seen != mark_of(ties_of(place)):
        agree(told_now(picture(current, "name", "code"), {}, NAMING_LABELS))
    ledger = Ledger()
    end(ledger, place, effective_on)
    bring_up_to_date([place], norwegian_day(at))
    title = _("{name} avsluttet {day}").format(name=place.name, day=date_format(effective_on, "j. F Y"))
    return ledger.close(kind=Did.CLOSE, title=title, effective_on=effective_on, why=why, by=by, at=at)


def end(ledger: Ledger, place: Place, day: date) -> None:
    """End every name and belonging of a place on a day; what was to begin later is taken away."""
    for row in _rows_of(place):
        if row.valid_from is not None and row.valid_from >= day:
            ledger.drop(row, place)
        elif row.valid_to is None or row.valid_to > day:
            ledger.change(row, place, valid_to=day)


def _rows_of(place: Place) -> Iterable[Naming | Belonging]:
    yield from Naming.objects.select_for_update().filter(place=place)
    yield from Belonging.objects.select_for_update().filter(place=place)
