"""The Django application of this area."""

from django.apps import AppConfig


class BaseConfig(AppConfig):
    """Named by its path; nothing is wired here."""

    name = "alisveien.base"
    label = "base"
    default_auto_field = "django.db.models.BigAutoField"
