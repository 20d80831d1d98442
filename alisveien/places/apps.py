"""The Django application of this area."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    """Named by its path; nothing is wired here."""

    name = "alisveien.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
