"""The Django application of this area."""

from django.apps import AppConfig


class ProcessesConfig(AppConfig):
    """Named by its path; nothing is wired here."""

    name = "alisveien.processes"
    label = "processes"
