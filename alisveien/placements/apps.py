"""The Django application of this area."""

from django.apps import AppConfig


class PlacementsConfig(AppConfig):
    """Named by its path; nothing is wired here."""

    name = "alisveien.placements"
    label = "placements"
    default_auto_field = "django.db.models.BigAutoField"
