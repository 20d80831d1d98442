"""PyPI algmatch on the same instance. An extra of the bench."""

from algmatch import HospitalResidentsProblem

from alisveien.engines.allocation.problem import Problem
from bench.rivals.plain import Outcome, lists_of


def solve(problem: Problem) -> Outcome:
    """PyPI algmatch (University of Glasgow); its names are numbers."""
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
