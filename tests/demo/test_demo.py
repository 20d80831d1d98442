"""The demonstration as a newcomer meets it: starts, answers, says when a port is taken, stops everything."""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from alisveien.base.postgres.address import cluster_at
from tests.postgres.conftest import clear, dwellers, soon

ROOT = Path(__file__).resolve().parents[2]


class Demo:
    """A running ``alisveien demo``."""

    def __init__(self, home: Path, port: int) -> None:
        self.output = (home / "output.txt").open("w+", encoding="utf-8")
        command = [sys.executable, "-m", "alisveien.cli.main", "demo", "--port", str(port)]
        kept = {name: value for name, value in os.environ.items() if not name.startswith("ALISVEIEN_")}
        self.process = subprocess.Popen(
            command,
            cwd=ROOT,
            stdout=self.output,
            stderr=subprocess.STDOUT,
            env={**kept, "ALISVEIEN_HOME": str(home), "PYTHONPATH": str(ROOT)},
        )

    def said(self) -> str:
        return Path(self.output.name).read_text(encoding="utf-8")

    def address(self) -> str:
        """The address it prints, once it does."""
        assert soon(lambda: "http://" in self.said() or self.process.poll() is not None, seconds=300), self.said()
        found = re.search(r"http://\S+", self.said())
        assert found, self.said()
        return found[0]

    def end(self, number: signal.Signals = signal.SIGINT) -> int:
        self.process.send_signal(number)
        code = self.process.wait(timeout=60)
        self.output.close()
        return code


@pytest.fixture
def home() -> Iterator[Path]:
    folder = Path(tempfile.mkdtemp(prefix="alisveien-demo-"))
    folder.chmod(0o755)
    yield folder
    clear(folder)
    shutil.rmtree(folder, ignore_errors=True)


def port() -> int:
    """A port that is free just now."""
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])


def answer(address: str) -> int:
    """The status of a page."""
    try:
        with urllib.request.urlopen(address, timeout=30) as response:
            return int(response.status)
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def refuses(address: str) -> bool:
    """Whether nobody answers there."""
    number = int(address.rstrip("/").rsplit(":", 1)[1])
    with socket.socket() as tried:
        return tried.connect_ex(("127.0.0.1", number)) != 0


def test_it_serves_stops_all_it_started_and_starts_again(home: Path) -> None:
    demo = Demo(home, port())
    address = demo.address()
    assert answer(address) == 200
    assert answer(f"{address}healthz") == 200
    assert demo.end() == 0
    assert soon(lambda: refuses(address) and not dwellers(cluster_at(home)))

    again = Demo(home, port())
    again.address()
    assert again.end(signal.SIGTERM) == 0
    assert soon(lambda: not dwellers(cluster_at(home)))


def test_a_taken_port_is_said_and_another_used(home: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        number = taken.getsockname()[1]
        demo = Demo(home, number)
        address = demo.address()
        assert f"Port {number} er opptatt" in demo.said()
        assert f":{number}/" not in address
        with urllib.request.urlopen(f"{address}utboks/", timeout=30) as response:
            letters = response.read().decode()
        assert f'href="{address}runder/' in letters, "letters lead to the port it took"
        assert demo.end() == 0


def test_a_killed_demonstration_takes_its_web_server_along(home: Path) -> None:
    demo = Demo(home, port())
    address = demo.address()
    demo.process.kill()
    demo.process.wait()
    demo.output.close()
    assert soon(lambda: refuses(address))
