"""What every test stands on: settings for tests, and a fast database that starts when a test asks for one.

All runs on this machine share one embedded cluster under ``.local/test`` (no fsync); each run, and each of
its workers, has databases of its own there (tests/states.py). A run without database tests starts no server.
"""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.db import transaction
from hypothesis import HealthCheck, is_hypothesis_test
from hypothesis import settings as property_settings

from alisveien.base.postgres.address import PORT, ROLE, STEWARD, Cluster
from alisveien.base.postgres.server import running

BROWSER = Path(__file__).parent / "browser"
TEST_HOME = Path(__file__).resolve().parents[1] / ".local" / "test"

# A busy machine fails no property: neither the time of one example nor that of making them is asserted.
property_settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
property_settings.load_profile("untimed")

os.environ["DJANGO_SETTINGS_MODULE"] = "alisveien.config.settings"
os.environ["ALISVEIEN_HOME"] = str(TEST_HOME)
os.environ["ALISVEIEN_POOL"] = "0"
os.environ.pop("DATABASE_URL", None)


def run_number() -> int:
    """The process number of the run: the controller's, which its workers see as their parent's."""
    return os.getppid() if "PYTEST_XDIST_WORKER" in os.environ else os.getpid()


def tidy(cluster: Cluster) -> None:
    """Let the application's role make test databases; drop those whose run is no longer alive."""
    where = {"host": str(cluster.socket), "port": PORT, "user": STEWARD, "dbname": "postgres"}
    with psycopg.connect(**where, autocommit=True) as connection:
        connection.execute("SELECT pg_advisory_lock(1)")
        connection.execute(f"ALTER ROLE {ROLE} CREATEDB")
        import_module("tests.states").forget(connection)
        names = connection.execute("SELECT datname FROM pg_database WHERE datname LIKE 'test_run_%'").fetchall()
        for (name,) in names:
            number = re.match(r"test_run_(\d+)", name)
            if number and not Path(f"/proc/{number[1]}").exists():
                connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """The shared test cluster, running while any run needs it."""
    with running(TEST_HOME, fsync=False) as server:
        tidy(server.cluster)
        yield server.cluster


@pytest.fixture(scope="session")
def states(cluster: Cluster, request: pytest.FixtureRequest, django_db_blocker: Any) -> Iterator[Any]:
    """The databases this worker stands on; each is copied when a test first asks for it."""
    made = import_module("tests.states")  # Django must be ready
    worker = f"test_run_{run_number()}_{os.environ.get('PYTEST_XDIST_WORKER', 'alone')}"
    measured = bool(request.config.getoption("--cov", default=None))
    found = made.States(cluster, worker, f"test_run_{run_number()}_state_{{}}".format if measured else made.kept)
    yield found
    with django_db_blocker.unblock():
        import_module("django.db").connection.close()
        found.leave()


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any, states: Any) -> None:
    """The worker's database: every table, no row. In place of pytest-django's, which migrates for each worker."""
    settings_dict = import_module("django.db").connection.settings_dict
    with django_db_blocker.unblock():
        settings_dict["NAME"] = states.copy("empty")


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Let passwords cost nothing."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # half a second less per person


@contextmanager
def standing(states: Any, blocker: Any, state: str) -> Iterator[None]:
    """A database in a state for a module; what the module writes is undone after it."""
    with blocker.unblock(), states.standing(state), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def register(django_db_setup: None, django_db_blocker: Any, states: Any) -> Iterator[None]:
    """The register in the database for a module."""
    with standing(states, django_db_blocker, "register"):
        yield


@pytest.fixture
def fresh_register(db: None, django_db_blocker: Any, states: Any) -> Iterator[None]:
    """The register in the database for one test, among others that want none."""
    with standing(states, django_db_blocker, "register"):
        yield


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out of the measured branches what tries a thousand cases or draws whole pages.

    They cost most when measured, and a branch that only they take is a branch nobody has said the meaning of.
    """
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)) or BROWSER in item.path.parents:
            item.add_marker(pytest.mark.no_cover)
