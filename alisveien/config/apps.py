"""The Django application that stands above all areas and hands down what they need of each other."""

from importlib import import_module

from django.apps import AppConfig


class ConfigConfig(AppConfig):
    """Wires the areas together when every model is known."""

    name = "alisveien.config"
    label = "config"

    def ready(self) -> None:
        """Hand down. The wiring names models, so it is read here and not above."""
        import_module("alisveien.config.wiring").wire()
