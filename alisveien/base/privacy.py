"""What each model that holds people declares of itself in its area's ``privacy.py``."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Privacy:
    """Purpose, legal basis, how long it is kept, and the fields that are emptied or replaced by scrubbing."""

    purpose: str
    basis: str
    kept: str
    scrubbed: tuple[str, ...]
