"""The Django application of this area."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Named by its path; nothing is wired here."""

    name = "alisveien.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
