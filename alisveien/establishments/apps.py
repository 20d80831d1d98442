"""The Django application of this area."""

from django.apps import AppConfig


class EstablishmentsConfig(AppConfig):
    """Named by its path; nothing is wired here."""

    name = "alisveien.establishments"
    label = "establishments"
    default_auto_field = "django.db.models.BigAutoField"
