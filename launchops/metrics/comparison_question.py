"""What is asked about one activity, once its window is known, and how the outcome is read from bits."""

from dataclasses import dataclass

import ibis

from launchops.metrics.day_bits import how_many, is_any
from launchops.metrics.tables import FactTables, Filters

Days = tuple[int, int]

OUTCOMES = ("active", "active_day_rate")  # active on any of the days, or on which share of them
NEVER: Days = (0, -1)  # the window of an activity that nothing is known of: no day lies in it
WEEKS: tuple[Days, ...] = ((1, 7), (8, 14), (15, 21), (22, 28))
WEEKS_BEFORE: tuple[Days, ...] = ((-28, -22), (-21, -15), (-14, -8))


@dataclass(frozen=True)
class ComparisonQuestion:
    """An activity, the users it is asked about, and the outcome.

    `takers`: as of `launchops.metrics.comparison_participants.takers_expression`. `window`: the activity's first and
    last day. `days`: outcome days after the visit or the assignment.
    """

    tables: FactTables
    activity: str
    takers: ibis.Table
    window: Days
    days: Days
    outcome: str
    as_of_day: int
    filters: Filters

    def unit(self, days: Days) -> int:
        """How many of the outcome's units make 1."""
        return days[1] - days[0] + 1 if self.outcome == "active_day_rate" else 1

    def value(self, bits: ibis.Value, span: Days, days: Days) -> ibis.Value:
        """The outcome on `days`, in units, from bits over `span` (`launchops.metrics.day_bits`)."""
        return how_many(bits, span, days) if self.outcome == "active_day_rate" else is_any(bits, span, days)

    def of_count(self, active_days: ibis.Value) -> ibis.Value:
        """The outcome, in units, from the number of active days."""
        return active_days if self.outcome == "active_day_rate" else ibis.ifelse(active_days > 0, 1, 0)
