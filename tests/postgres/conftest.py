"""Homes to try the launcher in, and processes to try it with. Everything is real; nothing is a stand-in."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

from alisveien.base.postgres.address import ELSEWHERE, Cluster, cluster_at, settings_of

ROOT = Path(__file__).resolve().parents[2]


class Holder:
    """One process that uses the server."""

    def __init__(self, home: Path, user: str = "") -> None:
        command = [sys.executable, str(Path(__file__).with_name("holder.py")), str(home), *user.split()]
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
        )

    def word(self) -> str:
        """What it says once the server answers."""
        return self.process.stdout.readline().strip()

    def leave(self) -> None:
        """Let it end in good order."""
        self.process.communicate(timeout=60)

    def kill(self) -> None:
        """Kill −9, as the kernel does when memory is out."""
        self.process.kill()
        self.process.communicate(timeout=60)


@pytest.fixture
def home() -> Iterator[Path]:
    """An empty home that every user can reach, cleared away with its server afterwards."""
    folder = Path(tempfile.mkdtemp(prefix="alisveien-test-"))
    folder.chmod(0o755)
    yield folder
    clear(folder)


def clear(folder: Path) -> None:
    """Kill what still runs in the home and remove all of it."""
    cluster = cluster_at(folder)
    for number in dwellers(cluster):
        try:
            os.kill(number, signal.SIGKILL)
        except ProcessLookupError:
            continue
    shutil.rmtree(folder, ignore_errors=True)
    shutil.rmtree(cluster.socket, ignore_errors=True)
    if cluster.base.is_relative_to(ELSEWHERE):
        shutil.rmtree(cluster.base, ignore_errors=True)


@pytest.fixture
def holder(home: Path) -> Iterator[Callable[..., Holder]]:
    """A maker of processes that use the server; those left over are ended."""
    made: list[Holder] = []

    def make(at: Path = home, user: str = "") -> Holder:
        made.append(Holder(at, user))
        return made[-1]

    yield make
    for one in made:
        if one.process.poll() is None:
            one.kill()


def connect(cluster: Cluster, **changes: object) -> psycopg.Connection:
    """A connection as the application makes it."""
    found = settings_of(cluster)
    where = {"host": found["HOST"], "port": found["PORT"], "user": found["USER"], "dbname": found["NAME"]}
    return psycopg.connect(**{**where, **changes}, autocommit=True)


def dwellers(cluster: Cluster) -> list[int]:
    """The processes that work in the data directory: server and backends."""
    found = []
    for cwd in Path("/proc").glob("[0-9]*/cwd"):
        try:
            if cwd.readlink() == cluster.data:
                found.append(int(cwd.parent.name))
        except OSError:
            continue
    return found


def postmaster(cluster: Cluster) -> int:
    """The server's process number."""
    return int((cluster.data / "postmaster.pid").read_text().splitlines()[0])


def soon(holds: Callable[[], bool], *, seconds: float = 15) -> bool:
    """Whether something comes to hold within the time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if holds():
            return True
        time.sleep(0.05)
    return holds()
