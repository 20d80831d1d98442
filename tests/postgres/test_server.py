"""The embedded server through everything that happens to one: starts, neighbours, and violent ends."""

import os
import pwd
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

import psycopg
import pytest

from alisveien.base.postgres import server as server_module
from alisveien.base.postgres.address import LONGEST_SOCKET, cluster_at, open_to_all
from alisveien.base.postgres.creation import put_aside
from alisveien.base.postgres.programs import ServerFailed, wheel_folder
from alisveien.base.postgres.server import running
from tests.postgres.conftest import Holder, clear, connect, dwellers, postmaster, soon

Make = Callable[..., Holder]
as_root = pytest.mark.skipif(os.geteuid() != 0, reason="only root can act as another user")


def keep(home: Path, text: str) -> None:
    with connect(cluster_at(home)) as connection:
        connection.execute("CREATE TABLE IF NOT EXISTS kept (text text)")
        connection.execute("INSERT INTO kept VALUES (%s)", [text])


def kept(home: Path) -> list[str]:
    with connect(cluster_at(home)) as connection:
        return [row[0] for row in connection.execute("SELECT text FROM kept ORDER BY text")]


def test_the_first_start_makes_a_server_and_the_end_stops_it(home: Path) -> None:
    with running(home) as server:
        assert server.started
        keep(home, "first")
    assert soon(lambda: not dwellers(cluster_at(home)))


def test_the_second_start_finds_every_row(home: Path) -> None:
    with running(home, fsync=False):
        keep(home, "first")
    with running(home, fsync=False) as server:
        assert server.started
        assert kept(home) == ["first"]


def test_the_role_is_not_superuser_and_makes_neither_roles_nor_databases(home: Path) -> None:
    asked = "SELECT rolsuper, rolcreaterole, rolcreatedb, rolreplication, rolbypassrls FROM pg_roles"
    with running(home, fsync=False) as server, connect(server.cluster) as connection:
        assert not any(connection.execute(f"{asked} WHERE rolname = current_user").fetchone())
        assert (
            connection.execute(
                "SELECT current_user, pg_get_userbyid(datdba) FROM pg_database WHERE datname = current_database()"
            ).fetchone()
            == ("alisveien",) * 2
        )
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute("CREATE ROLE another SUPERUSER")


def test_norwegian_letters_have_their_lower_case_whatever_the_locale(home: Path, monkeypatch) -> None:
    monkeypatch.setenv("LC_ALL", "C")
    with running(home, fsync=False) as server, connect(server.cluster) as connection:
        assert connection.execute("SELECT lower('ÆØÅ'), lower('Å') = 'å'").fetchone() == ("æøå", True)


def test_nobody_listens_on_the_network(home: Path) -> None:
    with running(home, fsync=False) as server, connect(server.cluster) as connection:
        assert connection.execute("SHOW listen_addresses").fetchone() == ("",)
        assert server.cluster.socket.stat().st_mode & 0o077 == 0


def test_a_killed_application_leaves_a_server_that_the_next_one_takes_over(home: Path, holder: Make) -> None:
    first = holder()
    assert first.word() == "started"
    keep(home, "before the kill")
    first.kill()
    second = holder()
    assert second.word() == "attached"
    assert kept(home) == ["before the kill"]
    second.leave()
    assert soon(lambda: not dwellers(cluster_at(home)))


def test_a_killed_server_is_started_again_with_all_its_rows(home: Path, holder: Make) -> None:
    first = holder()
    assert first.word() == "started"
    keep(home, "before the kill")
    with connect(cluster_at(home)):
        os.kill(postmaster(cluster_at(home)), signal.SIGKILL)
        assert holder().word() == "started"
        assert kept(home) == ["before the kill"]


def test_leaving_after_the_server_was_killed_is_no_fault(home: Path, holder: Make) -> None:
    first = holder()
    assert first.word() == "started"
    os.kill(postmaster(cluster_at(home)), signal.SIGKILL)
    first.leave()
    assert first.process.returncode == 0


def test_the_server_stays_until_the_last_one_leaves(home: Path, holder: Make) -> None:
    first = holder()
    assert first.word() == "started"
    second = holder()
    assert second.word() == "attached"
    first.leave()
    keep(home, "still here")
    second.leave()
    assert soon(lambda: not dwellers(cluster_at(home)))


def test_three_first_starts_at_once_make_one_server(home: Path, holder: Make) -> None:
    three = [holder() for _ in range(3)]
    assert sorted(one.word() for one in three) == ["attached", "attached", "started"]
    keep(home, "shared")
    for one in three:
        one.leave()
    assert soon(lambda: not dwellers(cluster_at(home)))


def test_a_first_start_that_was_killed_midway_is_begun_again(home: Path, holder: Make) -> None:
    base = cluster_at(home).base
    first = holder()
    assert soon(lambda: any(base.glob("data.half-*/PG_VERSION")))
    first.kill()
    assert holder().word() == "started"
    keep(home, "whole")
    assert (base / "data" / "PG_VERSION").exists()


