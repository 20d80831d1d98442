"""The Django application of this area."""

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    """Named by its path; nothing is wired here."""

    name = "alisveien.agreements"
    label = "agreements"
    default_auto_field = "django.db.models.BigAutoField"
