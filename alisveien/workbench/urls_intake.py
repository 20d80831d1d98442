"""Addresses of the pages an area's tables are read in by."""

from typing import Any

from django.urls import URLPattern, path

from alisveien.workbench import views_intake as views
from alisveien.workbench.intake_pages import IntakePages


def file_paths(root: str, pages: IntakePages[Any]) -> list[URLPattern]:
    """The four addresses below ``root``: ``file_new``, ``file_check``, ``file_columns`` and ``file_rejected``."""
    given = {"pages": pages}
    return [
        path(root, views.file_new, given, name="file_new"),
        path(f"{root}<int:pk>/", views.file_check, given, name="file_check"),
        path(f"{root}<int:pk>/kolonner/", views.file_columns, given, name="file_columns"),
        path(f"{root}<int:pk>/avvist/", views.file_rejected, given, name="file_rejected"),
    ]