def test_a_half_made_cluster_is_thrown_away(home: Path, holder: Make) -> None:
    half = cluster_at(home).base / "data.half-earlier"
    half.mkdir(parents=True)
    (half / "PG_VERSION").write_text("18\n")
    assert holder().word() == "started"
    keep(home, "whole")
    assert not half.exists()


def test_a_process_number_that_went_to_another_program_does_not_keep_it_from_starting(home: Path, holder: Make) -> None:
    with running(home, fsync=False):
        keep(home, "first")
        notes = (cluster_at(home).data / "postmaster.pid").read_text().splitlines()
    data = cluster_at(home).data
    stranger = subprocess.Popen(["/bin/sleep", "60"], user=data.stat().st_uid if os.geteuid() == 0 else None)
    try:
        (data / "postmaster.pid").write_text("\n".join([str(stranger.pid), *notes[1:]]) + "\n")
        assert holder().word() == "started"
        assert kept(home) == ["first"]
    finally:
        stranger.kill()
        stranger.wait()


def test_a_running_server_is_not_swept_away_when_it_does_not_answer(home: Path, holder: Make, monkeypatch) -> None:
    monkeypatch.setattr(server_module, "PATIENCE", 1.0)
    assert holder().word() == "started"
    cluster = cluster_at(home)
    (cluster.socket / ".s.PGSQL.5432").unlink()
    with pytest.raises(ServerFailed, match="does not start"), running(home, fsync=False):
        pass
    assert (cluster.data / "postmaster.pid").exists()


def test_a_long_path_gets_a_short_socket(home: Path, holder: Make) -> None:
    long = home / ("l" * 60) / ("m" * 60)
    cluster = cluster_at(long)
    try:
        assert len(str(cluster.socket / ".s.PGSQL.5432")) <= LONGEST_SOCKET
        assert holder(long).word() == "started"
        keep(long, "far away")
    finally:
        clear(long)


def test_a_path_with_spaces_and_letters_of_our_own_works(home: Path, holder: Make) -> None:
    odd = home / "på vei, til «Å»"
    try:
        assert holder(odd).word() == "started"
        keep(odd, "odd")
        assert kept(odd) == ["odd"]
    finally:
        clear(odd)


@as_root
def test_an_ordinary_user_runs_the_server_as_itself(home: Path, holder: Make) -> None:
    nobody = pwd.getpwnam("nobody")
    if not open_to_all(wheel_folder() / "pginstall18"):
        pytest.skip("the programs lie where only root reads")
    os.chown(home, nobody.pw_uid, nobody.pw_gid)
    first = holder(user=str(nobody.pw_uid))
    assert first.word() == "started"
    assert (home / "postgres" / "data").stat().st_uid == nobody.pw_uid
    first.leave()
    assert first.process.returncode == 0


@as_root
def test_root_runs_the_server_as_somebody_else(home: Path) -> None:
    with running(home, fsync=False) as server:
        assert Path(f"/proc/{postmaster(server.cluster)}").stat().st_uid != 0


@as_root
def test_a_home_nobody_else_can_reach_keeps_its_cluster_elsewhere(home: Path, holder: Make) -> None:
    home.chmod(0o700)
    first = holder()
    assert first.word() == "started"
    keep(home, "closed home")
    assert cluster_at(home).lies_elsewhere
    first.leave()
    assert holder().word() == "started"
    assert kept(home) == ["closed home"]


@as_root
def test_a_new_clone_in_an_old_place_does_not_find_the_old_rows(home: Path) -> None:
    home.chmod(0o700)
    with running(home, fsync=False):
        keep(home, "old clone")
    for mark in home.iterdir():
        mark.unlink()
    with running(home, fsync=False) as server:
        assert server.started
        keep(home, "new clone")
        assert kept(home) == ["new clone"]


def test_the_start_says_why_it_failed(home: Path, monkeypatch) -> None:
    monkeypatch.setattr(server_module, "PATIENCE", 1.0)
    with running(home, fsync=False):
        pass
    (cluster_at(home).data / "PG_VERSION").write_text("9\n")
    with pytest.raises(ServerFailed, match="does not start"), running(home, fsync=False):
        pass


def test_attaching_starts_nothing(home: Path, holder: Make) -> None:
    assert holder().word() == "started"
    with running(home, fsync=False) as server:
        assert not server.started


def test_putting_aside_keeps_the_earlier_data(home: Path) -> None:
    home.chmod(0o755)
    cluster = cluster_at(home)
    cluster.data.mkdir(parents=True)
    (cluster.data / "sign").write_text("earlier")
    put_aside(cluster)
    assert (cluster.base / "data.forrige" / "sign").read_text() == "earlier"
