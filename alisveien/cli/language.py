"""The wording without the website: for commands that need neither settings nor database."""

import argparse
from gettext import gettext as _

import django
from django.conf import settings

from alisveien.base.shipped import LOCALE
from alisveien.placements.telling.languages import LANGUAGES


def speak_norwegian() -> None:
    """Make the wording ready. Where the website's settings are in use already they stay as they are."""
    if not settings.configured:
        settings.configure(
            LANGUAGE_CODE="nb", LOCALE_PATHS=[LOCALE], USE_I18N=True, USE_TZ=True, TIME_ZONE="Europe/Oslo"
        )
        django.setup()


def add_language(parser: argparse.ArgumentParser, words: str) -> None:
    """The choice of a language; ``words`` say what is written in it."""
    names = ", ".join(f"{code} ({name})" for code, name in LANGUAGES.items())
    words = _("{what}: {names}").format(what=words, names=names)
    parser.add_argument("--language", choices=tuple(LANGUAGES), default="nb", help=words)
