"""Round grid lines and few dates."""

from datetime import date
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from launchops.charts.axes import date_ticks, inner_ticks, round_ticks, spread_labels
from launchops.periods import day_date, day_number

NUMBERS = st.floats(min_value=-1e9, max_value=1e9, allow_nan=False).map(lambda x: round(x, 3))


def test_grid_lines_are_round_and_hold_all_values():
    assert round_ticks(0, 8400) == [0, 3000, 6000, 9000]
    assert round_ticks(0.18, 0.22) == [0.18, 0.2, 0.22]
    assert round_ticks(0, 100) == [0, 50, 100]


@given(NUMBERS, NUMBERS)
def test_at_most_four_grid_lines_hold_any_values(first: float, second: float):
    low, high = sorted((first, second))
    ticks = round_ticks(low, high)
    slack = 1e-6 * max(1.0, abs(low), abs(high))
    assert 2 <= len(ticks) <= 4
    assert ticks[0] <= low + slack
    assert ticks[-1] >= high - slack


@given(st.floats(-1000, 0), st.floats(0.001, 1000))
def test_zero_is_one_of_the_inner_lines_when_it_lies_between(low: float, high: float):
    ticks = inner_ticks(low, high)
    assert 0 in ticks
    assert 1 <= len(ticks) <= 6
    assert all(low - 1e-6 <= tick <= high + 1e-6 for tick in ticks)


def test_dates_of_a_launch_are_first_days_of_months():
    ticks = date_ticks(day_number(date(2026, 2, 1)), day_number(date(2026, 4, 3)))
    assert [day_date(tick) for tick in ticks] == [date(2026, 2, 1), date(2026, 3, 1), date(2026, 4, 1)]


def test_dates_of_a_month_are_mondays():
    ticks = date_ticks(day_number(date(2026, 3, 3)), day_number(date(2026, 3, 31)))
    assert [day_date(tick).day for tick in ticks] == [9, 16, 23, 30]


@given(st.integers(10_000, 30_000), st.integers(0, 2_000))
def test_dates_are_few_ascending_and_inside(first: int, length: int):
    ticks = date_ticks(first, first + length)
    assert 1 <= len(ticks) <= 6
    assert first <= ticks[0] and ticks[-1] <= first + length
    assert all(a < b for a, b in pairwise(ticks))


@given(st.lists(st.floats(0, 100), min_size=1, max_size=5), st.floats(0.1, 20))
def test_labels_end_up_apart_in_their_order_and_none_sinks(heights: list[float], room: float):
    placed = spread_labels(heights, room=room)
    assert all(new >= old for new, old in zip(placed, heights, strict=True))
    assert all(upper - lower >= room - 1e-9 for lower, upper in pairwise(sorted(placed)))
