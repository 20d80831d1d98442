"""Where the database is found. Looks and calculates; starts nothing and writes nothing.

Without ``DATABASE_URL`` the answer is the embedded cluster's socket, which follows from the home folder
alone, so that two processes that never met agree on it.
"""

import hashlib
import os
import re
import stat
import urllib.parse
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROLE = "alisveien"
DATABASE = "alisveien"
STEWARD = "postgres"
PORT = 5432
LONGEST_SOCKET = 103
ELSEWHERE = Path("/var/lib/alisveien")
PLAIN = re.compile(r"[A-Za-z0-9_./-]+")


@dataclass(frozen=True)
class Cluster:
    """The folders of one embedded cluster. ``home`` is what it belongs to, ``base`` where it lies."""

    home: Path
    base: Path
    socket: Path

    @property
    def data(self) -> Path:
        """PostgreSQL's own data directory; it exists only when initdb came to its end."""
        return self.base / "data"

    @property
    def log(self) -> Path:
        """What the server itself has to say."""
        return self.base / "server.log"

    @property
    def lies_elsewhere(self) -> bool:
        """True when the cluster could not lie in its home."""
        return not self.base.is_relative_to(self.home)


def cluster_at(home: Path) -> Cluster:
    """The cluster that belongs to ``home``. The same home gives the same answer in every process.

    As root the server runs as another user; a home that user cannot reach (such as one under /root) gets
    its cluster under /var/lib instead. A socket path that is too long for the kernel, or that libpq would
    misread, gets a short folder under /tmp.
    """
    home = Path(os.path.abspath(home))
    base = home / "postgres"
    if os.geteuid() == 0 and not open_to_all(base):
        base = ELSEWHERE / digest(home)
    socket = base / "socket"
    length = len(os.fsencode(socket / f".s.PGSQL.{PORT}"))
    if length > LONGEST_SOCKET or not PLAIN.fullmatch(str(socket)):
        socket = Path(f"/tmp/alisveien-{os.geteuid()}-{digest(base)}")  # noqa: S108  its owner is checked
    return Cluster(home=home, base=base, socket=socket)


def open_to_all(path: Path) -> bool:
    """Whether any user may walk down to ``path``; the part of it that does not exist is not counted."""
    above = [parent for parent in path.parents if parent.exists()]
    return all(parent.stat().st_mode & stat.S_IXOTH for parent in above)


def digest(path: Path) -> str:
    """Twelve letters that stand for the path."""
    return hashlib.sha256(os.fsencode(path)).hexdigest()[:12]


def database_settings(environ: Mapping[str, str], home: Path) -> dict[str, Any]:
    """Django's ``DATABASES["default"]``: from ``DATABASE_URL``, else the embedded cluster of ``home``.

    ``ALISVEIEN_POOL=0`` leaves out the connection pool (for tests and for chores that run once).
    Raises ValueError when the address is not one of PostgreSQL.
    """
    url = environ.get("DATABASE_URL", "").strip()
    found = settings_from(url) if url else settings_of(cluster_at(home))
    if environ.get("ALISVEIEN_POOL", "1") != "0":
        found["OPTIONS"]["pool"] = {"min_size": 1, "max_size": 8, "timeout": 3}
    return found


def settings_of(cluster: Cluster) -> dict[str, Any]:
    """Django's settings for the embedded cluster."""
    return settings_with(NAME=DATABASE, USER=ROLE, HOST=str(cluster.socket), PORT=str(PORT))


def settings_from(url: str) -> dict[str, Any]:
    """Django's settings for ``postgresql://user:password@host:port/name?option=value``.

    A host in the query (a socket folder, as libpq writes it) goes before the one in front.
    """
    parts = urllib.parse.urlsplit(url)
    name = urllib.parse.unquote(parts.path.removeprefix("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ValueError("DATABASE_URL must look like postgresql://user:password@host:5432/name")
    options = dict(urllib.parse.parse_qsl(parts.query))
    host = options.pop("host", urllib.parse.unquote(parts.hostname or ""))
    port = options.pop("port", str(parts.port or ""))
    found = settings_with(
        NAME=name,
        USER=urllib.parse.unquote(parts.username or ""),
        PASSWORD=urllib.parse.unquote(parts.password or ""),
        HOST=host,
        PORT=port,
    )
    found["OPTIONS"].update(options)
    return found


def settings_with(**where: str) -> dict[str, Any]:
    """What holds for every database: a health check before use, and no connection kept past the pool."""
    return {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_HEALTH_CHECKS": True,
        "CONN_MAX_AGE": 0,
        "OPTIONS": {},
        **where,
    }
