"""Distribute: gate, keys, problem, solver, judge and reasons for one frozen input."""

from dataclasses import dataclass, replace

from alisveien.engines.allocation.explain import Refusal, refusals
from alisveien.engines.allocation.problem import Doctor, Key, Node, Placements, Problem, Wish, problem_of
from alisveien.engines.allocation.solve import solve
from alisveien.engines.allocation.verify import Held, holdings, verify
from alisveien.engines.distribution.frozen import Frozen
from alisveien.engines.nominations.gate import Gate, gate_of
from alisveien.engines.nominations.keys import Standing, is_near, key_of, standings
from alisveien.engines.nominations.nomination import Nomination, WishRead


@dataclass(frozen=True)
class Ranked:
    """Gate, standing and keys under a rule set: everything before the first proposal."""

    frozen: Frozen
    gates: dict[str, Gate]
    standings: dict[str, Standing]
    near: dict[str, tuple[bool, ...]]
    problem: Problem


@dataclass(frozen=True)
class Distribution:
    """A run: what was ranked, who holds what, what every node holds, and the reason for every better wish."""

    ranked: Ranked
    placements: Placements
    held: dict[str, Held]
    refusals: dict[str, list[Refusal]]

    @property
    def frozen(self) -> Frozen:
        """The input of the run."""
        return self.ranked.frozen

    def wish_met(self, nomination: Nomination) -> WishRead | None:
        """The wish a doctor got, None when waiting or not eligible."""
        position = self.placements.get(nomination.hpr_number)
        return None if position is None else self.ranked.gates[nomination.hpr_number].allowed[position]

    def status(self, nomination: Nomination) -> str:
        """``placed``, ``waiting`` or ``not_eligible``."""
        if not self.ranked.gates[nomination.hpr_number].eligible:
            return "not_eligible"
        return "waiting" if self.wish_met(nomination) is None else "placed"


class NotProven(AssertionError):
    """The judge refused what the solver made; nothing may be shown or kept."""


def node_id(trust: str, period: str, hospital: str | None = None, department: str | None = None) -> str:
    """The name of a node: trust and half-year, then hospital, then department."""
    return "/".join(part for part in (trust, period, hospital, department) if part is not None)


def rank(frozen: Frozen) -> Ranked:
    """Gate and keys of every nomination, and the problem they make."""
    gates = {one.hpr_number: gate_of(one, frozen.rules, frozen.conditions) for one in frozen.nominations}
    taking_part = [one for one in frozen.nominations if gates[one.hpr_number].allowed]
    standing = standings(taking_part, frozen.rules, frozen.cut_off_on, frozen.draw)
    near: dict[str, tuple[bool, ...]] = {}
    doctors = []
    for one in taking_part:
        wishes = gates[one.hpr_number].allowed
        near[one.hpr_number] = _near(one, wishes, frozen)
        doctors.append(_doctor(one, wishes, near[one.hpr_number], standing[one.hpr_number], frozen))
    return Ranked(frozen, gates, standing, near, problem_of(_nodes(frozen), doctors))


def _near(one: Nomination, wishes: tuple[WishRead, ...], frozen: Frozen) -> tuple[bool, ...]:
    """For each wish that can be granted, whether it is for the nearest hospital."""
    return tuple(is_near(wish, one.municipality, frozen.register) for wish in wishes)


def _doctor(
    one: Nomination, wishes: tuple[WishRead, ...], near: tuple[bool, ...], standing: Standing, frozen: Frozen
) -> Doctor:
    return Doctor(
        one.hpr_number,
        tuple(
            Wish(
                node_id(one.trust, wish.period.label, wish.hospital, wish.department),
                key_of(standing, wish.number, frozen.rules, near=close),
            )
            for wish, close in zip(wishes, near, strict=True)
        ),
    )


