"""Making the folders and the cluster, so that a half-made one is never taken for a whole."""

import os
import shutil
import stat
import uuid
from pathlib import Path

from alisveien.base.postgres.address import DATABASE, ROLE, STEWARD, Cluster
from alisveien.base.postgres.programs import Programs, ServerFailed

MARK = "database-lies-elsewhere"


def make_folders(cluster: Cluster) -> None:
    """Make the home and the base of the cluster. May be called again at any time."""
    make_walkable(cluster.home)
    if cluster.lies_elsewhere:
        make_walkable(cluster.base.parent)
    cluster.base.mkdir(mode=0o711, exist_ok=True)


def make_walkable(folder: Path) -> None:
    """Make a folder with all above it; those made now may be walked through whatever the umask says."""
    missing = [path for path in (folder, *folder.parents) if not path.exists()]
    for path in reversed(missing):
        path.mkdir(exist_ok=True)
        path.chmod(0o755)


def is_strangers(cluster: Cluster) -> bool:
    """Whether a cluster kept outside its home lacks the home's mark: then it was an earlier clone's."""
    here, there = cluster.home / MARK, cluster.base / "mark"
    if not cluster.lies_elsewhere:
        return False
    return not (here.exists() and there.exists() and here.read_text() == there.read_text())


def put_aside(cluster: Cluster) -> None:
    """Keep an earlier clone's data under another name, and mark the place as ours. The door is held."""
    if cluster.data.exists():
        aside = cluster.base / "data.forrige"
        shutil.rmtree(aside, ignore_errors=True)
        cluster.data.rename(aside)
    mark = f"{cluster.base}\n{uuid.uuid4()}\n"
    (cluster.base / "mark").write_text(mark)
    (cluster.home / MARK).write_text(mark)


def make_socket_folder(cluster: Cluster, programs: Programs) -> None:
    """Make the folder of the socket, for its user alone. Refuses one that somebody else made."""
    owner = os.geteuid() if programs.uid is None else programs.uid
    cluster.socket.mkdir(mode=0o700, exist_ok=True)
    found = cluster.socket.lstat()
    if not stat.S_ISDIR(found.st_mode) or found.st_uid not in {owner, os.geteuid()}:
        raise ServerFailed(f"{cluster.socket} belongs to somebody else.")
    give(cluster.socket, programs)
    cluster.socket.chmod(0o700)


def give(path: Path, programs: Programs) -> None:
    """Let the user of the server own ``path``."""
    if programs.uid is not None and programs.gid is not None:
        os.chown(path, programs.uid, programs.gid)


def make_cluster(cluster: Cluster, programs: Programs, *, fsync: bool) -> None:
    """Make the cluster with its role and database, in a folder beside, then rename it: whole or not at all.

    The application's role is not superuser; it owns its database and nothing else. The caller holds the door.
    """
    if cluster.data.exists():
        return
    half = new_half(cluster)
    give(half, programs)
    encoding = ("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8")
    who = (f"--username={STEWARD}", "--auth=trust")
    made = programs.run("initdb", f"--pgdata={half}", *encoding, *who, "--no-sync", "--no-instructions")
    if made.returncode:
        raise ServerFailed(f"The database could not be made.\n{made.stdout[-2000:]}")
    make_role(half, programs)
    if fsync:
        os.sync()
    half.rename(cluster.data)


def new_half(cluster: Cluster) -> Path:
    """A fresh folder to make the cluster in; earlier attempts are cleared away as far as they can be.

    Each attempt has a name of its own: an initdb whose starter was killed may still be writing in its own.
    """
    for left in cluster.base.glob("data.half-*"):
        shutil.rmtree(left, ignore_errors=True)
    half = cluster.base / f"data.half-{uuid.uuid4().hex[:8]}"
    half.mkdir(mode=0o700)
    return half


def make_role(data: Path, programs: Programs) -> None:
    """Make the application's role and its database while nobody else can be connected."""
    deeds = f"CREATE ROLE {ROLE} LOGIN;\nCREATE DATABASE {DATABASE} OWNER {ROLE};\n"
    alone = ("--single", "-D", str(data), "-j", "-c", "exit_on_error=on", "-c", "fsync=off", "postgres")
    for deed in deeds.splitlines():
        made = programs.run("postgres", *alone, feed=deed + "\n\n")
        if made.returncode or "ERROR" in made.stdout or "FATAL" in made.stdout:
            raise ServerFailed(f"The database role could not be made.\n{made.stdout[-2000:]}")
