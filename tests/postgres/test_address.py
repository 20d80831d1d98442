"""Where the database is found: from DATABASE_URL, else from the home alone."""

from pathlib import Path

import pytest

from alisveien.base.postgres.address import cluster_at, database_settings


def test_the_address_in_the_environment_goes_first() -> None:
    found = database_settings(
        {"DATABASE_URL": "postgresql://vei:h%40m@db.example:5433/reg?sslmode=require"}, Path("/x")
    )
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("reg", "vei", "h@m")
    assert (found["HOST"], found["PORT"]) == ("db.example", "5433")
    assert found["OPTIONS"]["sslmode"] == "require"


def test_a_socket_folder_can_stand_in_the_address() -> None:
    found = database_settings({"DATABASE_URL": "postgres:///reg?host=/run/postgresql"}, Path("/x"))
    assert (found["HOST"], found["NAME"]) == ("/run/postgresql", "reg")


@pytest.mark.parametrize("url", ["mysql://a/b", "postgres://host", "reg"])
def test_an_address_of_something_else_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="DATABASE_URL"):
        database_settings({"DATABASE_URL": url}, Path("/x"))


def test_without_an_address_the_home_decides_and_nothing_is_started(tmp_path: Path) -> None:
    found = database_settings({}, tmp_path)
    assert found == database_settings({}, tmp_path)
    assert found["HOST"] == str(cluster_at(tmp_path).socket)
    assert list(tmp_path.iterdir()) == []


def test_connections_are_pooled_and_checked_before_use() -> None:
    found = database_settings({}, Path("/x"))
    assert (found["CONN_MAX_AGE"], found["CONN_HEALTH_CHECKS"]) == (0, True)
    assert found["OPTIONS"]["pool"]["timeout"] == 3
    assert "pool" not in database_settings({"ALISVEIEN_POOL": "0"}, Path("/x"))["OPTIONS"]
