"""Days as integers, weeks, months and the launch's time zone.

A day is the number of days since 1970-01-01 in the launch's time zone. Periods are half-open: the first day
belongs to them, the end day does not. The same integer arithmetic works on Python integers and on Ibis
integer columns, so one definition serves pages, metrics and every engine.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal
from zoneinfo import ZoneInfo

EPOCH = date(1970, 1, 1)
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
PeriodUnit = Literal["day", "week", "month"]
MICROSECONDS_A_DAY = 86_400_000_000


@dataclass(frozen=True)
class Period:
    """Half-open range of days: `start_day` is the first day, `end_day` the first day after it."""

    start_day: int
    end_day: int

    @property
    def day_count(self) -> int:
        """Number of days in the period, never negative."""
        return max(0, self.end_day - self.start_day)

    def __contains__(self, day: int) -> bool:
        return self.start_day <= day < self.end_day


def day_number(on: date) -> int:
    """Days since 1970-01-01 of a calendar date."""
    return (on - EPOCH).days


def day_date(day: int) -> date:
    """The calendar date of a day number."""
    return EPOCH + timedelta(days=int(day))


def local_day(at: datetime, zone: ZoneInfo) -> int:
    """Day number of an instant (with its zone) on the wall calendar of `zone`."""
    return day_number(at.astimezone(zone).date())


def week_offset(week_start: str) -> int:
    """Days to add to a day number so that whole sevens are weeks beginning on `week_start`.

    1970-01-01 was a Thursday: with weeks from Monday, day 4 (Monday 5 January 1970) must be a multiple of 7.
    """
    return (3 - WEEKDAYS.index(week_start)) % 7


def week_number(day: Any, week_start: str) -> Any:
    """Number of the calendar week of a day; works on integers and on Ibis integer columns."""
    return (day + week_offset(week_start)) // 7


def week_first_day(week: Any, week_start: str) -> Any:
    """First day of a week number; the inverse of `week_number`."""
    return week * 7 - week_offset(week_start)


def month_number(day: Any) -> Any:
    """Months since year 0 (year × 12 + month − 1) of a day number; integers and Ibis columns alike.

    Integer civil-calendar arithmetic, so that no engine's date functions are needed. Valid from 1970 on.
    """
    shifted = day + 719_468  # days since 0000-03-01
    era = shifted // 146_097
    day_of_era = shifted - era * 146_097
    year_of_era = (day_of_era - day_of_era // 1_460 + day_of_era // 36_524 - day_of_era // 146_096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    march_month = (5 * day_of_year + 2) // 153  # 0 = March … 11 = February
    months_since_march_of_year_0 = (year_of_era + era * 400) * 12 + march_month
    return months_since_march_of_year_0 + 2


def month_first_day(month: int) -> int:
    """First day of a month number; the inverse of `month_number` (Python integers only)."""
    return day_number(date(month // 12, month % 12 + 1, 1))


def period_number(day: Any, unit: PeriodUnit, week_start: str) -> Any:
    """Number of the day, week or month that holds `day`."""
    if unit == "day":
        return day
    return week_number(day, week_start) if unit == "week" else month_number(day)


def period_first_day(number: int, unit: PeriodUnit, week_start: str) -> int:
    """First day of a period number; the end of a period is the first day of the next number."""
    if unit == "day":
        return number
    return int(week_first_day(number, week_start)) if unit == "week" else month_first_day(number)


def zone_offsets(zone: ZoneInfo, first_ts: int, last_ts: int) -> list[tuple[int, int]]:
    """Offsets from UTC in force in a zone from the instant `first_ts` to `last_ts` (microseconds), in order.

    Each entry is (first instant, offset), both in microseconds; the first entry holds from `first_ts` on. Found by
    looking every three hours and halving where the offset differs, so it is what zoneinfo says, changes of clock
    included (no zone changes twice within three hours).
    """

    def offset_at(ts: int) -> int:
        at = datetime.fromtimestamp(ts // 1_000_000, tz=zone)
        return int((at.utcoffset() or timedelta(0)).total_seconds()) * 1_000_000

    offsets = [(first_ts, offset_at(first_ts))]
    at, step = first_ts, 3 * 3_600_000_000
    while at < last_ts:
        before, at = at, min(at + step, last_ts)
        if offset_at(at) == offsets[-1][1]:
            continue
        low, high = before, at  # the change lies after low, at or before high
        while high - low > 1:
            middle = (low + high) // 2
            low, high = (middle, high) if offset_at(middle) == offsets[-1][1] else (low, middle)
        offsets.append((high, offset_at(high)))
    return offsets
