"""``make test`` and ``make check``: every stage with its seconds; the first that fails ends the run."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from bootstrap import set_up
from steps import ROOT, program, say, seconds

FOLDERS = ["alisveien", "tests", "tools", "bench", "frontend"]
CHECKS = {
    "form": [program("ruff"), "format", "--check", "--quiet", *FOLDERS],
    "regler": [program("ruff"), "check", "--quiet", *FOLDERS],
    "typer": [program("mypy"), "--no-error-summary"],
    "importer": [program("lint-imports"), "--no-cache"],
    "mål for koden": [program("pytest"), "-q", "--no-header", "tests/house/test_budgets.py"],
    "språk": [program("python"), "tools/words.py", "--check"],
    "maler": [program("djlint"), "--check", "--lint", "alisveien"],
    "migreringer": [program("python"), "-m", "django", "makemigrations", "--check", "--dry-run"],
}
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")


def main() -> None:
    """Run the stages; pytest comes last and has the last word."""
    began = time.monotonic()
    set_up("test")
    only_checks = "--only-checks" in sys.argv[1:]
    if not only_checks:
        see_to_chromium()
    for name, command in CHECKS.items():
        stage(name, command)
    say(f"Kontrollene: {seconds(time.monotonic() - began)}\n")
    if not only_checks:
        sys.exit(subprocess.run(tests(), cwd=ROOT, env=environment(), check=False).returncode)


def tests() -> list[str]:
    """The command for all tests, on as many cores as there are, at most four.

    It fails where a branch of engines, rules, queries or services is tried by no test (pyproject.toml, coverage).
    """
    workers = str(min(os.cpu_count() or 1, 4))
    return [program("pytest"), "-n", workers, "--dist", "loadscope", "--durations", "5", "--cov", "--cov-report=term"]


def stage(name: str, command: list[str]) -> None:
    """Run one check; its output shows when it fails, and the run ends there."""
    before = time.monotonic()
    done = subprocess.run(command, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False)
    say(f"  {name:<16}{'ok' if done.returncode == 0 else 'FEIL':<6}{seconds(time.monotonic() - before)}")
    if done.returncode:
        say(done.stdout + done.stderr)
        say(f"Stoppet ved «{name}».")
        sys.exit(1)


def environment() -> dict[str, str]:
    """Our environment with the settings named, and without a database of somebody's own."""
    ours = {name: value for name, value in os.environ.items() if name != "DATABASE_URL"}
    return {**ours, "DJANGO_SETTINGS_MODULE": "alisveien.config.settings", "ALISVEIEN_POOL": "0"}


def see_to_chromium() -> None:
    """The browser tests need Debian's Chromium: installed when we are root, otherwise one line says how."""
    if Path(CHROMIUM).exists():
        return
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        sys.exit("Nettleserprøvene trenger Chromium: sudo apt-get install chromium")
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for name, words in {"Henter pakkelisten": ["update"], "Installerer Chromium": install_words()}.items():
        before = time.monotonic()
        done = subprocess.run(["apt-get", "-qq", *words], env=quiet, capture_output=True, text=True, check=False)
        if done.returncode:
            sys.exit(f"{name} gikk ikke:\n{done.stdout}{done.stderr}")
        say(f"  {name} (nedlasting): {seconds(time.monotonic() - before)}")


def install_words() -> list[str]:
    """What apt-get is told, with no more packages than the browser needs."""
    return ["install", "--yes", "--no-install-recommends", "chromium"]


if __name__ == "__main__":
    main()
