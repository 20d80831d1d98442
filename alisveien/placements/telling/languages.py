"""The explanations in bokmål, nynorsk and English: a whole text in one language, never half of it.

The source is bokmål; the others stand in ``locale/`` and are complete, or `make check` fails.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils import translation
from django.utils.translation import gettext as _

from alisveien.engines.distribution.empty import empty_posts
from alisveien.engines.distribution.run import Distribution
from alisveien.engines.nominations.nomination import Nomination
from alisveien.placements.telling.files import reasons_of

LANGUAGES = {"nb": "bokmål", "nn": "nynorsk", "en": "English"}
"""Code → the name of the language in itself."""


@dataclass(frozen=True, slots=True)
class Explanation:
    """The explanation of one doctor's outcome in one language. ``lines``: what it is about, and the words."""

    language: str
    heading: str
    note: str
    lines: tuple[tuple[str, str], ...]


@contextmanager
def told_in(language: str) -> Iterator[None]:
    """Word everything in a language while this lasts."""
    with translation.override(language):
        yield


def explanation_in(language: str, nomination: Nomination, distribution: Distribution, *, released: bool) -> Explanation:
    """What came of a nomination, and why, in one of `LANGUAGES`."""
    with told_in(language):
        rows = reasons_of(nomination, distribution, empty_posts(distribution), released=released)
        return Explanation(
            language,
            _("Begrunnelsen"),
            _("Bare begrunnelsen er oversatt. Er den uklar, gjelder den på bokmål."),
            tuple(
                (_about(number, wish, kind, released=released), f"{reason} {helps}".strip())
                for _hpr, number, wish, kind, _code, reason, helps in rows
            ),
        )


def _about(number: object, wish: str, kind: str, *, released: bool) -> str:
    state = {
        "not_eligible": _("Fyller ikke vilkårene"),
        "refused": _("Fikk ikke"),
        "placed": _("Tildelt sykehusplass") if released else _("Foreslått sykehusplass"),
        "waiting": _("Venter"),
        "opening": _("Ledig plass"),
        "dropped": _("Kan ikke innvilges"),
        "warning": _("Merk"),
    }[kind]
    if not number:
        return state
    return _("Ønske {number}: {wish}").format(number=number, wish=wish) + f" – {state}"
