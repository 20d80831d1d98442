"""Databases the tests stand on, made once and copied: migrated, with the register, with the example.

Making one takes from five to forty seconds, copying it a fifth of a second. Each is named by a fingerprint of all that
could make it another (our code and data, the packages, the day) and kept for the next run; a run that measures which
branches are tried makes its own, so that what making them tries is counted.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple

import psycopg
from django.core.management import call_command
from django.db import connection, connections
from django.test import override_settings

from alisveien.base.days import NORWAY
from alisveien.base.postgres.address import PORT, ROLE, STEWARD, Cluster

ROOT = Path(__file__).resolve().parents[1]
TABLES = (
    "alisveien/*/migrations/*.py",
    "alisveien/*/models.py",
    "alisveien/*/models/*.py",
    "alisveien/base/**/*.py",
    "alisveien/journal/*.py",
    "alisveien/config/settings.py",
    "requirements/*.txt",
    "tests/states.py",
)
"""What makes the tables; migrations that import something else must add it here."""
ROWS = ("alisveien/**/*.py", "data/**/*.*", "tests/placements/*.py")
KEPT = "state_"


class State(NamedTuple):
    """A state is another with something done to it; ``sources`` are the files that could make it another."""

    after: str
    deed: Callable[[], object]
    sources: tuple[str, ...] = ROWS


def _example() -> None:
    """The example workbook, faults and all, as the demonstration loads it at the hour of the tests of rounds."""
    loading = import_module("tests.placements.loading")  # models can be imported only when Django is ready
    loading.load(loading.EXAMPLE)


SHOWN = (
    "load_agreements",
    "load_institutions",
    "load_enquiries",
    "load_old_scheme",
    "load_demo_accounts",
    "load_persons",
    "load_outreach",
    "load_confirmations",
    "load_capacity",
    "load_gate",
    "load_stays",
    "load_swaps",
    "load_rounds",
    "load_west",
    "load_history",
)
"""What a demonstration loads after the example, for the pages a browser visits."""


def _shown() -> None:
    for command in SHOWN:
        call_command(command, verbosity=0)


STATES = {
    "empty": State("", partial(call_command, "migrate", interactive=False, verbosity=0), TABLES),
    "register": State("empty", partial(call_command, "load_register", verbosity=0)),
    "example": State("register", _example),
    "demonstration": State("register", partial(call_command, "load_demonstration", verbosity=0)),
    "shown": State("demonstration", _shown),
}


@cache
def fingerprint(sources: tuple[str, ...]) -> str:
    """The content of some files, and the day: what is loaded knows which day it is."""
    found = hashlib.sha256(datetime.now(NORWAY).date().isoformat().encode())
    for path in sorted(path for pattern in sources for path in ROOT.glob(pattern) if path.is_file()):
        found.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return found.hexdigest()[:12]


def kept(state: str) -> str:
    """The name of a state that is kept for the next run, as it is of these files and this day."""
    after, _deed, sources = STATES[state]
    return f"{KEPT}{fingerprint(TABLES + sources if after else sources)}_{state}"


class States:
    """The states of a worker: ``own`` is its database, ``named`` gives the names of the states it copies."""

    def __init__(self, cluster: Cluster, own: str, named: Callable[[str], str]) -> None:
        self.where = {"host": str(cluster.socket), "port": PORT, "user": STEWARD, "dbname": "postgres"}
        self.own = own
        self.named = named
        self.copies: list[str] = []
        self.stood = ["empty"]

    def copy(self, state: str) -> str:
        """A database of the worker's own in a state, the same one however often it is asked for."""
        name = self.own if state == "empty" else f"{self.own}_{state}"
        if name not in self.copies:
            with self._steward() as steward:
                _copied(steward, self._made(steward, state), name)
            self.copies.append(name)
        return name

    @contextmanager
    def standing(self, state: str) -> Iterator[None]:
        """The connection leads to a database in the state, or stays where that is so already.

        What is written there stays, so undo it.
        """
        if state in _passed(self.stood[-1]):
            yield
            return
        with _leading_to(self.copy(state)):
            self.stood.append(state)
            try:
                yield
            finally:
                self.stood.pop()

    def leave(self, state: str = "") -> None:
        """Drop the worker's copy of a state, or all of them."""
        dropped = [one for one in self.copies if not state or one == f"{self.own}_{state}"]
        with self._steward() as steward:
            for one in dropped:
                steward.execute(f'DROP DATABASE IF EXISTS "{one}" WITH (FORCE)')
        self.copies = [one for one in self.copies if one not in dropped]

    @contextmanager
    def _steward(self) -> Iterator[Any]:
        """Alone with the states: two workers do not make the same one."""
        with psycopg.connect(**self.where, autocommit=True) as steward:
            steward.execute("SELECT pg_advisory_lock(2)")
            yield steward

    def _made(self, steward: Any, state: str) -> str:
        """The database of a state, made when there is none."""
        name = self.named(state)
        if steward.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return name
        after, deed, _sources = STATES[state]
        unfinished = f"{name}_unfinished"
        _copied(steward, self._made(steward, after) if after else "template0", unfinished)
        with _leading_to(unfinished), override_settings(DEMONSTRATION=True):
            deed()
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
        steward.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{name}"')
        return name


def forget(steward: Any) -> None:
    """Drop the states of other files and other days, and none that another worker is making just now."""
    ours = {f"{kept(state)}{made}" for state in STATES for made in ("", "_unfinished")}
    names = steward.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [KEPT]).fetchall()
    for name in {name for (name,) in names} - ours:
        steward.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _passed(state: str) -> list[str]:
    """A state and those it came after."""
    after = STATES[state].after
    return [state, *(_passed(after) if after else [])]


def _copied(steward: Any, source: str, name: str) -> None:
    steward.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
    steward.execute(f'CREATE DATABASE "{name}" OWNER "{ROLE}" TEMPLATE "{source}"')


@contextmanager
def _leading_to(name: str) -> Iterator[None]:
    """A new connection to a database stands in for the one at hand, which stays open as it is.

    Threads that connect meanwhile are led there too: the settings are theirs as well.
    """
    settings, before = connection.settings_dict, connections["default"]
    usual = settings["NAME"]
    settings["NAME"] = name
    connections["default"] = connections.create_connection("default")
    try:
        yield
    finally:
        connections["default"].close()
        settings["NAME"] = usual
        connections["default"] = before
