"""Running programs step by step, saying what is done and how long it took. Standard library only."""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ENVIRONMENT = ROOT / ".venv"


class Steps:
    """Counts the steps of a run, with downloads kept apart from the rest."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.downloads = 0.0

    def run(self, what: str, command: Sequence[object], *, download: bool = False) -> None:
        """Run a program quietly; its output shows only when it fails, and then everything ends."""
        before = time.monotonic()
        with tempfile.TemporaryFile() as output:
            process = subprocess.Popen([str(word) for word in command], cwd=ROOT, stdout=output, stderr=output)
            watch(process, what)
            taken = time.monotonic() - before
            if process.returncode:
                say(f"  {what}: gikk galt etter {seconds(taken)}")
                output.seek(0)
                say(output.read().decode(errors="replace"))
                sys.exit(1)
        self.downloads += taken if download else 0
        say(f"  {what}: {seconds(taken)}")

    def end(self) -> None:
        """Say the sum, downloads apart."""
        total = time.monotonic() - self.began
        apart = f", og {seconds(self.downloads)} med nedlasting" if self.downloads else ""
        say(f"  Oppsett: {seconds(total - self.downloads)}{apart}\n")


def watch(process: subprocess.Popen[bytes], what: str) -> None:
    """Wait for a program; where a person watches, count the seconds meanwhile."""
    before = time.monotonic()
    while process.poll() is None:
        time.sleep(0.05)
        if sys.stdout.isatty():
            print(f"\r  {what} … {int(time.monotonic() - before)} s", end="", flush=True)
    if sys.stdout.isatty():
        print("\r\033[K", end="", flush=True)


def say(text: str) -> None:
    """Write at once."""
    print(text, flush=True)


def seconds(value: float) -> str:
    """A time in seconds with one decimal, as Norwegians write it."""
    return f"{value:.1f} s".replace(".", ",")


def program(name: str) -> str:
    """The path of a program in the project's environment."""
    return str(ENVIRONMENT / "bin" / name)


def go_on_as(command: Sequence[str], **environment: str) -> None:
    """Become another program, so that Ctrl-C and exit code are its own. Does not come back."""
    sys.stdout.flush()
    os.chdir(ROOT)
    os.execve(command[0], list(command), {**os.environ, **environment})  # noqa: S606  nothing of a shell is wanted
