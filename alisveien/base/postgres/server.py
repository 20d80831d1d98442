"""Starting, sharing and stopping the embedded server.

Two locks that the kernel frees when their holder dies, however it dies: the *door* is held alone while
somebody starts or stops the server, *users* is held together by all who use it. Whoever leaves as the
last one stops it. Whether the server answers is asked of ``pg_isready``, never of a process number.
"""

import fcntl
import os
import shlex
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from alisveien.base.postgres.address import PORT, Cluster, cluster_at
from alisveien.base.postgres.creation import (
    is_strangers,
    make_cluster,
    make_folders,
    make_socket_folder,
    put_aside,
)
from alisveien.base.postgres.programs import Programs, ServerFailed, programs_for

PATIENCE = 10.0
LOG_LIMIT = 10_000_000
# Autovacuum would count tables whose rows a test has not committed as empty, and plans made from that take minutes.
HASTE = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off", "autovacuum": "off"}


@dataclass(frozen=True)
class Running:
    """A server that answers. ``started`` tells whether it was we who started it."""

    cluster: Cluster
    started: bool


@contextmanager
def running(home: Path, *, fsync: bool = True) -> Iterator[Running]:
    """The embedded server of ``home``: made and started when needed, stopped by the last one to leave.

    ``fsync=False`` trades the safety of the data for speed (tests). Raises ServerFailed when it will not
    start; nothing is left half-made then.
    """
    cluster = cluster_at(home)
    make_folders(cluster)
    with lock_file(cluster.base / "users.lock") as users:
        started = enter(cluster, users, fsync=fsync)
        try:
            yield Running(cluster, started)
        finally:
            leave(cluster, users)


def enter(cluster: Cluster, users: int, *, fsync: bool) -> bool:
    """Count ourselves among the users and see to it that the server answers; True when we started it."""
    with door(cluster):
        fcntl.flock(users, fcntl.LOCK_SH)
        programs = programs_for(cluster)
        if is_strangers(cluster):
            stop(cluster, programs)
            put_aside(cluster)
        if answers(cluster, programs):
            return False
        make_cluster(cluster, programs, fsync=fsync)
        make_socket_folder(cluster, programs)
        start(cluster, programs, fsync=fsync)
        return True


def leave(cluster: Cluster, users: int) -> None:
    """Stop counting ourselves; stop the server when nobody else uses it."""
    with door(cluster):
        try:
            fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            fcntl.flock(users, fcntl.LOCK_UN)
            return
        stop(cluster, programs_for(cluster))


@contextmanager
def door(cluster: Cluster) -> Iterator[None]:
    """Alone with the server: nobody else starts or stops it meanwhile."""
    with lock_file(cluster.base / "door.lock") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


@contextmanager
def lock_file(path: Path) -> Iterator[int]:
    """An open file to lock; closing it, or dying, frees the lock. Programs we start do not inherit it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        yield handle
    finally:
        os.close(handle)


def answers(cluster: Cluster, programs: Programs) -> bool:
    """Whether the server takes connections now."""
    if not cluster.socket.is_dir():
        return False
    asked = programs.run("pg_isready", "-h", str(cluster.socket), "-p", str(PORT), "-t", "3", "-q")
    return asked.returncode == 0


def start(cluster: Cluster, programs: Programs, *, fsync: bool) -> None:
    """Start the server and wait until it answers. Raises ServerFailed with the log's last lines.

    Right after a kill −9 old backends hold the directory for a moment, so it is tried again for ten seconds.
    """
    if cluster.log.exists() and cluster.log.stat().st_size > LOG_LIMIT:
        cluster.log.unlink()
    give_up_at = time.monotonic() + PATIENCE
    while True:
        sweep(cluster)
        tried = programs.run("pg_ctl", "start", *start_arguments(cluster, fsync=fsync), patience=300)
        if tried.returncode == 0 and answers(cluster, programs):
            return
        if time.monotonic() > give_up_at:
            raise ServerFailed(f"The database server does not start.\n{tried.stdout[-500:]}\n{tail(cluster)}")
        time.sleep(0.2)


def start_arguments(cluster: Cluster, *, fsync: bool) -> list[str]:
    """What pg_ctl is told: our socket alone, no network, and haste where data may be lost."""
    options = {
        "listen_addresses": "",
        "port": str(PORT),
        "unix_socket_directories": str(cluster.socket),
        "unix_socket_permissions": "0700",
        "max_connections": "60",
        "shared_buffers": "64MB",
        **({} if fsync else HASTE),
    }
    told = " ".join(f"-c {shlex.quote(f'{name}={value}')}" for name, value in options.items())
    return ["-D", str(cluster.data), "-l", log_for(cluster), "-w", "-t", "240", "-s", "-o", told]


def log_for(cluster: Cluster) -> str:
    """The log, made so that the server's user may write it and no stranger read it."""
    if not cluster.log.exists():
        cluster.log.touch(mode=0o600)
        owner = cluster.data.stat()
        os.chown(cluster.log, owner.st_uid, owner.st_gid)
    return str(cluster.log)


def stop(cluster: Cluster, programs: Programs) -> None:
    """Stop the server; open transactions are rolled back. A server that is gone already is no fault."""
    if (cluster.data / "postmaster.pid").exists():
        programs.run("pg_ctl", "stop", "-D", str(cluster.data), "-m", "fast", "-w", "-t", "60", "-s")


def sweep(cluster: Cluster) -> None:
    """Remove a dead server's notes of itself, but only when no process lives in its directory.

    PostgreSQL does this itself unless the noted process number has gone to some other program.
    """
    if Path("/proc/self/cwd").exists() and not anybody_in(cluster.data):
        (cluster.data / "postmaster.pid").unlink(missing_ok=True)
        (cluster.socket / f".s.PGSQL.{PORT}.lock").unlink(missing_ok=True)


def anybody_in(data: Path) -> bool:
    """Whether a live process works in this data directory, which server and backends always do."""
    for cwd in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if cwd.readlink() == data.resolve():
                return True
        except OSError:
            continue
    return False


def tail(cluster: Cluster) -> str:
    """The last lines of the server's log."""
    if not cluster.log.exists():
        return ""
    return "\n".join(cluster.log.read_text(errors="replace").splitlines()[-15:])
