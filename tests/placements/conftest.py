"""The example workbook read in and every trust's round opened; what a test writes is undone after it."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.conf import LazySettings
from django.db import transaction
from django.test import override_settings


@pytest.fixture
def demonstration(register: None, db: None, settings: LazySettings) -> None:
    """A demonstration with the register and no nominations; rows written by the test are undone."""
    settings.DEMONSTRATION = True


@pytest.fixture(scope="module")
def example(register: None, django_db_blocker: Any) -> Iterator[None]:
    """The example workbook, faults and all, as the demonstration loads it; once for a module."""
    loading = import_module("tests.placements.loading")  # models can be imported only when Django is ready
    with override_settings(DEMONSTRATION=True), django_db_blocker.unblock(), transaction.atomic():
        loading.load(loading.EXAMPLE)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def draft(example: None, db: None, settings: LazySettings) -> Any:
    """UNN's round as the demonstration leaves it: the rule sets tried, nothing decided."""
    settings.DEMONSTRATION = True
    people = import_module("tests.placements.people")
    return import_module("alisveien.placements.models").Round.objects.get(trust=people.trust(), year=2028)
