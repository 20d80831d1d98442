"""The Django application of this area."""

from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    """Named by its path; nothing is wired here."""

    name = "alisveien.documents"
    label = "documents"
    default_auto_field = "django.db.models.BigAutoField"
