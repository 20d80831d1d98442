"""What others could use instead, from PyPI, on the same instance; each builds what it needs from plain dictionaries.

A module for each, with one function, `solve`: it takes the problem (ordinary: no trees) and gives doctor → node or
None, from the building of its own objects to the outcome. A module is read when its rival is measured, so that one
whose package is not installed says so in the table. PyPI galeshapley 0.1.4 has no game with short lists and several
posts, and so cannot be compared.
"""

from collections.abc import Callable
from importlib import import_module

from alisveien.engines.allocation.problem import Problem
from bench.rivals.plain import Outcome

RIVALS = {
    "PyPI matching": "bench.rivals.with_matching",
    "PyPI algmatch": "bench.rivals.with_algmatch",
    "OR-Tools CP-SAT": "bench.rivals.with_cp_sat",
    "OR-Tools min-cost flow": "bench.rivals.with_flow",
}


def rival(name: str) -> Callable[[Problem], Outcome]:
    """The rival with a name. Raises ModuleNotFoundError where its package is not installed."""
    return import_module(RIVALS[name]).solve  # type: ignore[no-any-return]
