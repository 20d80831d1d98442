"""How many slips of the pen lie between two words: a letter too many, missing, wrong, or two that changed places."""

ALPHABET = 32


def slips(one: str, other: str, most: int) -> int:
    """The least number of slips from one word to the other; ``most + 1`` stands for more than ``most``."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for at, letter in enumerate(one, start=1):
        two_back, before, row = before, row, [at]
        for beside, another in enumerate(other, start=1):
            cost = min(before[beside] + 1, row[beside - 1] + 1, before[beside - 1] + (letter != another))
            turned = at > 1 and beside > 1 and letter == other[beside - 2] and one[at - 2] == another
            row.append(min(cost, two_back[beside - 2] + 1) if turned else cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)


def without_one(word: str) -> frozenset[str]:
    """The word, and the word without each of its letters: two words one slip apart share one of these."""
    return frozenset({word, *(word[:at] + word[at + 1 :] for at in range(len(word)))})


def letters_in(word: str) -> int:
    """Which letters a word has, and which it has twice, as bits to hold against another's by :func:`letters_apart`."""
    bits = 0
    for letter in word:
        bit = 1 << (ord(letter) % ALPHABET)
        bits |= bit << ALPHABET if bits & bit else bit
    return bits


def letters_apart(one: int, other: int) -> int:
    """How many letters only one of two words has. A slip makes two such letters at the most, so more is no likeness."""
    return (one ^ other).bit_count()
