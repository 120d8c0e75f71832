"""From user-days to "distinct users in the trailing window", for every calendar day in one pass.

A user active on day d, whose next active day is d + gap, is in the W-day window of exactly the days
d … d + min(gap, W) − 1: +1 at d, −1 at d + min(gap, W), then a running sum counts every user once per day.
The engine only counts rows by (day, reach), reach = min(gap, LONGEST), so one small result serves every W up
to it. For all users the facts hold these counts.
"""

import ibis
import numpy as np
import numpy.typing as npt
import pandas as pd

from launchops.metrics.tables import FactTables, Filters

LONGEST = 28  # days: the longest window asked for (MAU)

Counts = npt.NDArray[np.int64]


def reaches(tables: FactTables, filters: Filters) -> ibis.Table:
    """`reach_counts` of the chosen users, which the facts hold where that is everybody."""
    return tables.reaches if filters == Filters() else reach_counts(filters.apply(tables.user_days))


def reach_counts(user_days: ibis.Table) -> ibis.Table:
    """Rows of `user_days` (columns day, gap) by day and reach.

    Returns day (int), reach (int, 1 … 28: days until the user's next active day, at most 28), users (int).
    """
    reach = ibis.least(user_days.gap.fill_null(LONGEST), LONGEST)
    return user_days.group_by(day=user_days.day, reach=reach).aggregate(users=ibis._.count())


def users_in_window(counts: pd.DataFrame, *, window: int, first_day: int, last_day: int) -> Counts:
    """Distinct users active in the `window` days up to and including each day, first_day … last_day.

    `counts`: the result of `reach_counts`; no row may lie before `first_day`. `window`: 1 … 28 days.
    """
    if not 1 <= window <= LONGEST:
        raise ValueError(f"users_in_window: window is {window}, must be 1 … {LONGEST}")
    day = counts["day"].to_numpy(dtype=np.int64) - first_day
    users = counts["users"].to_numpy(dtype=np.int64)
    leaves = day + np.minimum(counts["reach"].to_numpy(dtype=np.int64), window)
    change = np.zeros(last_day - first_day + 1 + LONGEST, dtype=np.int64)
    np.add.at(change, day, users)
    np.add.at(change, leaves, -users)
    return np.cumsum(change)[: last_day - first_day + 1]


def mean_over_window(daily: Counts, window: int) -> npt.NDArray[np.float64]:
    """Mean of the trailing `window` days; NaN on the first window − 1 days, where it is not whole."""
    total = np.cumsum(np.concatenate(([0], daily)))
    mean = np.full(len(daily), np.nan)
    mean[window - 1 :] = (total[window:] - total[:-window]) / window
    return mean
