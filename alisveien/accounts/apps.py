"""The Django application of this area."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """Named by its path; nothing is wired here."""

    name = "alisveien.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
