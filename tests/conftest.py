"""What every test stands on: settings for tests, and a fast database that starts when a test asks for one.

All runs on this machine share one embedded cluster under ``.local/test`` (no fsync); each run, and each of
its workers, has a database of its own there. A run without database tests starts no server.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.core.management import call_command
from django.db import transaction
from hypothesis import is_hypothesis_test

from alisveien.base.postgres.address import PORT, ROLE, STEWARD, Cluster
from alisveien.base.postgres.server import running

BROWSER = Path(__file__).parent / "browser"
TEST_HOME = Path(__file__).resolve().parents[1] / ".local" / "test"

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
def django_db_modify_db_settings(cluster: Cluster, django_db_modify_db_settings_parallel_suffix: None) -> None:
    """Start the cluster before Django makes its test database in it."""


@pytest.hookimpl(tryfirst=True)
def pytest_configure() -> None:
    """Name the test database after the run, so that two runs at once do not meet; let passwords cost nothing."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # a slow one is slow on purpose
    settings.DATABASES["default"].setdefault("TEST", {})["NAME"] = f"test_run_{run_number()}"
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # half a second less per person


@pytest.fixture(scope="module")
def register(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The register in the database for a module, rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_register", verbosity=0)
        yield
        transaction.set_rollback(True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave out of the measured branches what tries a thousand cases or draws whole pages.

    They cost most when measured, and a branch that only they take is a branch nobody has said the meaning of.
    """
    for item in items:
        if is_hypothesis_test(getattr(item, "obj", None)) or BROWSER in item.path.parents:
            item.add_marker(pytest.mark.no_cover)
