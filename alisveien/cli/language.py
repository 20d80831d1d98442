"""Norwegian without the website: the wording's language for commands that need neither settings nor database."""

import django
from django.conf import settings


def speak_norwegian() -> None:
    """Make the wording ready. Where the website's settings are in use already they stay as they are."""
    if not settings.configured:
        settings.configure(LANGUAGE_CODE="nb", USE_I18N=True, USE_TZ=True, TIME_ZONE="Europe/Oslo")
        django.setup()
