"""Finds the few files we serve straight from front-end packages, named one by one in the settings."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.core.checks import CheckMessage, Error
from django.core.files.storage import FileSystemStorage


class PackageFiles(BaseFinder):
    """Serves ``settings.PACKAGE_FILES``: address below /static/ → file in node_modules."""

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        """A fault for each file that is not there, with what to do about it."""
        return [
            Error(f"{path} is missing.", hint="Run 'npm ci --ignore-scripts' (make demo does).", id="base.E001")
            for path in settings.PACKAGE_FILES.values()
            if not Path(path).is_file()
        ]

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:  # noqa: FBT001, FBT002 - Django's form
        """The file behind ``path``; an empty list when it is not one of ours."""
        found = settings.PACKAGE_FILES.get(path)
        if found is None or not Path(found).is_file():
            return []
        return [str(found)] if find_all else str(found)

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        """Pairs of address and the storage that opens it, for collecting and for the server's start."""
        for path, found in settings.PACKAGE_FILES.items():
            if Path(found).is_file():
                yield path, OneFile(path, Path(found))


class OneFile(FileSystemStorage):
    """A storage of a single file that is called something else where it lies."""

    def __init__(self, path: str, found: Path) -> None:
        super().__init__(location=str(found.parent), base_url="/")
        self.asked, self.found = path, found
        self.prefix = None

    def path(self, name: str) -> str:
        """Where the file lies on disk."""
        return str(self.found) if name == self.asked else super().path(name)
