"""List the targets of the Makefile with the words that stand behind them."""

import re
import sys
from pathlib import Path


def main() -> None:
    """Print one line for each target that has a description."""
    print("make …")
    for name, words in re.findall(r"^(\w+):.*?## (.*)$", Path(sys.argv[1]).read_text(encoding="utf-8"), re.MULTILINE):
        print(f"  {name:<8}{words}")


if __name__ == "__main__":
    main()
