"""Each import contract is broken once on purpose, in a copy, to see it refuse and say its name."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FLOORS = "The floors: areas import downwards only"
ROOMS = "Inside an area: files import downwards only"
ENGINES = "Engines know no framework, no clock, no chance"
FACES = "Views and faces import no model"
RINGS = "No engine imports itself in a ring"

BREACHES = {
    "an area imports one above it": (FLOORS, {"base/broken.py": "import alisveien.places.apps"}),
    "neighbours import each other": (FLOORS, {"public/broken.py": "import alisveien.cli.main"}),
    "a folder nobody has placed": (FLOORS, {"attic/__init__.py": '"""Not placed."""'}),
    "a model imports its page": (
        ROOMS,
        {"places/views.py": "", "places/models/facts.py": "import alisveien.places.views"},
    ),
    "an engine imports Django": (ENGINES, {"engines/calendar/broken.py": "import django.db"}),
    "an engine imports chance": (ENGINES, {"engines/calendar/broken.py": "import random"}),
    "a face imports a model": (
        FACES,
        {"public/broken.py": "import alisveien.places.models"},
    ),
    "engines go in a ring": (
        RINGS,
        {
            "engines/one/__init__.py": "import alisveien.engines.two",
            "engines/two/__init__.py": "import alisveien.engines.one",
        },
    ),
}


def add(package: Path, files: dict[str, str]) -> None:
    """Add a line at the end of each file, which is made where it does not exist."""
    for name, line in files.items():
        path = package / name
        path.parent.mkdir(exist_ok=True)
        with path.open("a", encoding="utf-8") as file:
            file.write(f"\n{line}\n")


def verdict(folder: Path) -> tuple[int, str]:
    """What the linter says of the copy in ``folder``."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.parametrize("breach", BREACHES)
def test_a_broken_contract_is_refused_by_name(breach: str, tmp_path: Path) -> None:
    contract, files = BREACHES[breach]
    shutil.copy(ROOT / ".importlinter", tmp_path)
    skip = shutil.ignore_patterns("__pycache__", "static", "templates", "*.html")
    shutil.copytree(ROOT / "alisveien", tmp_path / "alisveien", ignore=skip)
    add(tmp_path / "alisveien", files)
    code, words = verdict(tmp_path)
    assert code == 1, words
    assert f"{contract} BROKEN" in words
