"""What may happen to a distribution afterwards, one event after the other, and how they are written.

Source: the Helse Nord report, chapter 4.3 (vacancies are filled continuously from those nominated).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from alisveien.engines.allocation.problem import BadProblem, Doctor, Key
from alisveien.engines.allocation.written import doctor_data, doctor_from, fields, key_from, listed, text


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A doctor leaves the list; a place held, also one accepted, becomes free."""

    doctor: str


@dataclass(frozen=True, slots=True)
class Nominated:
    """A doctor comes onto the list, with wishes and keys of their own."""

    doctor: Doctor


@dataclass(frozen=True, slots=True)
class PostsChanged:
    """A node has so many posts from now on; None: no ceiling."""

    node: str
    cap: int | None


@dataclass(frozen=True, slots=True)
class Accepted:
    """The doctor takes the place held: nobody can move them from it any more."""

    doctor: str


@dataclass(frozen=True, slots=True)
class Declined:
    """The doctor does not take the place held, now or later; the other wishes stand. It costs nothing else."""

    doctor: str


@dataclass(frozen=True, slots=True)
class Deferred:
    """The doctor gives up the place held and waits for one of these nodes only, as in a later half-year."""

    doctor: str
    nodes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MidPeriod:
    """A post that falls free in mid-period: a root of its own, wished by those who said yes, after their other wishes.

    ``waived`` names what was set aside so that it would not stand empty (``notice``, ``floor``), with the reason kept
    where the event is recorded.
    """

    node: str
    cap: int
    willing: tuple[tuple[str, Key], ...]
    waived: tuple[str, ...] = ()


Event = Withdrawn | Nominated | PostsChanged | Accepted | Declined | Deferred | MidPeriod

_OF_A_DOCTOR: dict[str, type[Withdrawn] | type[Accepted] | type[Declined]] = {
    "withdrawn": Withdrawn,
    "accepted": Accepted,
    "declined": Declined,
}


def event_data(event: Event) -> dict[str, Any]:
    """An event as JSON values; `event_from` gives it back."""
    match event:
        case Nominated(doctor):
            return {"kind": "nominated", "doctor": doctor_data(doctor)}
        case PostsChanged(node, cap):
            return {"kind": "posts_changed", "node": node, "cap": cap}
        case Deferred(name, nodes):
            return {"kind": "deferred", "doctor": name, "nodes": list(nodes)}
        case MidPeriod():
            willing = [{"doctor": name, "key": list(key)} for name, key in event.willing]
            shared = {"kind": "mid_period", "node": event.node, "cap": event.cap}
            return {**shared, "willing": willing, "waived": list(event.waived)}
        case _:
            kind = next(kind for kind, type_ in _OF_A_DOCTOR.items() if type_ is type(event))
            return {"kind": kind, "doctor": event.doctor}


def event_from(data: Any, where: str = "event") -> Event:
    """The event of JSON values. Raises BadProblem where they are none, naming the place."""
    kind = data.get("kind") if isinstance(data, dict) else None
    if kind in _OF_A_DOCTOR:
        fields(data, where, {"kind", "doctor"})
        return _OF_A_DOCTOR[kind](text(data["doctor"], f"{where}.doctor"))
    if kind == "nominated":
        fields(data, where, {"kind", "doctor"})
        return Nominated(doctor_from(data["doctor"], f"{where}.doctor"))
    if kind == "posts_changed":
        fields(data, where, {"kind", "node", "cap"})
        return PostsChanged(text(data["node"], f"{where}.node"), _cap(data["cap"], where))
    if kind == "deferred":
        fields(data, where, {"kind", "doctor", "nodes"})
        nodes = tuple(text(node, f"{where}.nodes") for node in listed(data, "nodes", where))
        return Deferred(text(data["doctor"], f"{where}.doctor"), nodes)
    if kind == "mid_period":
        return _mid_period(data, where)
    raise BadProblem("wrong_kind", where=f"{where}.kind", expected="event")


def _mid_period(data: Mapping[str, Any], where: str) -> MidPeriod:
    fields(data, where, {"kind", "node", "cap", "willing", "waived"})
    willing = []
    for place, row in enumerate(listed(data, "willing", where)):
        here = f"{where}.willing[{place}]"
        fields(row, here, {"doctor", "key"})
        willing.append((text(row["doctor"], here), key_from(listed(row, "key", here), f"{here}.key")))
    waived = tuple(text(one, f"{where}.waived") for one in listed(data, "waived", where))
    cap = _cap(data["cap"], where)
    if cap is None:
        raise BadProblem("wrong_kind", where=f"{where}.cap", expected="whole number")
    return MidPeriod(text(data["node"], f"{where}.node"), cap, tuple(willing), waived)


def _cap(value: Any, where: str) -> int | None:
    if value is None or (isinstance(value, int) and not isinstance(value, bool)):
        return value
    raise BadProblem("wrong_kind", where=f"{where}.cap", expected="whole number or null")
