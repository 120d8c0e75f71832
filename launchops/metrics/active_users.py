"""Active users: how many people use the product each day, week and month, and how sticky it is."""

import numpy as np
import pandas as pd

from launchops.metrics.extent import Extent, data_extent, first_signup_day
from launchops.metrics.presence import LONGEST, mean_over_window, reaches, users_in_window
from launchops.metrics.results import ActiveUsers
from launchops.metrics.tables import FactTables, Filters

WEEK, MONTH = 7, LONGEST  # days in the trailing windows of WAU and MAU (Mozilla's 28; others use 30)
EVERYBODY = Filters()


def active_users(tables: FactTables, *, as_of_day: int, filters: Filters = EVERYBODY) -> ActiveUsers:
    """DAU, WAU, MAU and stickiness for every calendar day from the first to the last data day.

    Returns `ActiveUsers` (one row per calendar day; users and shares; NA from `as_of_day` on). Stickiness =
    mean DAU over the 28 days to this one ÷ MAU (DAU/MAU as in METHODS §2); NA before the chosen users' 28th
    day of data, where the ratio is mechanically high. Without any data the frame is empty.
    """
    extent = data_extent(tables)
    if extent is None:
        return ActiveUsers(as_of_day, _frame(pd.DataFrame({"day": []}), as_of_day), as_of_day + MONTH - 1)
    first_day = _first_day(tables, filters, extent)
    counts = tables.run(reaches(tables, filters))
    readable = first_day + MONTH - 1
    return ActiveUsers(as_of_day, _frame(_curves(counts, extent, readable), as_of_day), readable)


def _first_day(tables: FactTables, filters: Filters, extent: Extent) -> int:
    """First data day of the chosen users: a channel opened later warms up later."""
    if filters == EVERYBODY:
        return extent.first_day
    first = first_signup_day(tables, filters)
    return extent.first_day if first is None else first


def _curves(counts: pd.DataFrame, extent: Extent, readable_day: int) -> pd.DataFrame:
    def distinct(window: int) -> np.ndarray:
        return users_in_window(counts, window=window, first_day=extent.first_day, last_day=extent.last_day)

    days = np.arange(extent.first_day, extent.last_day + 1)
    dau, mau = distinct(1), distinct(MONTH)
    mean = np.where(days >= readable_day, mean_over_window(dau, MONTH), np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        stickiness = np.where(mau > 0, mean / mau, np.nan)
    return pd.DataFrame(
        {
            "day": days,
            "dau": dau,
            "wau": distinct(WEEK),
            "mau": mau,
            "dau_mean": mean,
            "stickiness": stickiness,
        }
    )


def _frame(curves: pd.DataFrame, as_of_day: int) -> pd.DataFrame:
    """The documented columns and types, with every figure from `as_of_day` on taken out."""
    kinds = {"dau": "Int64", "wau": "Int64", "mau": "Int64", "dau_mean": "Float64", "stickiness": "Float64"}
    complete = curves["day"].astype("int64") < as_of_day
    frame = pd.DataFrame({"day": curves["day"].astype("int64")})
    for column, kind in kinds.items():
        values = curves[column] if column in curves else pd.Series([], dtype="float64")
        frame[column] = pd.Series(pd.array(values, dtype=kind), index=frame.index).where(complete)
    return frame.assign(complete=complete)
