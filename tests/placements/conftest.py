"""A round read from the example workbook; what a test writes is undone after it."""

from importlib import import_module
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client


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
