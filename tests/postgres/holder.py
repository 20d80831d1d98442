"""A program that uses the embedded server until its input ends: one of "the application's" processes."""

import os
import sys
from pathlib import Path

from alisveien.base.postgres.server import running


def main() -> None:
    """Say ``started`` or ``attached`` when the server answers; leave when the input is closed.

    A user's number as second word makes it go on as that user; Python itself may lie where only root reads.
    """
    if len(sys.argv) > 2:
        os.setgroups([])
        os.setgid(int(sys.argv[2]))
        os.setuid(int(sys.argv[2]))
    with running(Path(sys.argv[1])) as server:
        print("started" if server.started else "attached", flush=True)
        sys.stdin.read()


if __name__ == "__main__":
    main()
