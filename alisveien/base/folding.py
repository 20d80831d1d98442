"""Search without regard to case and diacritics, the same in Python and in the database.

«Tromso», «TROMSØ» and «Tromsoe» are one; so are «Karasjok» and «Kárášjohka» as far as their letters go.
Folding only ever merges, so a search finds too much rather than too little.
"""

import unicodedata
from typing import Any

from django.db.models import CharField, Func, Value
from django.db.models.functions import Lower

# One letter for one letter, so that the database can use translate(). Sámi, Kven, Swedish and Finnish too.
LETTERS = {
    "å": "a", "ä": "a", "á": "a", "à": "a", "â": "a", "æ": "a", "č": "c", "ç": "c", "đ": "d", "ð": "d",
    "é": "e", "è": "e", "ê": "e", "ë": "e", "ǥ": "g", "ǧ": "g", "í": "i", "ï": "i", "ǩ": "k", "ń": "n",
    "ñ": "n", "ŋ": "n", "ø": "o", "ö": "o", "ó": "o", "ò": "o", "ô": "o", "õ": "o", "š": "s", "ŧ": "t",
    "ú": "u", "ü": "u", "ý": "y", "ž": "z", "ʒ": "z", "ǯ": "z",
}  # fmt: skip
PAIRS = (("aa", "a"), ("ae", "a"), ("oe", "o"))
_TABLE = str.maketrans(LETTERS)


def folded(text: str) -> str:
    """``text`` in small letters without diacritics; aa, ae and oe as the letters they stand for."""
    plain = unicodedata.normalize("NFC", text).lower().translate(_TABLE)
    for pair, letter in PAIRS:
        plain = plain.replace(pair, letter)
    return plain


def Folded(expression: Any) -> "Func[Any]":  # noqa: N802 - stands among database functions, which are classes
    """The same as :func:`folded`, worked out by the database. Takes a field name or an expression."""
    plain: Func[Any] = Func(
        Lower(expression),
        Value("".join(LETTERS)),
        Value("".join(LETTERS.values())),
        function="translate",
        output_field=CharField(),
    )
    for pair, letter in PAIRS:
        plain = Func(plain, Value(pair), Value(letter), function="replace", output_field=CharField())
    return plain
