"""The promise of every list: as many queries at three rows as at one. For the tests of all areas."""

from collections.abc import Callable

from django.db import connection
from django.test.utils import CaptureQueriesContext


def queries_of(read: Callable[[], object]) -> list[str]:
    """The SQL of the queries that ``read`` makes."""
    with CaptureQueriesContext(connection) as seen:
        read()
    return [query["sql"] for query in seen.captured_queries]


def assert_flat(read: Callable[[], object], add_row: Callable[[], object]) -> None:
    """Add one row, count the queries of ``read``; add two more, and expect the same count."""
    add_row()
    read()
    at_one = queries_of(read)
    add_row()
    add_row()
    at_three = queries_of(read)
    assert len(at_three) == len(at_one), "\n".join(["More queries at three rows than at one:", *at_three])
