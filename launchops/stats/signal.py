"""Signal or noise: process behaviour limits (XmR) of weekly values.

Limits = mean ± 2.66 × mean moving range, 2.66 = 3 ÷ 1.128 (Wheeler, Understanding Variation). A week is a signal
beyond the limits, or as one of eight or more in a row on the same side of the mean.
"""

from collections.abc import Sequence
from itertools import groupby, pairwise

from launchops.stats.goal_results import Signal, WeekValue

LIMIT = 2.66
RUN = 8
ENOUGH_WEEKS = 8


def weekly_signal(weeks: Sequence[tuple[int, float]]) -> Signal | None:
    """The limits of weekly values, (first day of the week, value) ascending, and the present signal; None under two."""
    if len(weeks) < 2:
        return None
    values = [value for _, value in weeks]
    mean = sum(values) / len(values)
    reach = LIMIT * sum(abs(later - earlier) for earlier, later in pairwise(values)) / (len(values) - 1)
    low = mean - reach
    if min(values) >= 0:  # what cannot be negative has no limit there
        low = max(0.0, low)
    sides = _signal_sides(values, mean, low, mean + reach)
    length = len(list(next(group for _, group in groupby(reversed(sides)))))  # weeks the last state has lasted
    return Signal(
        mean=mean,
        low=low,
        high=mean + reach,
        weeks=tuple(WeekValue(day, value, bool(side)) for (day, value), side in zip(weeks, sides, strict=True)),
        since_day=weeks[-length][0] if sides[-1] else None,
        direction={1: "above", -1: "below", 0: ""}[sides[-1]],
        is_provisional=len(weeks) < ENOUGH_WEEKS,
    )


def _signal_sides(values: Sequence[float], mean: float, low: float, high: float) -> list[int]:
    """For each week 1 (a signal above), −1 (below) or 0 (noise)."""
    slack = 1e-9 * max(1.0, abs(mean))
    sides = [1 if value > high + slack else -1 if value < low - slack else 0 for value in values]
    beside = [1 if value > mean + slack else -1 if value < mean - slack else 0 for value in values]
    place = 0
    for side, group in groupby(beside):
        length = len(list(group))
        if side and length >= RUN:
            sides[place : place + length] = [side] * length
        place += length
    return sides
