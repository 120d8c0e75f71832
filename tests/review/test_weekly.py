"""A KPI by calendar week; day 0 of the tests is a Monday."""

from launchops.review.weekly import weekly_values
from tests.review.make import constant, day, series


def test_a_total_is_summed_over_whole_weeks_only() -> None:
    found = weekly_values(constant(5, 16), "flow", as_of_day=day(16), week_start="monday")
    assert found == ((day(0), 35.0), (day(7), 35.0))  # the third week has two days


def test_a_week_with_a_missing_day_has_no_total() -> None:
    values = dict.fromkeys(range(14), 5.0)
    del values[3]
    assert weekly_values(series(values), "flow", as_of_day=day(14), week_start="monday") == ((day(7), 35.0),)


def test_a_level_is_the_last_value_of_its_week() -> None:
    found = weekly_values(series({1: 3.0, 5: 4.0, 13: 6.0}), "level", as_of_day=day(14), week_start="monday")
    assert found == ((day(0), 4.0), (day(7), 6.0))


def test_a_week_counts_once_its_days_are_readable() -> None:
    values = constant(0.2, 14, denominator=99)
    assert len(weekly_values(values, "rate", as_of_day=day(20), week_start="monday", lag_days=7)) == 1
    assert len(weekly_values(values, "rate", as_of_day=day(21), week_start="monday", lag_days=7)) == 2


def test_weeks_begin_on_the_day_of_the_launch() -> None:
    found = weekly_values(constant(5, 16), "flow", as_of_day=day(16), week_start="sunday")
    assert found == ((day(6), 35.0),)
