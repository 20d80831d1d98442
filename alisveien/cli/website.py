"""The web server as a process of its own, which ends when we do."""

import ctypes
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from gettext import gettext as _

from alisveien.cli.refusal import CannotBeDone

END_WITH_PARENT = 1
TRIES = 50


def free_port(host: str, wanted: int) -> int:
    """The wanted port when nobody has it, else the next free one; says so. Raises CannotBeDone.

    Two servers could share a port without a word, so it is tried with a plain bind first.
    """
    for port in range(wanted, min(wanted + TRIES, 65536)):
        if is_free(host, port):
            if port != wanted:
                print(_("Port {wanted} er opptatt. Bruker {port}.").format(wanted=wanted, port=port), flush=True)
            return port
    raise CannotBeDone(_("Fant ingen ledig port fra {wanted} og oppover.").format(wanted=wanted))


def is_free(host: str, port: int) -> bool:
    """Whether we could listen on the port, and nobody answers there."""
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind((host, port))
        except OSError:
            return False
    return True


def end_with_parent() -> None:
    """Ask the kernel to end this process when its parent dies, however it dies."""
    ctypes.CDLL(None).prctl(END_WITH_PARENT, signal.SIGTERM)


@contextmanager
def website(host: str, port: int, *, workers: int) -> Iterator[subprocess.Popen[bytes]]:
    """The web server, listening; ended when the block ends."""
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--host", host, "--port", str(port)]
    command += ["--workers", str(workers), "--blocking-threads", "4", "--respawn-failed-workers"]
    command += ["--workers-kill-timeout", "5", "--log-level", "warning", "--no-ws"]
    process = subprocess.Popen(
        [*command, "alisveien.config.wsgi:application"],
        start_new_session=True,
        preexec_fn=end_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509  no threads run yet
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )
    try:
        wait_until_listening(process, host, port)
        yield process
    finally:
        end(process)


def wait_until_listening(process: subprocess.Popen[bytes], host: str, port: int) -> None:
    """Wait until the server takes connections. Raises CannotBeDone when it ended instead."""
    until = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < until:
        try:
            socket.create_connection((host, port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise CannotBeDone(_("Nettsidene startet ikke. Linjene over forteller hvorfor."))


def end(process: subprocess.Popen[bytes]) -> None:
    """End the server: kindly, and after ten seconds by force."""
    if process.poll() is None:
        process.terminate()
    try:
        process.wait(timeout=10)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def serve_until_stopped(process: subprocess.Popen[bytes], tend: Callable[[], None]) -> int:
    """Wait until Ctrl-C (0), or until the server ends by itself (1). ``tend`` is called every second meanwhile."""
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("only the main thread hears Ctrl-C")
    try:
        while process.poll() is None:
            with suppress(subprocess.TimeoutExpired):
                process.wait(timeout=1)
            tend()
    except KeyboardInterrupt:
        print(_("\nStopper …"), flush=True)
        return 0
    print(_("Nettsidene stoppet av seg selv."), file=sys.stderr)
    return 1
