"""The Django application of this area."""

from django.apps import AppConfig


class EnquiriesConfig(AppConfig):
    """Named by its path; nothing is wired here."""

    name = "alisveien.enquiries"
    label = "enquiries"
    default_auto_field = "django.db.models.BigAutoField"
