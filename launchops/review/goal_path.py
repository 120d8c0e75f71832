"""The way of a goal: its own value on each day, as its status counts it."""

import pandas as pd

from launchops.metrics.results import KpiSeries
from launchops.review.progress import STAY_ABOVE_DAYS, goal_period
from launchops.store.records import Goal


def goal_path(goal: Goal, series: KpiSeries, kpi_kind: str) -> KpiSeries:
    """The goal's value on each readable day; its last value is the status's `actual`.

    A total (`kpi_kind` flow) is summed from the goal's first day on top of its baseline; one that shall stay
    above a floor is the daily mean of the last seven days since the start. Levels and rates are as they are.
    Days after the goal's end do not count towards a total.
    """
    if kpi_kind != "flow":
        return series
    period = goal_period(goal)
    frame = series.frame
    is_own = (frame["day"] >= period.start_day) & (frame["day"] < period.end_day)
    own = frame.loc[is_own].dropna(subset=["value"])
    if own.empty:
        return KpiSeries(series.kpi, own)
    values = _daily_mean(own, period.start_day) if goal.target_type == "stay_above" else _total(own, goal)
    return KpiSeries(series.kpi, own.assign(value=values, numerator=float("nan"), denominator=float("nan")))


def _total(own: pd.DataFrame, goal: Goal) -> pd.Series:
    return own["value"].cumsum() + float(goal.baseline or 0)


def _daily_mean(own: pd.DataFrame, start_day: int) -> pd.Series:
    """Mean per calendar day over the last seven, or over all since the start; days without a value are 0."""
    by_day = own.set_index("day")["value"]
    every_day = by_day.reindex(range(start_day, int(by_day.index.max()) + 1), fill_value=0.0)
    means = every_day.rolling(STAY_ABOVE_DAYS, min_periods=1).mean()
    return pd.Series(means.loc[own["day"]].to_numpy(), index=own.index)
