"""The Django application of this area."""

from django.apps import AppConfig


class OutreachConfig(AppConfig):
    """Named by its path; nothing is wired here."""

    name = "alisveien.outreach"
    label = "outreach"
    default_auto_field = "django.db.models.BigAutoField"
