"""The draw of a round: the text that is committed to before the public value is known, and the seed after."""

from dataclasses import replace

from alisveien.engines.allocation.lottery import commitment_of, seed_of
from alisveien.engines.allocation.written import canonical
from alisveien.engines.distribution.frozen import Frozen, as_data


def committed_text(frozen: Frozen, code: str) -> str:
    """Everything the outcome depends on but the draw, in one spelling: input, rule set, and SHA-256 of the code."""
    data = {name: value for name, value in as_data(frozen).items() if name != "draw"}
    return canonical({"code": code, "input": data})


def commitment_to(frozen: Frozen, code: str) -> str:
    """What is published before the value is known: SHA-256 of the text that is committed to."""
    return commitment_of(committed_text(frozen, code))


def drawn(frozen: Frozen, code: str, value: str) -> Frozen:
    """The same input with the seed that a public value gives as its draw."""
    return replace(frozen, draw=seed_of(commitment_to(frozen, code), value))
