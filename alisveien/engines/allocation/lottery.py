"""The lot: drawn by nobody, and recomputed by anybody with ``sha256sum`` (docs/algorithms/lottery.md).

First everything the outcome depends on is frozen and its SHA-256, the commitment, is published, together with the name
of a value that is not known yet. When it is known, commitment and value give the seed, and the seed everybody's lot.
"""

import hashlib
from collections.abc import Iterable, Mapping

from alisveien.engines.allocation.explain import Refusal


def commitment_of(text: str) -> str:
    """SHA-256 of the frozen text, in hexadecimal: what ``sha256sum`` says of the file with just that text."""
    return hashlib.sha256(text.encode()).hexdigest()


def seed_of(commitment: str, value: str) -> str:
    """The seed: SHA-256 of ``COMMITMENT|VALUE``, in hexadecimal. ``value`` is the public one named beforehand."""
    return hashlib.sha256(f"{commitment}|{value}".encode()).hexdigest()


def lot_of(seed: str, doctor: str) -> str:
    """A doctor's lot: SHA-256 of ``SEED|DOCTOR`` in hexadecimal, smallest first."""
    return hashlib.sha256(f"{seed}|{doctor}".encode()).hexdigest()


def decided_by_lot(refusals: Mapping[str, Iterable[Refusal]], criterion: int) -> int:
    """How many doctors were refused a better wish because only the lot, at this place in the key, told them apart."""
    return sum(any(one.criterion == criterion for one in found) for found in refusals.values())
