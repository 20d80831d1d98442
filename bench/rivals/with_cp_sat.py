"""OR-Tools CP-SAT on the same instance. An extra of the bench."""

from ortools.sat.python import cp_model

from alisveien.engines.allocation.problem import Problem
from bench.rivals.plain import Outcome, lists_of


def solve(problem: Problem) -> Outcome:
    """OR-Tools CP-SAT: one of the stable outcomes, the one with the best wishes, by a constraint for every wish."""
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
