"""The posted order of doctors: the keys as they stood on the page, and the one that was moved."""

from collections.abc import Sequence
from typing import Protocol

LONGEST = 1000


class Posted(Protocol):
    """A posted form."""

    def getlist(self, key: str) -> Sequence[str]:
        """Every value of a name."""
        ...

    def get(self, key: str, default: str) -> str:
        """One value of a name."""
        ...


def moved(posted: Posted) -> list[int]:
    """The keys of ``lege`` in order, after ``opp`` or ``ned`` moved the one they name by one place."""
    order = [int(one) for one in posted.getlist("lege")[:LONGEST] if one.isdecimal() and len(one) < 19]
    for name, step in (("opp", -1), ("ned", 1)):
        text = posted.get(name, "")
        if text.isdecimal() and int(text) in order:
            here = order.index(int(text))
            there = min(max(here + step, 0), len(order) - 1)
            order.insert(there, order.pop(here))
    return order


def place_of_moved(posted: Posted) -> str:
    """Where on the page the doctor stands who was moved, as the end of an address; empty when none was."""
    text = posted.get("opp", "") or posted.get("ned", "")
    return f"#lege-{int(text)}" if text.isdecimal() and len(text) < 19 else ""
