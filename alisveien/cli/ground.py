"""What a chore of the server stands on: settings, and a database that runs while the chore does."""

import os
import signal
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from gettext import gettext as _
from types import FrameType
from typing import TypeVar

import django
from django.conf import settings

from alisveien.base.postgres.server import running

Thing = TypeVar("Thing")


@contextmanager
def ground() -> Iterator[None]:
    """Settings read, Django ready, the database running: the embedded one unless DATABASE_URL names another.

    A polite request to end (SIGTERM) counts as Ctrl-C, so that what was started is stopped. Ctrl-C does too where a
    shell that starts things in the background had switched it off.
    """
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "alisveien.config.settings")
    signal.signal(signal.SIGTERM, interrupted)
    signal.signal(signal.SIGINT, interrupted)
    with chores_without_pool():
        home = settings.LOCAL
        django.setup()
    if os.environ.get("DATABASE_URL", "").strip():
        yield
        return
    with running(home):
        yield


def interrupted(number: int, frame: FrameType | None) -> None:
    """End as Ctrl-C does."""
    raise KeyboardInterrupt


@contextmanager
def chores_without_pool() -> Iterator[None]:
    """Read the settings without a pool of connections: this process makes one call after another."""
    before = os.environ.get("ALISVEIEN_POOL")
    os.environ["ALISVEIEN_POOL"] = "0"
    yield
    if before is None:
        del os.environ["ALISVEIEN_POOL"]
    else:
        os.environ["ALISVEIEN_POOL"] = before


class Steps:
    """Says each step as it is done, with its seconds, and the sum at the end."""

    def __init__(self, count: int) -> None:
        self.count = count
        self.done = 0
        self.began = time.monotonic()

    @contextmanager
    def step(self, what: str) -> Iterator[None]:
        """Name a step before, and its seconds after."""
        self.done += 1
        self.say(f"  [{self.done}/{self.count}] {what} …", end="")
        before = time.monotonic()
        try:
            yield
        except BaseException:
            self.say("")
            raise
        self.say(f" {seconds(time.monotonic() - before)}")

    @contextmanager
    def opened(self, what: str, inner: AbstractContextManager[Thing]) -> Iterator[Thing]:
        """Name the opening of something that stays open for the block, and its seconds."""
        with ExitStack() as stack:
            with self.step(what):
                value = stack.enter_context(inner)
            yield value

    def end(self) -> None:
        """Say the sum."""
        self.say(_("  Klart på {seconds}.").format(seconds=seconds(time.monotonic() - self.began)))

    def say(self, text: str, end: str = "\n") -> None:
        """Write at once, also where the output is a file."""
        print(text, end=end, flush=True)


def seconds(value: float) -> str:
    """A time as Norwegians write it, in seconds with one decimal."""
    return f"{value:.1f} s".replace(".", ",")
