"""The example workbook read in and every trust's round opened; what a test writes is undone after it."""

from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import override_settings

from tests.conftest import standing


@pytest.fixture
def demonstration(register: None, db: None, settings: LazySettings) -> None:
    """A demonstration with the register and no nominations; rows written by the test are undone."""
    settings.DEMONSTRATION = True


@pytest.fixture(scope="module")
def example(django_db_setup: None, django_db_blocker: Any, states: Any) -> Iterator[None]:
    """The register and the example workbook, faults and all, as the demonstration loads it; for a module."""
    with override_settings(DEMONSTRATION=True), standing(states, django_db_blocker, "example"):
        yield


@pytest.fixture
def draft(example: None, db: None, settings: LazySettings) -> Any:
    """UNN's round as the demonstration leaves it: the rule sets tried, nothing decided."""
    settings.DEMONSTRATION = True
    people = import_module("tests.placements.people")
    return import_module("alisveien.placements.models").Round.objects.get(trust=people.trust(), year=2028)
