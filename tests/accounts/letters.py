"""Letters as the tests read them."""

import re

from django.core import mail


def last_address(to: str) -> str:
    """The path of the first link in the newest letter to an address."""
    letters = [letter for letter in mail.outbox if letter.to == [to]]
    assert letters, f"no letter to {to}"
    found = re.search(r"http://[^/\s]+(/\S+)", str(letters[-1].body))
    assert found, f"no link in the letter to {to}"
    return found[1]


def count(to: str) -> int:
    """How many letters have been written to an address."""
    return len([letter for letter in mail.outbox if letter.to == [to]])
