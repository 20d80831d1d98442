"""Settings. Nothing is started here: importing this file touches neither network nor disk."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LOCAL = Path(os.environ.get("ALISVEIEN_HOME", ROOT / ".local"))

DEBUG = False
DEMONSTRATION = os.environ.get("ALISVEIEN_DEMONSTRATION", "") == "1"
SECRET_KEY = os.environ.get("SECRET_KEY", "only-for-a-machine-that-nobody-else-reaches")
ALLOWED_HOSTS = os.environ.get("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]").split(",")

INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "alisveien.base.apps.BaseConfig",
    "alisveien.places.apps.PlacesConfig",
    "alisveien.curriculum.apps.CurriculumConfig",
    "alisveien.posts.apps.PostsConfig",
    "alisveien.placements.apps.PlacementsConfig",
    "alisveien.workbench.apps.WorkbenchConfig",
    "alisveien.public.apps.PublicConfig",
]
