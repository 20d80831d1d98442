"""What the contact network is handed by ``config.wiring``: the touches of areas it does not know."""

from collections.abc import Iterable

from alisveien.base.touches import Source

sources: list[Source] = []
"""Where touches come from besides this area."""


def hand_down(several: Iterable[Source]) -> None:
    """Hand down the sources, once, when the application starts."""
    sources[:] = several
