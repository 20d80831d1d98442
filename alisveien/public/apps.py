"""The Django application of this area."""

from django.apps import AppConfig


class PublicConfig(AppConfig):
    """Named by its path; nothing is wired here."""

    name = "alisveien.public"
    label = "public"
    default_auto_field = "django.db.models.BigAutoField"
