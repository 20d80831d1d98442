"""The Django application of this area."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Named by its path; nothing is wired here."""

    name = "alisveien.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
