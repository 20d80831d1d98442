"""What a coordinator should look at before a list is frozen: nothing here is an error, and nothing is changed by it."""

from collections import Counter
from collections.abc import Set
from dataclasses import dataclass

from alisveien.engines.distribution.empty import empty_posts
from alisveien.engines.distribution.run import Distribution
from alisveien.engines.nominations.nomination import Nomination

WINDOW = frozenset({"too_early", "too_late"})


@dataclass(frozen=True, slots=True)
class Anomaly:
    """One thing to look at: its code, the doctor or the department it is about (or neither), and figures in words.

    Codes: ``no_wish`` (none of the wishes can be granted), ``impossible_window`` (every wish falls outside the time
    the nomination gives), ``one_wish`` (waits with a single wish), ``unsupervised`` (wished or given, and nobody is
    registered as supervisor there; values: wishes, given), ``empty_beside_waiting`` (values: half-year, empty posts,
    waiting doctors), ``no_posts`` (a half-year that is wished and has no post; values: half-year, wishes).
    """

    code: str
    hpr_number: str = ""
    hospital: str = ""
    department: str = ""
    values: tuple[str, ...] = ()


def anomalies_of(distribution: Distribution, trust: str, supervised: Set[tuple[str, str]]) -> list[Anomaly]:
    """The anomalies of a trust's list. ``supervised``: (hospital, department) where a supervisor is registered.

    A hospital's own supervisors stand as (hospital, "") and serve all its departments.
    """
    own = [one for one in distribution.frozen.nominations if one.trust == trust]
    of_doctors = [found for one in own if (found := _of_doctor(distribution, one)) is not None]
    return [*of_doctors, *_unsupervised(distribution, own, supervised), *_posts(distribution, own, trust)]


def _of_doctor(distribution: Distribution, one: Nomination) -> Anomaly | None:
    gate = distribution.ranked.gates[one.hpr_number]
    if gate.unmet:
        return None
    if not gate.allowed:
        outside = all(dropped.code in WINDOW for dropped in gate.dropped)
        return Anomaly("impossible_window" if outside else "no_wish", one.hpr_number)
    if len(gate.allowed) == 1 and distribution.wish_met(one) is None:
        return Anomaly("one_wish", one.hpr_number)
    return None


def _unsupervised(distribution: Distribution, own: list[Nomination], supervised: Set[tuple[str, str]]) -> list[Anomaly]:
    wished: Counter[tuple[str, str]] = Counter()
    given: Counter[tuple[str, str]] = Counter()
    for one in own:
        for wish in distribution.ranked.gates[one.hpr_number].allowed:
            if wish.hospital and wish.department:
                wished[wish.hospital, wish.department] += 1
        met = distribution.wish_met(one)
        if met is not None and met.hospital and met.department:
            given[met.hospital, met.department] += 1
    return [
        Anomaly("unsupervised", "", *place, values=(str(count), str(given[place])))
        for place, count in sorted(wished.items())
        if place not in supervised and (place[0], "") not in supervised
    ]


def _posts(distribution: Distribution, own: list[Nomination], trust: str) -> list[Anomaly]:
    found = []
    for row in empty_posts(distribution):
        waiting = sum(count for _reason, count in row.waiting)
        if row.trust == trust and waiting:
            found.append(Anomaly("empty_beside_waiting", values=(row.period, str(row.empty), str(waiting))))
    posts = {row.period: row.posts for row in distribution.frozen.posts if row.trust == trust}
    for period in distribution.frozen.periods:
        wishes = sum(wish.period == period for one in own for wish in one.wishes)
        if wishes and not posts.get(period.label, 0):
            found.append(Anomaly("no_posts", values=(period.label, str(wishes))))
    return found
