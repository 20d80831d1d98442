"""The Django application of this area."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Named by its path; nothing is wired here."""

    name = "alisveien.access"
    label = "access"
    default_auto_field = "django.db.models.BigAutoField"
