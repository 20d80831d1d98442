"""What would change if Helsedirektoratet's table were taken over: every difference, before anything is written."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from alisveien.base.actor import Actor
from alisveien.base.folding import folded
from alisveien.establishments.models import Registration, Speciality, TableFile
from alisveien.establishments.queries import Standing, standings_for
from alisveien.establishments.rules import is_open
from alisveien.establishments.rules_dates import FIRST_DAY, counting_on, in_words
from alisveien.establishments.table_reading import Table, TableRow
from alisveien.places.models import Place

Decision = Registration.Decision
IN_TIME = date(2019, 5, 31)
"""Who is registered from 1 March 2019 had applied by this day; which day, the table does not say."""
Values = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Difference:
    """One row that says something else than we do: whose, what in words, and the values that would be written."""

    number: int
    place: Place
    speciality: Speciality
    what: str
    values: Values


@dataclass(frozen=True, slots=True)
class Differences:
    """Everything a table would do. ``absent``: places that count with us and do not stand in the table.

    With a fault nothing is written. ``mark`` changes when anything of it does.
    """

    changes: tuple[Difference, ...]
    same: int
    absent: tuple[Standing, ...]
    faults: tuple[str, ...]
    others: int

    @property
    def mark(self) -> str:
        """What a preview is known by, so that only what was seen is written."""
        lines = [f"{one.place.pk} {one.speciality} {sorted(one.values.items())}" for one in self.changes]
        return hashlib.sha256("\n".join([*lines, *self.faults]).encode()).hexdigest()


def table_for(actor: Actor, pk: int) -> TableFile | None:
    """A table one has sent in oneself and not taken over yet."""
    return TableFile.objects.select_related("document").filter(pk=pk, by_id=actor.user_id or 0, read_at=None).first()


def differences_in(actor: Actor, table: Table, today: date) -> Differences:
    """Compare a table with how every place stands today. Five queries, whatever the number of rows."""
    standings = standings_for(actor, today, today)
    by_place = {(one.place.pk, one.speciality): one for one in standings}
    names = _places()
    changes, faults, seen = [], list(table.faults), set()
    same = 0
    for row in table.rows:
        found = _found(row, names)
        if isinstance(found, str) or (found.pk, row.speciality) in seen:
            words = found if isinstance(found, str) else _("Virksomheten står to ganger i samme spesialitet.")
            faults.append(_("Rad {number}: {fault}").format(number=row.number, fault=words))
            continue
        seen.add((found.pk, row.speciality))
        standing = by_place.get((found.pk, row.speciality))
        values = _values(row, standing.case if standing else None, today)
        if values:
            changes.append(Difference(row.number, found, row.speciality, _in_words(values), values))
        else:
            same += 1
    absent = tuple(one for one in standings if one.counts and (one.place.pk, one.speciality) not in seen)
    return Differences(tuple(changes), same, absent, tuple(faults), table.others)


def _places() -> dict[str, list[Place]]:
    """Every number and folded name of municipalities and state bodies → the places that have it."""
    found: dict[str, list[Place]] = {}
    kinds = (Place.Kind.MUNICIPALITY, Place.Kind.STATE_BODY)
    for place in Place.objects.filter(kind__in=kinds, valid_to=None).select_related("municipality", "parent"):
        names = {folded(place.name), folded(place.short_name), place.code}
        if place.kind == Place.Kind.MUNICIPALITY and hasattr(place, "municipality"):
            names |= {place.municipality.org_number, folded(place.municipality.official_name)}
            names |= {folded(f"{place.name} ({place.parent.name})")} if place.parent else set()
        for name in names - {""}:
            found.setdefault(name, []).append(place)
    return found


def _found(row: TableRow, names: dict[str, list[Place]]) -> Place | str:
    """The place of a row by number, else by name without «kommune»; or a sentence when that is none or several."""
    by_code = names.get(row.code, []) if row.code else []
    name = folded(row.name).removesuffix(" kommune").removesuffix(" herad").strip()
    several = by_code or names.get(name, [])
    if len(several) == 1:
        place = several[0]
        if place.kind == Place.Kind.STATE_BODY and row.speciality != Speciality.SAM:
            return _("Statlige virksomheter kan bare være registrert i samfunnsmedisin.")
        return place
    if several:
        return _("Flere virksomheter heter «{name}». Skriv nummeret.").format(name=row.name[:60])
    return _("Fant ingen virksomhet som heter «{name}».").format(name=row.name[:60])


def _values(row: TableRow, case: Registration | None, today: date) -> Values:
    """The fields that would be written; nothing when we say the same already."""
    current = case if is_open(case) else None
    target: Values = {
        "decision": Decision.REGISTERED.value if row.decided_on else "",
        "decided_on": row.decided_on,
        "valid_from": row.from_on if row.decided_on else None,
        "withdrawn_on": row.until_on + timedelta(days=1) if row.until_on else None,
    }
    if case is not None and not is_open(case) and case.withdrawn_on == target["withdrawn_on"] is not None:
        return {}
    if current is None or current.applied_on is None:
        in_time = row.from_on <= FIRST_DAY
        target |= {"applied_on": IN_TIME if in_time else row.from_on, "applied_at_latest": in_time}
        return target
    if current.decision and not row.decided_on:
        target |= {"decision": current.decision, "decided_on": current.decided_on, "valid_from": current.valid_from}
    target |= _said_already(row, current, today)
    known = current.applied_at_latest and row.from_on < current.applied_on and row.from_on > FIRST_DAY
    if known or (row.decided_on and current.applied_on > row.decided_on):
        target |= {"applied_on": row.from_on, "applied_at_latest": False}
    return target if any(getattr(current, name) != value for name, value in target.items()) else {}


def _said_already(row: TableRow, current: Registration, today: date) -> Values:
    """What a decided row repeats in other words: approved is registered too, and our own list works out the day."""
    said: Values = {}
    if row.decided_on and current.decision == Decision.APPROVED:
        said["decision"] = current.decision
    if row.decided_on and row.is_ours and counting_on(current, today).from_on == row.from_on:
        said["valid_from"] = current.valid_from
    return said


def _in_words(values: Values) -> str:
    """What would be written, in words."""
    labels = (
        ("applied_on", _("søkt {day}")),
        ("decided_on", _("vedtak {day}")),
        ("valid_from", _("registrert fra {day}")),
        ("withdrawn_on", _("ikke registrert fra {day}")),
    )
    words = [label.format(day=in_words(values[name])) for name, label in labels if values.get(name)]
    if not values["decided_on"] and not values["withdrawn_on"]:
        words.append(_("midlertidig registrert"))
    return ", ".join(words)


def absent_names(absent: Iterable[Standing]) -> list[str]:
    """«Alta, allmennmedisin» for each that counts with us and is not in the table."""
    return [f"{one.place.name}, {one.speciality.label}" for one in absent]
