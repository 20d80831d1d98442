"""Folding is the same in Python and in the database, and a text is found by all its words at once."""

from importlib import import_module
from typing import Any

import pytest
from django.db.models import TextField, Value

from alisveien.base.folding import LETTERS, Folded, folded

pytestmark = pytest.mark.django_db
TEXTS = ("Tromsø", "AALESUND og Ærø", "Kárášjohka", "Moe, Œ og 100 % «nå»_nei\\", "".join(LETTERS), "oeoe aaa aea")


def rows(text: str) -> Any:
    """One row whose letters are those of a text, folded by the database."""
    sites = import_module("alisveien.accounts.models").User.objects
    sites.get_or_create(email="en@example.no", defaults={"name": "En"})
    one = sites.filter(email="en@example.no")
    return one.annotate(letters=Folded(Value(text, output_field=TextField())))


@pytest.mark.parametrize("text", TEXTS)
def test_the_database_folds_as_python_does(text: str) -> None:
    assert rows(text).values_list("letters", flat=True).get() == folded(text)


@pytest.mark.parametrize(
    ("words", "found"),
    [("veien tromso", True), ("vei", True), ("veien bodo", False), ("100%", True), ("1%0", False), ("t_omso", False)],
)
def test_a_text_holds_all_the_words_as_they_are_written(words: str, found: bool) -> None:
    assert rows("Veien til Tromsø er 100% åpen").filter(letters__holds_all=words).exists() == found
