"""Columns by other names: a mapping goes first, near matches are hints and nothing more."""

import pytest

from alisveien.engines.nominations.columns import WrongColumns, near_matches, places_of, recognised, used_mapping
from alisveien.engines.nominations.reading import read_rows
from tests.engines.lists import HEADINGS, nomination, register, row


def renamed(**changes: str) -> tuple[str, ...]:
    """The headings with some called something else, by heading."""
    return tuple(changes.get(heading.replace("-", "_").replace(" ", "_"), heading) for heading in HEADINGS)


def test_a_column_by_another_name_is_read_when_it_is_mapped_and_only_then() -> None:
    headings = renamed(HPR_nummer="Legens nr.")
    with pytest.raises(WrongColumns) as wrong:
        places_of(headings)
    assert wrong.value.missing == ("HPR-nummer",)
    mapping = {"hpr_number": "legens nr."}
    reading = read_rows(headings, [(2, row())], register(), 2028, mapping)
    assert reading.nominations == [nomination()]
    assert reading.mapping == mapping


def test_the_star_of_the_template_does_not_count() -> None:
    assert recognised(tuple(f"{heading} *" for heading in HEADINGS)) == recognised(HEADINGS)


def test_a_mapping_takes_a_heading_from_the_field_it_is_named_after() -> None:
    places = recognised(("Ønske 1", "Ønske 2"), {"wish_1": "Ønske 2"})
    assert places == {"wish_1": 1}


def test_what_is_mapped_to_nothing_is_not_read() -> None:
    assert "priority" not in recognised(HEADINGS, {"priority": ""})
    assert used_mapping(HEADINGS, {"priority": ""}) == {"priority": ""}


def test_what_a_mapping_says_of_other_sheets_is_left_out() -> None:
    said = {"hpr_number": "Legens nr.", "first_name": "Fornavn", "unknown": "Etternavn", "wish_2": ""}
    assert used_mapping(("Fornavn", "Etternavn"), said) == {}


def test_a_mapped_heading_that_stands_twice_is_refused() -> None:
    with pytest.raises(WrongColumns) as wrong:
        places_of((*renamed(HPR_nummer="Nr"), "nr"), {"hpr_number": "Nr"})
    assert wrong.value.repeated == ("HPR-nummer",)


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("HPR-nr.", "hpr_number"),
        ("HPRnummer", "hpr_number"),
        ("Etternamn", "last_name"),
        ("Stillingsprosen", "percentage"),
        ("1. ønske", "wish_1"),
        ("E-post", "doctor_email"),
    ],
)
def test_a_near_match_is_suggested(heading: str, field: str) -> None:
    assert near_matches((heading, "Merknad", "")) == {field: heading}


def test_a_heading_is_suggested_for_one_field_and_never_for_one_that_is_found() -> None:
    hints = near_matches(("Helseforetak", "HF", "Ønske 1", "2. ønske", "HPR", "HPR nr"))
    assert hints == {"hpr_number": "HPR", "wish_2": "2. ønske"}
