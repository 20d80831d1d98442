"""The geometry of ladder, step bar and slope chart."""

from hypothesis import given
from hypothesis import strategies as st

from alisveien.base import drawing


@given(st.integers(1, 400).flatmap(lambda count: st.tuples(st.integers(1, count), st.just(count))))
def test_a_ladder_has_one_bar_for_each_place_and_lifts_one(case: tuple[int, int]) -> None:
    place, count = case
    bars = drawing.ladder(place, count)
    assert [number for number, bar in enumerate(bars, start=1) if bar.own] == [place]
    assert len(bars) == count
    assert float(bars[-1].x) + float(bars[-1].width) <= 600.01
    assert all(float(bar.width) > 0 for bar in bars)


def test_steps_fill_from_the_left() -> None:
    assert [bar.own for bar in drawing.steps(2, 3)] == [True, True, False]


def test_lengths_are_written_with_a_point_as_svg_wants_it() -> None:
    assert "," not in "".join(bar.x + bar.width for bar in drawing.ladder(3, 7))


def test_movers_are_drawn_last_and_carry_their_place_in_the_middle() -> None:
    chart = drawing.slope(
        "To leger",
        ["A", "B", "C"],
        [drawing.Ranks("Elle Berg, Skjervøy", (1, 2, 1), mover=True), drawing.Ranks("Nora Åsen, Nordreisa", (2, 1, 2))],
    )
    assert [line.mover for line in chart.lines] == [False, True]
    assert [word.text for word in chart.lines[1].words].count("2") == 1
    assert chart.height == drawing.TOP + 2 * drawing.ROW


def test_an_empty_slope_is_still_a_picture() -> None:
    assert drawing.slope("Ingen", ["A", "B"], []).lines == []
