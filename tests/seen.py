"""What a page carries so that the second of two who edit is told, taken from the page or from the thing itself."""

import re

from django.db.models import Model
from django.test import Client

from alisveien.journal.pictures import picture
from alisveien.journal.seen import mark_of


def carried(client: Client, path: str) -> dict[str, str]:
    """The mark in the hidden field of a form, as it is sent back."""
    found = re.search(r'name="seen" value="(\w+)"', client.get(path).content.decode())
    assert found, path
    return {"seen": found[1]}


def seen_now(thing: Model, *names: str) -> str:
    """The mark of some fields of a thing as they stand."""
    thing.refresh_from_db(fields=list(names))
    return mark_of(picture(thing, *names))
