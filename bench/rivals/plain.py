"""What rivals are given: plain dictionaries; and what they give back."""

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
