"""``make fix``: put right what tools can put right by themselves."""

import subprocess
import sys

from bootstrap import set_up
from steps import ROOT, program

FOLDERS = ["alisveien", "tests", "tools", "bench"]


def main() -> None:
    """Format Python and templates, mend what the linter can mend, and bring the translations up to date."""
    set_up("test")
    mended = subprocess.run([program("ruff"), "check", "--fix", *FOLDERS], cwd=ROOT, check=False).returncode
    subprocess.run([program("ruff"), "format", *FOLDERS], cwd=ROOT, check=True)
    subprocess.run([program("djlint"), "--reformat", "--quiet", "alisveien"], cwd=ROOT, check=False)
    words = subprocess.run([program("python"), "tools/words.py"], cwd=ROOT, check=False).returncode
    sys.exit(mended or words)


if __name__ == "__main__":
    main()
