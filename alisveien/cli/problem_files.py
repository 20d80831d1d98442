"""The files of ``solve`` and ``verify PROBLEM OUTCOME``: JSON whole, CSV row by row; every fault in words."""

import csv
import gc
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from gettext import gettext as _
from pathlib import Path
from typing import IO, Any, TypeVar

from alisveien.cli.refusal import CannotBeDone
from alisveien.engines.allocation.problem import BadProblem, Problem
from alisveien.engines.allocation.stream import Listed, read_places, read_wishes
from alisveien.engines.allocation.written import problem_from
from alisveien.placements.telling.problems import tell_bad_problem

Thing = TypeVar("Thing")
LARGEST_JSON = 500_000_000


def is_csv(path: Path) -> bool:
    """True for a problem in CSV, by the name of its file."""
    return path.suffix.lower() == ".csv"


def read_problem(path: Path) -> Problem:
    """The problem of a JSON file. Raises CannotBeDone."""
    with _without_collecting():
        return understood(path, lambda: problem_from(json_of(path)))


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Reading makes millions of things and no rings; the collector would go through them all again and again."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def read_listed(wishes: Path, nodes: Path | None) -> Listed:
    """The problem of two CSV files. Raises CannotBeDone."""
    if nodes is None:
        raise CannotBeDone(_("Et problem i CSV trenger også stedene: --nodes STEDER.csv"))
    with rows_of(nodes) as rows:
        places = understood(nodes, lambda: read_places(rows))
    with rows_of(wishes) as rows:
        return understood(wishes, lambda: read_wishes(rows, places))


def understood(path: Path, work: Callable[[], Thing]) -> Thing:
    """The result of reading; what is wrong is said with the name of the file. Raises CannotBeDone."""
    try:
        return work()
    except BadProblem as error:
        raise CannotBeDone(f"{path.name}: {tell_bad_problem(error)}") from error
    except UnicodeDecodeError as error:
        raise CannotBeDone(_("{name} er ikke en tekstfil i UTF-8.").format(name=path.name)) from error
    except csv.Error as error:
        raise CannotBeDone(_("{name} er ikke en lesbar CSV-fil: {why}").format(name=path.name, why=error)) from error


@contextmanager
def rows_of(path: Path) -> Iterator[Iterator[list[str]]]:
    """The rows of a CSV file in UTF-8, one at a time; empty lines are passed over."""
    _refuse_folder(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        yield (row for row in csv.reader(file, strict=True) if row)


def json_of(path: Path) -> Any:
    """The values of a JSON file. Raises CannotBeDone where it is not one, is empty, or is too large to hold."""
    _refuse_folder(path)
    size = path.stat().st_size
    if size > LARGEST_JSON:
        words = _("{name} er for stor til å leses som JSON ({size} MB). Bruk CSV: «alisveien solve --help».")
        raise CannotBeDone(words.format(name=path.name, size=size // 1_000_000))
    try:
        text = path.read_text("utf-8-sig")
        if not text.strip():
            raise CannotBeDone(_("{name} er tom.").format(name=path.name))
        return json.loads(text, object_pairs_hook=_without_repeats)
    except (ValueError, RecursionError) as error:
        words = _("{name} er ikke lesbar JSON: {why}")
        raise CannotBeDone(words.format(name=path.name, why=_reason(error))) from error


def _reason(error: Exception) -> str:
    if isinstance(error, json.JSONDecodeError):
        return _("linje {line}, tegn {column}").format(line=error.lineno, column=error.colno)
    if isinstance(error, UnicodeDecodeError):
        return _("den er ikke i UTF-8")
    if isinstance(error, RecursionError):
        return _("for mange nivåer")
    return str(error)


def _without_repeats(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        names = [name for name, _value in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise ValueError(_("«{name}» står to ganger i samme objekt").format(name=twice))
    return found


def refuse_same_file(*paths: Path | None) -> None:
    """No file that is read may be written, and no two results may go to one file. Raises CannotBeDone."""
    named = [path.resolve() for path in paths if path]
    if len(set(named)) < len(named):
        raise CannotBeDone(_("Det som leses og det som skrives, må være hver sin fil."))


def _refuse_folder(path: Path) -> None:
    if path.is_dir():
        raise CannotBeDone(_("{path} er en mappe. Oppgi en fil.").format(path=path))


@contextmanager
def written(path: Path) -> Iterator[IO[str]]:
    """A text file to write, moved into place when all is written; nothing is left behind when it is not."""
    _refuse_folder(path)
    if not path.parent.is_dir():
        raise CannotBeDone(_("Mappen {folder} finnes ikke. Lag den først.").format(folder=path.parent))
    handle, name = tempfile.mkstemp(prefix=".alisveien-", dir=path.parent)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
            yield file
        os.chmod(name, 0o666 & ~_umask())
        os.replace(name, path)
    finally:
        Path(name).unlink(missing_ok=True)


def _umask() -> int:
    """The permissions this process takes from new files."""
    mask = os.umask(0)
    os.umask(mask)
    return mask
