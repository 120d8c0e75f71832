"""Days, weeks and months as integers, against the calendar of the standard library."""

from datetime import date, timedelta

import pytest

from launchops.periods import (
    WEEKDAYS,
    Period,
    day_date,
    day_number,
    month_first_day,
    month_number,
    period_first_day,
    period_number,
    week_first_day,
    week_number,
)

DAYS = range(day_number(date(1999, 12, 1)), day_number(date(2101, 1, 1)))  # leap centuries on both sides


def test_a_day_and_its_number_are_inverse() -> None:
    assert day_number(date(1970, 1, 1)) == 0
    assert all(day_number(day_date(day)) == day for day in DAYS)


@pytest.mark.parametrize("week_start", WEEKDAYS)
def test_a_week_begins_on_its_weekday_and_holds_seven_days(week_start: str) -> None:
    for day in DAYS[:800]:
        first = week_first_day(week_number(day, week_start), week_start)
        assert day_date(first).weekday() == WEEKDAYS.index(week_start)
        assert first <= day < first + 7


def test_months_agree_with_the_calendar() -> None:
    for day in DAYS:
        on = day_date(day)
        assert month_number(day) == on.year * 12 + on.month - 1
        assert day_date(month_first_day(month_number(day))) == on.replace(day=1)


@pytest.mark.parametrize("unit", ["day", "week", "month"])
def test_a_period_ends_where_the_next_begins(unit: str) -> None:
    for day in DAYS[:800]:
        number = period_number(day, unit, "sunday")  # type: ignore[arg-type]
        first = period_first_day(number, unit, "sunday")  # type: ignore[arg-type]
        end = period_first_day(number + 1, unit, "sunday")  # type: ignore[arg-type]
        assert first <= day < end
        assert period_number(end, unit, "sunday") == number + 1  # type: ignore[arg-type]


def test_a_period_is_half_open_and_never_negative() -> None:
    week = Period(10, 17)
    assert (week.day_count, 10 in week, 16 in week, 17 in week) == (7, True, True, False)
    assert Period(17, 10).day_count == 0
    assert day_date(10) + timedelta(days=week.day_count) == day_date(17)
