"""Norwegian words without their endings, so that *veilederen*, *veilederne* and *veileder* find one another.

A light stemmer of our own: PostgreSQL's does not join *veileder* and *veilederen*. It only ever shortens, and the
shortened word is looked for inside texts, so a search finds too much rather than too little.
"""

from alisveien.base.folding import folded

SHORTEST = 4
"""A word is not made shorter than this."""
ENDINGS = ("erne", "ene", "ane", "en", "et", "er", "ar", "e", "a", "s")


def stem(word: str) -> str:
    """A folded word without its endings, one after the other while four letters are left."""
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return stem(word[: -len(ending)])
    return word


def stems(text: str) -> list[str]:
    """The words of a text, folded and without endings, in their order."""
    return [stem(word) for word in folded(text).split()]
