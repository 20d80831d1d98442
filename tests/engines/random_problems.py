"""Random nested problems by seed: trees of any shape, ceilings anywhere, lists of any length."""

import random

from alisveien.engines.allocation.problem import Doctor, Node, Problem, Wish, problem_of


def random_problem(seed: int, most_doctors: int = 12, most_nodes: int = 9) -> Problem:
    """A problem that is the same for the same seed. Nearness-like first criterion, shared second, own numbers last."""
    chance = random.Random(seed)  # noqa: S311  the same every time is what is wanted
    nodes: list[Node] = []
    for number in range(chance.randint(1, most_nodes)):
        parent = chance.choice([None, *nodes])
        cap = None if chance.random() < 0.3 else chance.randint(0, 3)
        nodes.append(Node(f"n{number}", parent.id if parent else None, cap))
    doctors = []
    for number in range(chance.randint(0, most_doctors)):
        places = chance.sample(nodes, chance.randint(0, min(len(nodes), 6)))
        standing = chance.randint(0, 3)
        wishes = [
            Wish(place.id, (chance.randint(0, 1), standing, f"{number:05}", order))
            for order, place in enumerate(places)
        ]
        doctors.append(Doctor(f"d{number}", tuple(wishes)))
    chance.shuffle(doctors)
    chance.shuffle(nodes)
    return problem_of(nodes, doctors)
