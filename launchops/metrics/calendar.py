"""Days, weeks and months as engine expressions: integer arithmetic and comparisons, no date functions, no
division.

`launchops.periods` numbers periods on integers and small result columns. On millions of rows the engine only
needs two things, both cheaper than a number: the first day of a day's period, and whether a user's row is the
last one in it (then counting such rows counts distinct users, without any count of distinct).
"""

from dataclasses import dataclass
from itertools import pairwise

import ibis
import ibis.expr.types as ir
import numpy as np
import numpy.typing as npt
import pandas as pd

from launchops.periods import (
    PeriodUnit,
    month_first_day,
    month_number,
    period_number,
    week_first_day,
    week_offset,
)

Days = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Calendar:
    """The periods of one launch: its week start and the span of days its data cover, both ends included.

    The span is needed for months only: their first days are named one by one in the expression.
    """

    week_start: str
    first_day: int
    last_day: int

    def first_day_of(self, day: ir.IntegerColumn, unit: PeriodUnit) -> ir.IntegerColumn:
        """First day of the period that holds `day`, as an expression. Days must lie in the span."""
        if unit == "day":
            return day
        if unit == "week":
            return day - (day + week_offset(self.week_start)) % 7
        starts = self._month_starts()
        branches = [(day < later, start) for start, later in pairwise(starts)]
        return ibis.cases(*branches, else_=starts[-1]) if branches else day * 0 + starts[0]

    def is_last_in_period(self, day: ir.IntegerColumn, gap: ir.IntegerColumn, unit: PeriodUnit) -> ir.BooleanValue:
        """Whether the user has no later active day in the period of `day`: one row per user and period."""
        if unit == "day":
            return ibis.literal(True)
        if unit == "week":
            return (day + week_offset(self.week_start)) % 7 + gap.fill_null(7) >= 7
        *_, end = starts = [*self._month_starts()[1:], self._month_end()]
        next_day = day + gap.fill_null(end - self.first_day)  # no later active day: beyond every month
        crossed = [(day < start) & (next_day >= start) for start in starts]
        return ibis.or_(*crossed)

    def numbers(self, days: pd.Series, unit: PeriodUnit) -> Days:
        """Period numbers of a small column of days."""
        numbers: Days = period_number(days.to_numpy(dtype=np.int64), unit, self.week_start)
        return numbers

    def first_days(self, numbers: Days, unit: PeriodUnit) -> Days:
        """First day of each period number, in the shape they come in."""
        if unit != "month":
            days: Days = numbers if unit == "day" else week_first_day(numbers, self.week_start)
            return days
        distinct, place = np.unique(numbers, return_inverse=True)
        return np.array([month_first_day(int(one)) for one in distinct], dtype=np.int64)[place]

    def _month_starts(self) -> list[int]:
        first, last = int(month_number(self.first_day)), int(month_number(self.last_day))
        return [month_first_day(number) for number in range(first, last + 1)]

    def _month_end(self) -> int:
        return month_first_day(int(month_number(self.last_day)) + 1)
