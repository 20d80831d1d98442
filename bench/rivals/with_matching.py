"""PyPI matching on the same instance. An extra of the bench."""

from matching.games import HospitalResident

from alisveien.engines.allocation.problem import Problem
from bench.rivals.plain import Outcome, lists_of


def solve(problem: Problem) -> Outcome:
    """PyPI matching (Wilde, Knight and Gillard 2020)."""
    doctors, hospitals, caps = lists_of(problem)
    found: Outcome = dict.fromkeys(doctors)
    for hospital, residents in HospitalResident.create_from_dictionaries(doctors, hospitals, caps).solve().items():
        found.update({str(one.name): str(hospital.name) for one in residents})
    return found
