"""The Django application of this area."""

from django.apps import AppConfig


class JourneysConfig(AppConfig):
    """Named by its path; nothing is wired here. The area keeps no rows of its own."""

    name = "alisveien.journeys"
    label = "journeys"
