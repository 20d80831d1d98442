"""Text as it is compared: letters, dashes and spaces that mean the same are the same."""

import re
import unicodedata

_DASH = re.compile(r"\s+[-‐‑‒–—―]\s+")


def folded(text: str) -> str:
    """Lower case, composed, single spaces: two spellings that differ only in these compare equal."""
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())


def parts_of(text: str) -> list[str]:
    """The parts of a wish written with dashes between spaces: place, department, period."""
    return [part.strip() for part in _DASH.split(unicodedata.normalize("NFC", text).strip())]


def place_key(text: str) -> str:
    """A place as it is compared: as `folded`, and the dashes of its name all alike."""
    return folded(" – ".join(parts_of(text)))
