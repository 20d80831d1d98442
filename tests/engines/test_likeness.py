"""Which entries look like one person, and why."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alisveien.engines.likeness.pairs import MOST_AT_ONE, Known, pairs
from alisveien.engines.likeness.slips import letters_apart, letters_in, slips, without_one

ALTA = frozenset({1})
WORDS = st.text("abc", max_size=6)


def known(key: int, name: str = "kari hansen", **more: object) -> Known:
    first, last = name.split(" ", 1)
    return Known(key, first, last, **more)  # type: ignore[arg-type]


def why(one: Known, other: Known) -> tuple[str, ...]:
    found = pairs([one, other])
    return found[0].reasons if found else ()


@pytest.mark.parametrize(
    ("one", "other", "count"),
    [
        ("", "", 0),
        ("a", "", 1),
        ("hansen", "hanssen", 1),
        ("hansen", "hasnen", 1),
        ("olsen", "olssen", 1),
        ("ab", "cd", 2),
    ],
)
def test_slips_of_the_pen_are_counted(one: str, other: str, count: int) -> None:
    assert slips(one, other, 3) == count


def test_more_slips_than_asked_for_are_not_counted_further() -> None:
    assert slips("hansen", "olsen", 1) == 2
    assert slips("a", "abcdef", 2) == 3
    assert slips("abcd", "dcba", 1) == 2


@given(WORDS, WORDS)
def test_slips_are_the_same_both_ways_and_none_only_for_the_same(one: str, other: str) -> None:
    assert slips(one, other, 9) == slips(other, one, 9)
    assert (slips(one, other, 9) == 0) == (one == other)


def test_a_slip_sets_words_at_most_two_letters_apart() -> None:
    words = ["".join(letters) for size in range(5) for letters in product("ab", repeat=size)]
    for one, other in product(words, words):
        assert letters_apart(letters_in(one), letters_in(other)) <= 2 * slips(one, other, 9)
    assert letters_apart(letters_in("hansen"), letters_in("hanssen")) == 1
    assert letters_apart(letters_in("ola berg"), letters_in("kari hansen")) == 11


def test_words_one_slip_apart_share_a_word_without_one_letter() -> None:
    words = ["".join(letters) for size in range(4) for letters in product("ab", repeat=size)]
    for one, other in product(words, words):
        if slips(one, other, 1) <= 1:
            assert without_one(one) & without_one(other)


def test_the_same_address_is_a_reason_whatever_the_name() -> None:
    post = "post@example.no"
    assert why(known(1, email=post), known(2, "ola berg", email=post)) == ("same_email",)
    assert why(known(2, email=post), known(1, "ola berg", email=post)) == ("same_email",)


def test_the_same_name_is_a_reason_only_where_they_meet() -> None:
    assert why(known(1, places=ALTA), known(2, places=ALTA)) == ("same_name",)
    assert why(known(1, places=ALTA), known(2, places=frozenset({2}))) == ()
    assert why(known(1), known(2)) == ()


def test_typing_errors_and_turned_names_are_seen() -> None:
    assert why(known(1, places=ALTA), known(2, "kari hanssen", places=ALTA)) == ("near_name",)
    assert why(known(1, "bo li", places=ALTA), known(2, "bo by", places=ALTA)) == ()
    assert why(known(1, places=ALTA), known(2, "hansen kari", places=ALTA)) == ("turned_name",)
    assert why(known(1, places=ALTA), known(2, "ola berg", places=ALTA)) == ()


def test_two_numbers_a_digit_apart_are_a_reason_and_two_other_numbers_speak_against() -> None:
    assert why(known(1, number="1234567"), known(2, number="1234576")) == ("near_number", "same_name")
    assert why(known(1, number="1234567", places=ALTA), known(2, number="7654321", places=ALTA)) == ()
    assert why(known(1, number="1234567"), known(2, "ola berg", number="1234576")) == ()


def test_those_settled_to_be_two_are_left_out_and_the_likeliest_comes_first() -> None:
    entries = [
        known(1, places=ALTA),
        known(2, "kari hanssen", places=ALTA),
        known(3, email="k@example.no", places=ALTA),
        known(4, email="k@example.no", places=ALTA),
    ]
    found = pairs(entries)
    assert (found[0].first, found[0].second) == (3, 4)
    assert (1, 2) in {(pair.first, pair.second) for pair in found}
    assert (1, 2) not in {(pair.first, pair.second) for pair in pairs(entries, {(1, 2)})}


def test_what_very_many_share_is_no_sign() -> None:
    entries = [known(key, email="post@example.no") for key in range(MOST_AT_ONE + 1)]
    assert pairs(entries) == []
