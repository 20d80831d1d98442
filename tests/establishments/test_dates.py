"""The legal date rule, as the law stood on each day: worked examples, each with its source in the words shown."""

from datetime import date
from typing import Any

import pytest

from alisveien.establishments.models import Registration, State
from alisveien.establishments.rules_dates import counting_on, differs_from_stated, standing_on, state_on

TODAY = date(2026, 11, 22)
S2_DAY = date(2022, 3, 21)
MARCH = date(2019, 3, 1)


def case(**values: Any) -> Registration:
    return Registration(**values)


IN_TIME, LATE = date(2019, 5, 31), date(2020, 6, 26)

STATES = [
    (None, TODAY, State.UNKNOWN),
    (case(), TODAY, State.UNKNOWN),
    (case(reason="locums", reason_on=S2_DAY), TODAY, State.NOT_APPLIED),
    (case(reason="locums", reason_on=S2_DAY), date(2022, 3, 20), State.UNKNOWN),
    (case(applied_on=LATE), date(2020, 6, 25), State.NOT_APPLIED),
    (case(applied_on=LATE, applied_at_latest=True), date(2020, 6, 25), State.UNKNOWN),
    (case(applied_on=IN_TIME), S2_DAY, State.TEMPORARY),
    (case(applied_on=date(2019, 6, 1)), S2_DAY, State.APPLIED),
    (case(applied_on=LATE), date(2022, 8, 31), State.APPLIED),
    (case(applied_on=LATE), date(2022, 9, 1), State.TEMPORARY),
    (case(applied_on=LATE, decision="registered", decided_on=S2_DAY), date(2022, 3, 20), State.APPLIED),
    (case(applied_on=LATE, decision="registered", decided_on=S2_DAY), S2_DAY, State.REGISTERED),
    (case(applied_on=LATE, decision="approved", decided_on=S2_DAY), S2_DAY, State.APPROVED),
    (case(applied_on=LATE, decision="refused", decided_on=S2_DAY), S2_DAY, State.REFUSED),
    (case(applied_on=LATE, withdrawn_on=S2_DAY), S2_DAY, State.WITHDRAWN),
    (case(applied_on=LATE, withdrawn_on=S2_DAY), date(2022, 3, 20), State.APPLIED),
]


@pytest.mark.parametrize(("one", "day", "state"), STATES)
def test_the_state_on_a_day_follows_from_the_dates(one: Registration | None, day: date, state: State) -> None:
    assert state_on(one, day) == state


def test_applied_in_time_counts_from_the_first_of_march_2019() -> None:
    temporary = counting_on(case(applied_on=IN_TIME), S2_DAY)
    assert (temporary.counts, temporary.from_on, temporary.to_on) == (True, MARCH, None)
    assert "midlertidig" in temporary.why
    assert "§ 38" in temporary.source
    granted = counting_on(case(applied_on=IN_TIME, decision="registered", decided_on=S2_DAY), TODAY)
    assert (granted.counts, granted.from_on) == (True, MARCH)
    assert "midlertidig" not in granted.why


def test_applied_later_counts_from_the_decision_until_the_law_changed_and_from_applying_since() -> None:
    granted = case(applied_on=LATE, decision="registered", decided_on=date(2021, 5, 28))
    before, after = counting_on(granted, date(2022, 8, 31)), counting_on(granted, date(2022, 9, 1))
    assert (before.counts, before.from_on) == (True, date(2021, 5, 28))
    assert "vedtaksdatoen" in before.why
    assert (after.counts, after.from_on) == (True, LATE)
    assert "§ 21" in after.source


def test_applied_later_and_undecided_counts_only_since_the_law_changed() -> None:
    before, after = (counting_on(case(applied_on=LATE), day) for day in (date(2022, 8, 31), date(2022, 9, 1)))
    assert (before.counts, before.from_on) == (False, None)
    assert (after.counts, after.from_on) == (True, LATE)
    assert "midlertidig" in after.why


def test_an_unknown_day_of_applying_gives_no_date_and_says_so() -> None:
    found = counting_on(case(applied_on=date(2023, 12, 31), applied_at_latest=True), TODAY)
    assert (found.counts, found.from_on) == (True, None)
    assert "31. desember 2023" in found.why
    decided = case(applied_on=LATE, decision="registered", decided_on=S2_DAY, decided_at_latest=True)
    assert counting_on(decided, S2_DAY).from_on is None


def test_after_a_refusal_the_time_before_still_counts() -> None:
    found = counting_on(case(applied_on=IN_TIME, decision="refused", decided_on=S2_DAY), TODAY)
    assert (found.counts, found.from_on, found.to_on) == (False, MARCH, S2_DAY)
    assert "teller fortsatt" in found.why
    late = case(applied_on=LATE, decision="refused", decided_on=date(2023, 2, 1))
    assert counting_on(late, TODAY).from_on == date(2022, 9, 1)
    never = counting_on(case(applied_on=LATE, decision="refused", decided_on=S2_DAY), TODAY)
    assert (never.from_on, never.to_on) == (None, S2_DAY)
    assert "avslått" in never.why


def test_after_a_withdrawal_the_time_before_still_counts() -> None:
    granted = case(applied_on=LATE, decision="registered", decided_on=date(2021, 5, 28), withdrawn_on=date(2024, 1, 1))
    assert counting_on(granted, TODAY).from_on == LATE
    granted.withdrawn_on = date(2022, 1, 1)
    assert counting_on(granted, TODAY).from_on == date(2021, 5, 28)
    assert "Trukket" in counting_on(granted, TODAY).why
    undecided = counting_on(case(applied_on=LATE, withdrawn_on=date(2021, 1, 1)), TODAY)
    assert undecided.from_on is None
    assert "trukket" in undecided.why
    at_once = case(applied_on=date(2019, 2, 1), withdrawn_on=date(2019, 2, 20))
    assert counting_on(at_once, TODAY).from_on is None


def test_nothing_counts_where_nobody_has_applied() -> None:
    found = counting_on(None, TODAY)
    assert (found.counts, found.from_on) == (False, None)
    assert "§ 19" in found.source


def test_the_last_application_begun_by_the_day_is_the_one_that_holds() -> None:
    refused = case(pk=1, applied_on=IN_TIME, decision="refused", decided_on=S2_DAY)
    again = case(pk=2, applied_on=date(2023, 1, 1))
    assert standing_on([again, refused], date(2022, 6, 1)) is refused
    assert standing_on([again, refused], TODAY) is again
    assert standing_on([again, refused], date(2019, 1, 1)) is refused
    assert standing_on([], TODAY) is None


def test_a_stated_date_that_the_law_does_not_give_is_told() -> None:
    wrong = case(applied_on=IN_TIME, decision="registered", decided_on=S2_DAY, valid_from=S2_DAY)
    assert "1. mars 2019" in differs_from_stated(wrong, TODAY)
    wrong.valid_from = MARCH
    assert differs_from_stated(wrong, TODAY) == ""
    wrong.valid_from = None
    assert differs_from_stated(wrong, TODAY) == ""
    unknown = case(applied_on=LATE, applied_at_latest=True, decision="registered", decided_on=S2_DAY, valid_from=LATE)
    assert differs_from_stated(unknown, TODAY) == ""
