"""Addresses of style sheets and scripts that change with their content, without a collecting step."""

import hashlib
from functools import lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import StaticFilesStorage


@lru_cache(maxsize=256)
def fingerprint(name: str) -> str:
    """Eight letters of the SHA-256 of a static file's content; empty when there is no such file."""
    found = finders.find(name)
    if not isinstance(found, str):
        return ""
    return hashlib.sha256(Path(found).read_bytes()).hexdigest()[:8]


class FingerprintedFiles(StaticFilesStorage):
    """Adds ``?v=<fingerprint>`` to each address, so that it may be kept for a year."""

    def url(self, name: str | None) -> str:
        """The address of a static file, with the fingerprint of its content."""
        address = super().url(name)
        mark = fingerprint(name) if name else ""
        return f"{address}?v={mark}" if mark else address
