"""The Django application of this area."""

from django.apps import AppConfig


class WorkbenchConfig(AppConfig):
    """Named by its path; nothing is wired here."""

    name = "alisveien.workbench"
    label = "workbench"
    default_auto_field = "django.db.models.BigAutoField"
