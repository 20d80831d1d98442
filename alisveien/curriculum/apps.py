"""The Django application of this area."""

from django.apps import AppConfig


class CurriculumConfig(AppConfig):
    """Named by its path; nothing is wired here."""

    name = "alisveien.curriculum"
    label = "curriculum"
    default_auto_field = "django.db.models.BigAutoField"
