"""OR-Tools min-cost flow on the same instance. An extra of the bench."""

from ortools.graph.python import min_cost_flow as flows

from alisveien.engines.allocation.problem import Problem
from bench.rivals.plain import Outcome


def solve(problem: Problem) -> Outcome:
    """OR-Tools min-cost flow: most placed at the least sum of places on the lists. It knows no order: not stable."""
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
