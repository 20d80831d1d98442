"""The Django application of this area."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Named by its path; nothing is wired here."""

    name = "alisveien.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
