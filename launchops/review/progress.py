"""How far a goal has come: the numbers behind its status, on complete days only.

The plan of a goal is a line over the start of days: the baseline at the start of its first day, the target at
the end of its last day, phased targets in between. Elapsed share and expected value are read from it at
`as_of_day`, so a day counts when it is complete and not before. Of totals the line rises with the weekday profile
of the KPI once four weeks of it exist: a plan does not ask as much of a quiet Sunday as of a Friday.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import pandas as pd

from launchops.metrics.results import KpiSeries
from launchops.periods import Period, day_number
from launchops.store.records import Goal

TRAILING_DAYS = 28
WEEK = 7
PROFILE_WEEKS = (4, 16)  # at least, at most: whole weeks, the latest ones
STAY_ABOVE_DAYS = 7  # a total cannot stay above a floor, its daily mean can: over this many days
STAY_TYPES = ("stay_above", "stay_below")
EVEN = (1.0,) * WEEK


@dataclass(frozen=True)
class Progress:
    """The numbers of a goal at `as_of_day`; None where a number is not known or has no meaning.

    actual: for a total (flow) baseline + sum since the start, for anything else the latest value.
    denominator: of the latest value, where the KPI is a ratio.
    pace_ratio: (actual − baseline) ÷ (expected − baseline); None where the plan asks for no change.
    needed_per_day: (target − actual) ÷ days left, 0 once the target is reached.
    trailing_per_day: daily mean of the 28 days to the last reported one, for totals.
    """

    target: float
    baseline: float | None
    actual: float | None
    actual_day: int | None
    denominator: float | None
    expected: float | None
    pace_ratio: float | None
    needed_per_day: float | None
    trailing_per_day: float | None
    elapsed_share: float
    days_left: int
    is_started: bool
    is_ended: bool
    is_reached: bool


def goal_period(goal: Goal) -> Period:
    """The days of a goal: its start to its due day, both included."""
    return Period(day_number(goal.start_on), day_number(goal.due_on) + 1)


def is_on_good_side(value: float, limit: float, target_type: str) -> bool:
    """Whether `value` is at or beyond `limit` in the direction the goal wants (rounding errors forgiven)."""
    slack = 1e-9 * max(1.0, abs(limit))
    return value >= limit - slack if target_type in ("rise_to", "stay_above") else value <= limit + slack


def goal_progress(goal: Goal, series: KpiSeries, kpi_kind: str, *, as_of_day: int) -> Progress:
    """The numbers of `goal` on the complete days before `as_of_day`.

    `kpi_kind`: flow (a total per day, summed from the goal's start), level or rate (the latest value counts).
    A goal that has ended is judged by its own days only.
    """
    period = goal_period(goal)
    until = min(as_of_day, period.end_day)
    known = series.frame.loc[(series.frame["day"] < until) & series.frame["value"].notna()]
    since_start = known.loc[known["day"] >= period.start_day]
    counted = since_start if kpi_kind == "flow" else known
    baseline = _baseline(goal, known, since_start, kpi_kind)
    target = float(goal.target)
    actual = _actual(goal, counted, baseline, kpi_kind)
    profile = weekday_profile(known) if kpi_kind == "flow" else EVEN
    expected = _expected(goal, baseline, period, until, profile)
    is_reached = actual is not None and is_on_good_side(actual, target, goal.target_type)
    days_left = max(0, period.end_day - max(as_of_day, period.start_day))
    return Progress(
        target=target,
        baseline=baseline,
        actual=actual,
        actual_day=None if counted.empty else int(counted["day"].iloc[-1]),
        denominator=_denominator(counted),
        expected=expected,
        pace_ratio=_pace_ratio(goal, baseline, actual, expected),
        needed_per_day=_needed_per_day(goal, target, actual, is_reached, days_left),
        trailing_per_day=_trailing_per_day(known) if kpi_kind == "flow" else None,
        elapsed_share=_elapsed_share(period, as_of_day),
        days_left=days_left,
        is_started=as_of_day > period.start_day,
        is_ended=as_of_day >= period.end_day,
        is_reached=is_reached,
    )


def _elapsed_share(period: Period, as_of_day: int) -> float:
    """Complete days of the goal ÷ all its days, 0…1."""
    if as_of_day <= period.start_day:
        return 0.0
    if as_of_day >= period.end_day:
        return 1.0
    return (as_of_day - period.start_day) / period.day_count


def _baseline(goal: Goal, known: pd.DataFrame, since_start: pd.DataFrame, kpi_kind: str) -> float | None:
    """The goal's own; without one 0 for totals, else the last value before the start or the first after."""
    if goal.baseline is not None:
        return float(goal.baseline)
    if kpi_kind == "flow":
        return 0.0
    if known.empty:
        return None
    before = known.loc[~known.index.isin(since_start.index), "value"]
    return float(before.iloc[-1] if len(before) else since_start["value"].iloc[0])


def _actual(goal: Goal, counted: pd.DataFrame, baseline: float | None, kpi_kind: str) -> float | None:
    if counted.empty:
        return None
    if kpi_kind != "flow":
        return float(counted["value"].iloc[-1])
    if goal.target_type == "stay_above":
        end_day = int(counted["day"].iloc[-1]) + 1  # days not reported yet are unknown, not zero
        first = max(end_day - STAY_ABOVE_DAYS, goal_period(goal).start_day)
        return float(counted.loc[counted["day"] >= first, "value"].sum()) / (end_day - first)
    return (baseline or 0.0) + float(counted["value"].sum())


def _denominator(counted: pd.DataFrame) -> float | None:
    if counted.empty or "denominator" not in counted:
        return None
    value = counted["denominator"].iloc[-1]
    return None if pd.isna(value) else float(value)


def _expected(goal: Goal, baseline: float | None, period: Period, until: int, profile: Sequence[float]) -> float | None:
    """The plan's value at the end of the last complete day; None for stay goals."""
    if goal.target_type in STAY_TYPES or baseline is None or until < period.start_day:
        return None
    points = _plan(goal, baseline, period)
    for (left, low), (right, high) in pairwise(points):
        if left <= until <= right:
            whole = _weight(left, right, profile)
            if whole <= 0:  # a stage of days on which nothing ever happens
                return low + (high - low) * (until - left) / (right - left)
            return low + (high - low) * _weight(left, until, profile) / whole
    return points[-1][1]


def weekday_profile(known: pd.DataFrame) -> tuple[float, ...]:
    """Share of each weekday (day number modulo 7) in the latest whole weeks, times 7; even under four weeks."""
    if known.empty:
        return EVEN
    last_day, first_day = int(known["day"].iloc[-1]), int(known["day"].iloc[0])
    least, most = PROFILE_WEEKS
    weeks = min(most, (last_day + 1 - first_day) // WEEK)
    if weeks < least:
        return EVEN
    sums = [0.0] * WEEK
    for day, value in zip(known["day"].to_list(), known["value"].to_list(), strict=True):
        if day > last_day - weeks * WEEK:
            sums[day % WEEK] += value
    shares = [max(0.0, value) for value in sums]
    total = sum(shares)
    return tuple(value * WEEK / total for value in shares) if total > 0 else EVEN


def _weight(start_day: int, end_day: int, profile: Sequence[float]) -> float:
    """The days from `start_day` to before `end_day`, each counted as its weekday."""
    weeks, rest = divmod(end_day - start_day, WEEK)
    return weeks * sum(profile) + sum(profile[day % WEEK] for day in range(end_day - rest, end_day))


def _plan(goal: Goal, baseline: float, period: Period) -> list[tuple[int, float]]:
    """Corners of the plan as (start of day, value): baseline, phased targets by their day's end, target."""
    phased = {day_number(on) + 1: float(value) for on, value in goal.phased}
    inside = {day: value for day, value in phased.items() if period.start_day < day < period.end_day}
    return [(period.start_day, baseline), *sorted(inside.items()), (period.end_day, float(goal.target))]


def _pace_ratio(goal: Goal, baseline: float | None, actual: float | None, expected: float | None) -> float | None:
    """None where the plan asks for no change so far, or for one away from the goal's own direction."""
    if baseline is None or actual is None or expected is None:
        return None
    planned_change = expected - baseline
    wanted = planned_change if goal.target_type == "rise_to" else -planned_change
    if wanted <= 1e-12:
        return None
    return (actual - baseline) / planned_change


def _needed_per_day(goal: Goal, target: float, actual: float | None, is_reached: bool, days_left: int) -> float | None:
    if goal.target_type in STAY_TYPES or actual is None or days_left == 0:
        return None
    return 0.0 if is_reached else (target - actual) / days_left


def _trailing_per_day(known: pd.DataFrame) -> float | None:
    """Daily mean of the 28 days to the last reported one, or of as many as there are since the first."""
    if known.empty:
        return None
    end_day = int(known["day"].iloc[-1]) + 1
    days = min(TRAILING_DAYS, end_day - int(known["day"].iloc[0]))
    recent = known.loc[known["day"] >= end_day - days, "value"]
    return float(recent.sum()) / days