def _nodes(frozen: Frozen) -> list[Node]:
    """A root per trust and half-year with its posts; below it hospitals and departments.

    A department is capped by what the trust has set for the half-year, else by the register where its ceilings count.
    Hospitals are those with departments in the register, and those somebody wishes without any being known there.
    """
    own = {(row.period, row.hospital, row.department): row.ceiling for row in frozen.own_ceilings}
    caps = {(row.trust, row.period): row.posts for row in frozen.posts}
    trusts = sorted({row.trust for row in frozen.posts} | {one.trust for one in frozen.nominations})
    departments = frozen.register.departments
    wished = {wish.hospital for one in frozen.nominations for wish in one.wishes if wish.hospital}
    hospitals = sorted({place.hospital for place in departments} | (wished & frozen.register.hospitals.keys()))
    nodes = []
    for period in frozen.periods:
        label = period.label
        roots = {trust: node_id(trust, label) for trust in trusts}
        nodes += [Node(root, None, caps.get((trust, label), 0)) for trust, root in roots.items()]
        for hospital in hospitals:
            trust = frozen.register.hospitals[hospital].trust
            if trust in roots:
                nodes.append(Node(node_id(trust, label, hospital), roots[trust]))
        for place in departments:
            trust = frozen.register.hospitals[place.hospital].trust
            if trust in roots:
                above = node_id(trust, label, place.hospital)
                ceiling = own.get((label, place.hospital, place.name), place.ceiling if frozen.ceilings else None)
                nodes.append(Node(node_id(trust, label, place.hospital, place.name), above, ceiling))
    return nodes


def rank_with(ranked: Ranked, changed: Nomination) -> Ranked:
    """The trust of one nomination as `rank` has it, with that nomination changed.

    Only the doctors of the same municipality are ranked anew: the tails of their bands are dealt among them.
    """
    frozen, hpr_number = ranked.frozen, changed.hpr_number
    of_trust = [
        changed if one.hpr_number == hpr_number else one for one in frozen.nominations if one.trust == changed.trust
    ]
    gates = {**ranked.gates, hpr_number: gate_of(changed, frozen.rules, frozen.conditions)}
    taking_part = [one for one in of_trust if gates[one.hpr_number].allowed]
    beside = [one for one in taking_part if one.municipality == changed.municipality]
    near = {**ranked.near, hpr_number: _near(changed, gates[hpr_number].allowed, frozen)}
    anew = standings(beside, frozen.rules, frozen.cut_off_on, frozen.draw)
    standing = {one.hpr_number: anew.get(one.hpr_number) or ranked.standings[one.hpr_number] for one in taking_part}
    doctors = [
        _doctor(one, gates[one.hpr_number].allowed, near[one.hpr_number], standing[one.hpr_number], frozen)
        if one.hpr_number in anew
        else ranked.problem.doctors[one.hpr_number]
        for one in taking_part
    ]
    problem = problem_of(ranked.problem.nodes.values(), doctors)
    return Ranked(replace(frozen, nominations=tuple(of_trust)), gates, standing, near, problem)


def placed(ranked: Ranked) -> Placements:
    """Who gets which wish, judged. Raises NotProven when the judge finds a fault."""
    placements = solve(ranked.problem)
    if faults := verify(ranked.problem, placements):
        raise NotProven(f"{len(faults)} faults, the first {faults[0]}")
    return placements


def distribute(frozen: Frozen) -> Distribution:
    """The distribution of a frozen input, judged. Raises NotProven when the judge finds a fault."""
    ranked = rank(frozen)
    return explained(ranked, placed(ranked))


def explained(ranked: Ranked, placements: Placements) -> Distribution:
    """A distribution with what every node holds and the reasons; the placements must be judged already."""
    return Distribution(ranked, placements, holdings(ranked.problem, placements), refusals(ranked.problem, placements))


def list_key(ranked: Ranked, hpr_number: str) -> Key:
    """The key that gives the doctor's place in the trust's list: that of the first wish that can be granted."""
    return ranked.problem.doctors[hpr_number].wishes[0].key


def list_places(ranked: Ranked) -> dict[str, int]:
    """HPR number → place in the trust's prioritised list, from 1; only doctors who take part."""
    places: dict[str, int] = {}
    counts: dict[str, int] = {}
    homes = {one.hpr_number: one.trust for one in ranked.frozen.nominations}
    for hpr_number in sorted(ranked.standings, key=lambda one: list_key(ranked, one)):
        trust = homes[hpr_number]
        counts[trust] = places[hpr_number] = counts.get(trust, 0) + 1
    return places
