"""Signal or noise: process behaviour limits (XmR) of weekly values.

Limits = mean ± 2.66 × mean moving range, 2.66 = 3 ÷ 1.128 (Wheeler, Understanding Variation). A week beyond them is a
signal. His rule of eight in a row on one side of the mean is left out: one week far out moves the mean away from all
others, and every launch that grows breaks it.
"""

from collections.abc import Sequence
from itertools import groupby, pairwise

from launchops.stats.goal_results import Signal, WeekValue

LIMIT = 2.66
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
    return [1 if value > high + slack else -1 if value < low - slack else 0 for value in values]
