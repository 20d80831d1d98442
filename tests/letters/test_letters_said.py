"""Every letter in full: the text each template gives, against the text written out beside this file."""

from pathlib import Path
from typing import Any

import pytest
from django.template import engines
from django.template.loader import render_to_string

from tests.letters.planted import LETTERS

SAID = Path(__file__).parent / "said"
AREAS = Path(__file__).resolve().parents[2] / "alisveien"


def written_out(name: str) -> str:
    """The text of a letter as it is to be."""
    return (SAID / f"{name.replace('/', '.').replace(' ', '.')}.txt").read_text()


@pytest.fixture
def strict(monkeypatch: pytest.MonkeyPatch) -> None:
    """A word a template asks for and does not get is seen in the text."""
    django: Any = engines["django"]
    monkeypatch.setattr(django.engine, "string_if_invalid", "<<%s>>")


@pytest.mark.usefixtures("strict")
@pytest.mark.parametrize(("name", "words"), LETTERS.items(), ids=LETTERS)
def test_a_letter_says_just_this(name: str, words: dict[str, Any]) -> None:
    area, _slash, template = name.partition(" ")[0].partition("/")
    said = render_to_string(f"{area}/mail/{template}.txt", {"reply_to": "", **words})
    assert said.strip() + "\n" == written_out(name)


def test_every_letter_there_is_is_written_out() -> None:
    there = {f"{path.parts[-3]}/{path.stem}" for path in AREAS.glob("*/templates/*/mail/*.txt")} - {"base/letter"}
    assert there == {name.partition(" ")[0] for name in LETTERS}
    assert len(list(SAID.iterdir())) == len(LETTERS), "a text without its letter"
