"""A wish as it is written: place – department – period, a whole hospital, or anywhere in the trust."""

from difflib import get_close_matches

from alisveien.engines.calendar.half_year import HalfYear, half_year, half_years_of
from alisveien.engines.nominations.cells import Cells
from alisveien.engines.nominations.columns import WISHES
from alisveien.engines.nominations.nomination import WishRead
from alisveien.engines.nominations.register import Hospital, Register, Trust
from alisveien.engines.nominations.wording import folded, parts_of, place_key

WHOLE_HOSPITAL = "hele sykehuset"
ANYWHERE = "hvor som helst"


def read_wishes(row: Cells, register: Register, trust: Trust | None, year: int) -> tuple[WishRead, ...]:
    """The wishes of a row in their order, numbered as on the form; what cannot be read is a fault of the row."""
    wishes = []
    for number in range(1, WISHES + 1):
        name = f"wish_{number}"
        text = row.text(name)
        if text is None:
            if number == 1:
                row.fault(name, "empty")
            continue
        wish = _read_wish(row, name, number, register, trust, year)
        if wish is not None:
            wishes.append(wish)
    return tuple(wishes)


def trusts_wished(row: Cells, register: Register) -> tuple[str, ...]:
    """The names of the trusts the wishes are for, as far as their places are known."""
    found = set()
    for number in range(1, WISHES + 1):
        place, *_rest = _split(row.text(f"wish_{number}") or "")
        hospital = register.hospital_by_name.get(place_key(place))
        trust = register.trusts.get(hospital.trust) if hospital else register.trust_by_name.get(folded(place))
        if trust:
            found.add(trust.name)
    return tuple(sorted(found))


def _read_wish(
    row: Cells, name: str, number: int, register: Register, trust: Trust | None, year: int
) -> WishRead | None:
    place, department, label = _split(row.text(name) or "")
    if not label:
        row.fault(name, "wish_form")
        return None
    period = _period(row, name, label, year)
    where = _where(row, name, place, department, register, trust)
    if period is None or where is None:
        return None
    return WishRead(number, period, *where)


def _split(text: str) -> tuple[str, str, str]:
    """Place, department and period, the last two empty when not all are there; a place's name can have dashes too."""
    parts = parts_of(text)
    return (" – ".join(parts[:-2]), parts[-2], parts[-1]) if len(parts) > 2 else (parts[0], "", "")


def _period(row: Cells, name: str, label: str, year: int) -> HalfYear | None:
    period = half_year(label.upper())
    if period is None:
        row.fault(name, "wish_period", more=(label, *(half.label for half in half_years_of(year))))
    elif period.year != year:
        row.fault(name, "wish_other_year", more=(period.label, str(year)))
        return None
    return period


def _where(
    row: Cells, name: str, place: str, department: str, register: Register, trust: Trust | None
) -> tuple[str | None, str | None] | None:
    """(hospital id or None, department or None); None alone when it is a fault."""
    if folded(department) == ANYWHERE:
        return _whole_trust(row, name, place, register, trust)
    hospital = register.hospital_by_name.get(place_key(place))
    if hospital is None:
        row.fault(
            name,
            "unknown_hospital",
            _close(place, [known.name for known in _choices(register, trust)]),
            (place,),
        )
        return None
    elsewhere = trust is not None and hospital.trust != trust.number
    if trust is not None and elsewhere:
        row.fault(name, "other_trust", more=(hospital.name, trust.name))
    if folded(department) == WHOLE_HOSPITAL:
        return None if elsewhere else (hospital.id, None)
    known = register.departments_by_name.get((hospital.id, folded(department)))
    if known is None:
        choices = sorted(register.kinds.get(hospital.id, ()))
        row.fault(name, "unknown_department", _close(department, choices), (hospital.name, department, *choices))
    return None if elsewhere or known is None else (hospital.id, known)


def _whole_trust(
    row: Cells, name: str, place: str, register: Register, trust: Trust | None
) -> tuple[None, None] | None:
    named = register.trust_by_name.get(folded(place))
    if named is None:
        meant = register.trust_by_short_name.get(folded(place))
        row.fault(name, "unknown_trust_in_wish", meant.name if meant else "", (place,))
        return None
    if trust and named.number != trust.number:
        row.fault(name, "other_trust", more=(named.name, trust.name))
        return None
    return None, None


def _choices(register: Register, trust: Trust | None) -> list[Hospital]:
    return [place for place in register.hospital_by_name.values() if trust is None or place.trust == trust.number]


def _close(text: str, choices: list[str]) -> str:
    return next(iter(get_close_matches(text, choices, n=1, cutoff=0.75)), "")
