"""What speaks against a move, before it is made: stops, which refuse it, and warnings, which a person may go past."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from alisveien.engines.planning.plan import Cell, Ground, Piece, Plan, holders, moved

STOP, WARN = "stop", "warn"


@dataclass(frozen=True, slots=True)
class Against:
    """One thing against a move: ``code`` for the words, ``level`` STOP or WARN, ``count`` where a number belongs."""

    code: str
    level: str
    count: int = 0


def against_move(plan: Plan, key: str, to: Cell, ground: Ground) -> list[Against]:
    """What speaks against moving a piece to a cell, stops first; empty when nothing does.

    Codes: ``held_*`` and ``bound_*`` with why, ``here`` (it lies there), ``past``, ``busy`` (the doctor has another
    post on those days), and the warnings of :func:`warnings_of`.
    """
    piece = plan[key]
    if piece.held:
        return [Against(f"held_{piece.held}", STOP)]
    if to == piece.cell:
        return [Against("here", STOP)]
    there = moved(piece, to)
    return [*_stops(plan, piece, there, ground), *warnings_of(plan, there, ground)]


def warnings_of(plan: Plan, there: Piece, ground: Ground) -> list[Against]:
    """What a person should know of a piece where it is to lie, as warnings: ``full`` (more doctors than posts in the
    half-year, ``count`` posts), ``ceiling`` (of the department), ``early``, ``late`` (outside the nomination's window),
    ``leave``, ``no_wish``, ``no_goals``. An empty post has the ceiling only.
    """
    found = [*_over_ceiling(plan, there, ground)]
    if there.doctor is None:
        return found
    posts = ground.posts.get(there.cell.half, 0)
    if holders({**plan, there.key: there}, there.cell.half) > posts:
        found.append(Against("full", WARN, posts))
    if there.earliest and there.from_on < there.earliest:
        found.append(Against("early", WARN))
    if there.latest and there.from_on > there.latest:
        found.append(Against("late", WARN))
    if _on_leave(there):
        found.append(Against("leave", WARN))
    if there.wishes and not any(one.half == there.cell.half for one in there.wishes):
        found.append(Against("no_wish", WARN))
    if (there.cell.department, there.cell.half) in ground.lacking:
        found.append(Against("no_goals", WARN))
    return found


def against_plan(plan: Plan, changed: Iterable[str], ground: Ground) -> list[tuple[str, Against]]:
    """What refuses to make a plan the one in force, by piece: the stops, and ``full`` and ``ceiling``, no longer mere
    warnings. ``changed`` are the keys of the pieces that are moved.
    """
    found = []
    for key in changed:
        piece = plan[key]
        against = [*_stops(plan, piece, piece, ground), *warnings_of(plan, piece, ground)]
        if piece.held:
            against.append(Against(f"held_{piece.held}", STOP))
        found += [(key, one) for one in against if one.level == STOP or one.code in ("full", "ceiling")]
    return found


def _stops(plan: Plan, piece: Piece, there: Piece, ground: Ground) -> list[Against]:
    found = []
    if piece.bound and there.cell.half != piece.cell.half:
        found.append(Against(f"bound_{piece.bound}", STOP))
    if there.from_on <= ground.today:
        found.append(Against("past", STOP))
    if there.doctor is not None and any(_overlap(there, days) for days in _other_days(plan, there, ground)):
        found.append(Against("busy", STOP))
    return found


def _other_days(plan: Plan, there: Piece, ground: Ground) -> list[tuple[date, date]]:
    """The days the doctor has another post: in the plan, and elsewhere."""
    others = [one for one in plan.values() if one.doctor == there.doctor and one.key != there.key]
    return [*((one.from_on, one.to_on) for one in others), *ground.elsewhere.get(there.doctor or 0, ())]


def _over_ceiling(plan: Plan, there: Piece, ground: Ground) -> list[Against]:
    """The ceiling of a department, when more are there on the same days than it allows.

    An empty post kept there counts against another empty post, and not against a doctor, who may be given it.
    """
    if there.cell.department is None:
        return []
    ceiling = ground.ceilings.get((there.cell.department, there.cell.half))
    if ceiling is None:
        return []
    others = [one for one in plan.values() if one.cell == there.cell and one.key != there.key]
    same = [one for one in others if there.doctor is None or one.doctor is not None]
    beside = sum(_overlap(there, (one.from_on, one.to_on)) for one in same)
    return [Against("ceiling", WARN, ceiling)] if beside + 1 > ceiling else []


def _on_leave(there: Piece) -> bool:
    if there.leave is None:
        return False
    from_on, to_on = there.leave
    return from_on <= there.to_on and (to_on is None or to_on >= there.from_on)


def _overlap(piece: Piece, days: tuple[date, date]) -> bool:
    return piece.from_on <= days[1] and days[0] <= piece.to_on
