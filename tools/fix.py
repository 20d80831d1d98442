"""``make fix``: put right what tools can put right by themselves."""

import subprocess
import sys

from bootstrap import set_up
from steps import ROOT, program

FOLDERS = ["alisveien", "tests", "tools", "bench"]


def main() -> None:
    """Format Python and templates, and mend what the linter can mend."""
    set_up("test")
    mended = subprocess.run([program("ruff"), "check", "--fix", *FOLDERS], cwd=ROOT, check=False).returncode
    subprocess.run([program("ruff"), "format", *FOLDERS], cwd=ROOT, check=True)
    subprocess.run([program("djlint"), "--reformat", "--quiet", "alisveien"], cwd=ROOT, check=False)
    sys.exit(mended)


if __name__ == "__main__":
    main()
