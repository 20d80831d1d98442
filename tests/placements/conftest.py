"""A round read from the example workbook, once per module; what a test writes is undone after it."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import call_command
from django.db import transaction
from django.test import Client


@pytest.fixture(scope="module")
def register(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The register in the database for a module, rolled back after it."""
    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_register", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def demonstration(register: None, db: None, settings: LazySettings) -> None:
    """A demonstration with the register and no round; rows written by the test are undone."""
    settings.DEMONSTRATION = True


@pytest.fixture
def round_(demonstration: None) -> Any:
    """The round of the example workbook, faults and all."""
    loading = import_module("tests.placements.loading")  # models can be imported only when Django is ready
    loading.load(loading.EXAMPLE)
    return loading.loaded_round()


@pytest.fixture
def page(round_: Any, client: Client) -> Client:
    """A visitor to the pages of the round."""
    return client
