"""The Django application of this area."""

from django.apps import AppConfig


class PostsConfig(AppConfig):
    """Named by its path; nothing is wired here."""

    name = "alisveien.posts"
    label = "posts"
    default_auto_field = "django.db.models.BigAutoField"
