"""The command itself: help that starts nothing, and refusals instead of tracebacks."""

import subprocess
import sys
from pathlib import Path

import pytest

from alisveien.cli.main import commands

ROOT = Path(__file__).resolve().parents[2]


def alisveien(*words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "alisveien.cli.main", *words]
    kept = {"PATH": "/usr/bin:/bin", "PYTHONPATH": str(ROOT), **environment}
    return subprocess.run(command, cwd=ROOT, env=kept, capture_output=True, text=True, check=False, timeout=60)


def test_help_names_every_command_and_starts_nothing(tmp_path: Path) -> None:
    done = alisveien("--help", ALISVEIEN_HOME=str(tmp_path / "home"))
    assert done.returncode == 0
    assert all(name in done.stdout for name in commands())
    assert done.stdout.startswith("Bruk:")
    assert not (tmp_path / "home").exists()


@pytest.mark.parametrize("name", list(commands()))
def test_each_command_has_help_of_its_own(name: str) -> None:
    done = alisveien(name, "--help")
    assert done.returncode == 0
    assert done.stdout.startswith("Bruk:")


@pytest.mark.parametrize("words", [[], ["fly"], ["serve", "--port", "åtte"], ["serve", "--porrt"]])
def test_wrong_words_are_refused_with_two(words: list[str]) -> None:
    done = alisveien(*words)
    assert done.returncode == 2
    assert "Feil:" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_database_that_does_not_answer_is_said_in_words() -> None:
    nowhere = "postgresql://nobody@/nothing?host=/nowhere"
    migrated = alisveien("migrate", DATABASE_URL=nowhere)
    assert migrated.returncode == 2
    assert "Databasen svarer ikke" in migrated.stderr
    assert "Traceback" not in migrated.stderr
    checked = alisveien("check", DATABASE_URL=nowhere)
    assert checked.returncode == 1
    assert "DATABASE_URL" in checked.stdout


def test_an_address_that_is_none_is_said_in_words() -> None:
    done = alisveien("check", DATABASE_URL="mysql://somewhere/else")
    assert done.returncode == 2
    assert "postgresql://" in done.stderr
    assert "Traceback" not in done.stderr
