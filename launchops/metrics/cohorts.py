"""Cohorts: users put together by the period in which they signed up, as arrays in order of group and time."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt
import pandas as pd

from launchops.metrics.calendar import Calendar, Days
from launchops.periods import PeriodUnit

Rows = npt.NDArray[np.intp]
_SPAN = 10**8  # more days, weeks or months than any calendar has: one integer then orders group and period


@dataclass(frozen=True)
class Cohorts:
    """One entry per group and period with sign-ups. All arrays have the same order and length.

    `names`: the groups, sorted. `group`: place of each cohort's group in `names`. `number`: its period's number
    in `unit`. `size`: users. `last_signup`: day on which its last user joined.
    """

    calendar: Calendar
    unit: PeriodUnit
    names: npt.NDArray[np.object_]
    group: Rows
    number: Days
    size: Days
    last_signup: Days

    @cached_property
    def first_day(self) -> Days:
        """First day of each cohort's period."""
        return self.calendar.first_days(self.number, self.unit)

    @cached_property
    def end_day(self) -> Days:
        """The day after each cohort's period."""
        return self.calendar.first_days(self.number + 1, self.unit)

    @property
    def group_name(self) -> npt.NDArray[np.object_]:
        """The group of each cohort, as text."""
        return self.names[self.group]

    def __len__(self) -> int:
        return len(self.size)

    def rows_of(self, groups: pd.Series, days: pd.Series) -> Rows:
        """The place of the cohort to which each (group, day of sign-up) belongs; it must exist."""
        group = np.searchsorted(self.names, groups.to_numpy(dtype=object))
        keys = _key(group, self.calendar.numbers(days, self.unit))
        return np.searchsorted(_key(self.group, self.number), keys)


def cohorts_of(sizes: pd.DataFrame, unit: PeriodUnit, calendar: Calendar) -> Cohorts:
    """Cohorts from sign-ups per day (columns group, signup_day, users)."""
    names, group = np.unique(sizes["group"].to_numpy(dtype=object), return_inverse=True)
    keys, row = np.unique(_key(group, calendar.numbers(sizes["signup_day"], unit)), return_inverse=True)
    size, last_signup = np.zeros(len(keys), dtype=np.int64), np.zeros(len(keys), dtype=np.int64)
    np.add.at(size, row, sizes["users"].to_numpy(dtype=np.int64))
    np.maximum.at(last_signup, row, sizes["signup_day"].to_numpy(dtype=np.int64))
    return Cohorts(calendar, unit, names, keys // _SPAN, keys % _SPAN, size, last_signup)


def _key(group: Rows, number: Days) -> Days:
    return group.astype(np.int64) * _SPAN + number
