"""Signal or noise: limits worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from launchops.stats.goal_results import Signal
from launchops.stats.signal import weekly_signal


def weeks(*values: float) -> list[tuple[int, float]]:
    """Values of weeks that begin on days 0, 7, 14 …"""
    return [(7 * place, value) for place, value in enumerate(values)]


def signal(*values: float) -> Signal:
    found = weekly_signal(weeks(*values))
    assert found is not None
    return found


def test_limits_are_the_mean_and_266_times_the_mean_moving_range() -> None:
    # moving ranges of 10 12 8 10 are 2, 4, 2: mean 8/3; mean 10; 2.66 × 8/3 = 7.0933
    found = signal(10, 12, 8, 10)
    assert (found.mean, found.low, found.high) == pytest.approx((10, 10 - 7.09333, 10 + 7.09333), abs=1e-4)
    assert (found.since_day, found.direction) == (None, "")


def test_a_week_beyond_the_limit_is_a_signal_since_its_first_day() -> None:
    # nine weeks of 10 and one of 30: mean 12, one moving range of 20 among nine, 2.66 × 20/9 = 5.91; 30 > 17.91
    found = signal(*[10.0] * 9, 30)
    assert found.high == pytest.approx(12 + 2.66 * 20 / 9)
    assert (found.since_day, found.direction) == (63, "above")
    assert [week.is_signal for week in found.weeks] == [False] * 9 + [True]


def test_a_signal_that_lasts_is_told_from_its_first_week() -> None:
    # eight weeks of 10, two of 30: mean 14, one moving range of 20 among nine: limit 14 + 5.91 = 19.91
    assert signal(*[10.0] * 8, 30, 30).since_day == 56


def test_a_signal_of_the_past_is_not_the_present_one() -> None:
    # a peak in week 4 and back: mean 12, two moving ranges of 20 among nine, limit 12 + 2.66 × 40/9 = 23.8
    found = signal(10, 10, 10, 10, 30, 10, 10, 10, 10, 10)
    assert [week.week_day for week in found.weeks if week.is_signal] == [28]
    assert (found.since_day, found.direction) == (None, "")


def test_a_drop_is_told_as_one() -> None:
    assert signal(*[30.0] * 9, 10).direction == "below"


def test_under_eight_weeks_it_is_provisional() -> None:
    assert signal(10, 12, 8, 10, 12, 8, 10).is_provisional
    assert not signal(10, 12, 8, 10, 12, 8, 10, 9).is_provisional


def test_one_week_has_no_limits() -> None:
    assert weekly_signal(weeks(10)) is None
    assert weekly_signal([]) is None


def test_what_cannot_be_negative_has_no_lower_limit_below_zero() -> None:
    assert signal(0, 20, 0, 20).low == 0
    assert signal(-1, 20, 0, 20).low < 0


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=40))
def test_the_limits_hold_the_mean_and_a_level_line_is_noise(values: list[float]) -> None:
    found = signal(*values)
    assert found.low <= found.mean + 1e-6 and found.mean <= found.high + 1e-6
    assert signal(*[values[0]] * len(values)).since_day is None
