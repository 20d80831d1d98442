"""Search without regard to case and diacritics, the same in Python and in the database.

«Tromso», «TROMSØ» and «Tromsoe» are one; so are «Karasjok» and «Kárášjohka» as far as their letters go.
Folding only ever merges, so a search finds too much rather than too little.
"""

import unicodedata
from typing import Any

from django.db.models import CharField, Func, Lookup

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


def _sql() -> str:
    """What `folded` does, as SQL round an expression; one text, for a function in a function costs at every search."""
    plain = f"translate(LOWER(%(expressions)s), '{''.join(LETTERS)}', '{''.join(LETTERS.values())}')"
    for pair, letter in PAIRS:
        plain = f"replace({plain}, '{pair}', '{letter}')"
    return plain


class Folded(Func):
    """The same as :func:`folded`, worked out by the database. Takes a field name or an expression."""

    template = _sql()
    arity = 1
    output_field = CharField()


@CharField.register_lookup
class HoldsAll(Lookup):
    """Whether a text holds every word of another. It is worked out once for a row, however many words there are."""

    lookup_name = "holds_all"
    prepare_rhs = False

    def as_sql(self, compiler: Any, connection: Any) -> Any:
        """The condition and its parameters."""
        text, parameters = self.process_lhs(compiler, connection)
        words = [f"%{connection.ops.prep_for_like_query(word)}%" for word in self.rhs.split()]
        return f"{text} LIKE ALL(%s::text[])", [*parameters, words]
