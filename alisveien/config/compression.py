"""What is sent compressed: every style sheet and script, and answers that hold nothing secret."""

import gzip
import hashlib
import logging
import os
import tempfile
from functools import lru_cache
from pathlib import Path
from typing import Any
from wsgiref.headers import Headers

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.gzip import GZipMiddleware
from whitenoise.middleware import WhiteNoiseMiddleware
from whitenoise.responders import StaticFile

PRESSED = (".css", ".js", ".svg")  # fonts and pictures are compressed already
OPEN_TYPES = ("text/", "image/svg+xml", "application/json")


@lru_cache(maxsize=256)
def pressed_copy(path: Path) -> Path | None:
    """The gzip copy of a static file, made the first time and kept under its content's fingerprint.

    None when the kind of file gains nothing, or when the copy cannot be written; then the file is sent as it is.
    """
    if path.suffix not in PRESSED:
        return None
    content = path.read_bytes()
    copy = settings.LOCAL / "static" / f"{hashlib.sha256(content).hexdigest()[:16]}.gz"
    if copy.exists():
        return Path(copy)
    try:
        copy.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=copy.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(gzip.compress(content, compresslevel=9, mtime=0))
        os.replace(name, copy)  # several workers start at once: whole or not there
    except OSError as error:
        logging.getLogger("alisveien").warning("static files are sent uncompressed: %s", type(error).__name__)
        return None
    return Path(copy)


class StaticFiles(WhiteNoiseMiddleware):  # type: ignore[misc]  # it has no types
    """WhiteNoise, with compressed copies although nothing is collected."""

    def get_static_file(self, path: str, url: str, stat_cache: Any = None) -> StaticFile:
        """The file, and its compressed copy for those who take one."""
        copy = pressed_copy(Path(path))
        if copy is None:
            return super().get_static_file(path, url, stat_cache=stat_cache)
        headers = Headers([])
        self.add_mime_headers(headers, path, url)
        self.add_cache_headers(headers, path, url)
        return StaticFile(path, headers.items(), encodings={"gzip": str(copy)})


class OpenAnswers(GZipMiddleware):
    """Compresses what a visitor without any cookie gets, when the answer sets none.

    A compressed page tells by its length what it holds (BREACH). Such an answer holds no session and no token, so
    there is nothing to guess; everything else is sent as it is.
    """

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """The answer, compressed when it may be and when the browser takes it."""
        secret = request.COOKIES or response.cookies or "authorization" in request.headers
        if secret or not response.headers.get("Content-Type", "").startswith(OPEN_TYPES):
            return response
        return super().process_response(request, response)
