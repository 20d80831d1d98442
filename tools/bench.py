"""``make bench``: the tables of bench/, one file after the other."""

import os
import subprocess
import sys

from bootstrap import set_up
from steps import ROOT, program, say


def main() -> None:
    """Run every file in bench/ that is a table of its own; one that fails stops none of the others."""
    set_up("app")
    failed = []
    for path in sorted((ROOT / "bench").glob("*.py")):
        if path.stem == "allocation" or "__main__" not in path.read_text(encoding="utf-8"):
            continue
        say(f"\n{path.stem}")
        done = subprocess.run(
            [program("python"), str(path)],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            check=False,
        )
        if done.returncode:
            failed.append(path.stem)
    if failed:
        sys.exit(f"\nFeilet: {', '.join(failed)}")


if __name__ == "__main__":
    main()
