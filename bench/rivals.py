"""What others could use instead, from PyPI, on the same instance; each builds what it needs from plain dictionaries.

A function takes the problem (ordinary: no trees) and gives doctor → node or None, from the building of its own objects
to the outcome. Imports are inside, so that one that is not installed says so in the table. PyPI galeshapley 0.1.4 has
no game with short lists and several posts, and so cannot be compared.
"""

from collections.abc import Callable

from alisveien.engines.allocation.problem import Problem

Outcome = dict[str, str | None]


def lists_of(problem: Problem) -> tuple[dict[str, list[str]], dict[str, list[str]], dict[str, int]]:
    """Doctors' lists, hospitals' rankings of those who wish them, and posts; a hospital nobody wishes is left out."""
    doctors = {one.id: [wish.node for wish in one.wishes] for one in problem.doctors.values()}
    ranked: dict[str, list[tuple[object, str]]] = {}
    for one in problem.doctors.values():
        for wish in one.wishes:
            ranked.setdefault(wish.node, []).append((wish.key, one.id))
    hospitals = {node: [name for _key, name in sorted(listed)] for node, listed in ranked.items()}  # type: ignore[type-var]
    return doctors, hospitals, {node: problem.nodes[node].cap or 0 for node in hospitals}


def matching(problem: Problem) -> Outcome:
    """PyPI matching (Wilde, Knight and Gillard 2020)."""
    from matching.games import HospitalResident  # noqa: PLC0415  an extra of the bench

    doctors, hospitals, caps = lists_of(problem)
    found: Outcome = dict.fromkeys(doctors)
    for hospital, residents in HospitalResident.create_from_dictionaries(doctors, hospitals, caps).solve().items():
        found.update({str(one.name): str(hospital.name) for one in residents})
    return found


def algmatch(problem: Problem) -> Outcome:
    """PyPI algmatch (University of Glasgow); its names are numbers."""
    from algmatch import HospitalResidentsProblem  # noqa: PLC0415  an extra of the bench

    doctors, hospitals, caps = lists_of(problem)
    of_doctor = {name: number for number, name in enumerate(doctors, start=1)}
    of_hospital = {name: number for number, name in enumerate(hospitals, start=1)}
    data = {
        "residents": {of_doctor[one]: [of_hospital[node] for node in listed] for one, listed in doctors.items()},
        "hospitals": {
            of_hospital[node]: {"capacity": caps[node], "preferences": [of_doctor[one] for one in listed]}
            for node, listed in hospitals.items()
        },
    }
    stable = HospitalResidentsProblem(dictionary=data, optimised_side="residents").get_stable_matching()[
        "resident_sided"
    ]
    names = list(hospitals)
    met = {int(str(one).lstrip("r")): str(node).lstrip("h") for one, node in stable.items()}
    return {name: names[int(met[number]) - 1] if met.get(number) else None for name, number in of_doctor.items()}


def cp_sat(problem: Problem) -> Outcome:
    """OR-Tools CP-SAT: one of the stable outcomes, the one with the best wishes, by a constraint for every wish."""
    from ortools.sat.python import cp_model  # noqa: PLC0415  an extra of the bench

    model = cp_model.CpModel()
    holds = {(one.id, wish.node): model.new_bool_var("") for one in problem.doctors.values() for wish in one.wishes}
    _doctors, hospitals, caps = lists_of(problem)
    for node, listed in hospitals.items():
        model.add(sum(holds[one, node] for one in listed) <= caps[node])
    places = {node: {one: place for place, one in enumerate(listed)} for node, listed in hospitals.items()}
    for one in problem.doctors.values():
        model.add_at_most_one(holds[one.id, wish.node] for wish in one.wishes)
        better = []
        for wish in one.wishes:
            better.append(holds[one.id, wish.node])
            ahead = hospitals[wish.node][: places[wish.node][one.id]]
            cap = caps[wish.node]
            model.add(sum(holds[other, wish.node] for other in ahead) + cap * sum(better) >= cap)
    model.minimize(
        sum(
            place * holds[one.id, wish.node]
            for one in problem.doctors.values()
            for place, wish in enumerate(one.wishes)
        )
    )
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.solve(model)
    found: Outcome = dict.fromkeys(problem.doctors)
    found.update({one: node for (one, node), hold in holds.items() if solver.boolean_value(hold)})
    return found


def min_cost_flow(problem: Problem) -> Outcome:
    """OR-Tools min-cost flow: most placed at the least sum of places on the lists. It knows no order: not stable."""
    from ortools.graph.python import min_cost_flow as flows  # noqa: PLC0415  an extra of the bench

    flow = flows.SimpleMinCostFlow()
    names = {name: number for number, name in enumerate([*problem.doctors, *problem.nodes])}
    sink, arcs = len(names), {}
    for one in problem.doctors.values():
        for place, wish in enumerate(one.wishes):
            arcs[flow.add_arc_with_capacity_and_unit_cost(names[one.id], names[wish.node], 1, place)] = (
                one.id,
                wish.node,
            )
        flow.add_arc_with_capacity_and_unit_cost(names[one.id], sink, 1, 1000)
        flow.set_node_supply(names[one.id], 1)
    for node in problem.nodes.values():
        flow.add_arc_with_capacity_and_unit_cost(names[node.id], sink, node.cap or 0, 0)
    flow.set_node_supply(sink, -len(problem.doctors))
    flow.solve()
    found: Outcome = dict.fromkeys(problem.doctors)
    found.update({one: node for arc, (one, node) in arcs.items() if flow.flow(arc)})
    return found


RIVALS: dict[str, Callable[[Problem], Outcome]] = {
    "PyPI matching": matching,
    "PyPI algmatch": algmatch,
    "OR-Tools CP-SAT": cp_sat,
    "OR-Tools min-cost flow": min_cost_flow,
}
