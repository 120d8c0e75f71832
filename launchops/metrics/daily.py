"""Counts per calendar day as arrays, trailing sums of them, and the frame of a KPI."""

import numpy as np
import numpy.typing as npt
import pandas as pd

from launchops.metrics.kpi import Asked

Days = npt.NDArray[np.int64]
Values = npt.NDArray[np.float64]
WINDOW = 28  # days: four whole weeks, so that no weekday weighs more than another


def complete_days(asked: Asked, *, lag: int = 0) -> Days:
    """Calendar days with data that are readable: the day itself and `lag` more lie before as_of."""
    end = min(asked.extent.last_day + 1, asked.as_of_day - lag)
    return np.arange(asked.extent.first_day, max(end, asked.extent.first_day), dtype=np.int64)


def per_day(counts: pd.DataFrame, days: Days) -> Values:
    """Column `value` of `counts` summed by its `day`, aligned to `days`; 0 on days without a row."""
    summed = counts.astype({"value": "float64"}).groupby("day")["value"].sum()
    aligned: Values = summed.reindex(days).fillna(0).to_numpy(dtype=np.float64)
    return aligned


def trailing_sum(values: Values, window: int = WINDOW) -> Values:
    """Sum over the `window` days to each one; over as many as there are at the beginning."""
    total = np.concatenate(([0.0], np.cumsum(values)))
    places = np.arange(1, len(values) + 1)
    return total[places] - total[np.maximum(places - window, 0)]


def series_frame(days: Days, values: Values) -> pd.DataFrame:
    """The frame of a KPI that is no ratio: day (int), value; numerator and denominator NaN."""
    empty = np.full(len(days), np.nan)
    return pd.DataFrame({"day": days, "value": values, "numerator": empty, "denominator": empty})


def ratio_frame(days: Days, numerator: Values, denominator: Values) -> pd.DataFrame:
    """The frame of a ratio: day, value, numerator, denominator; days without a denominator are absent."""
    known = denominator > 0
    above, below = numerator[known].astype(np.float64), denominator[known].astype(np.float64)
    return pd.DataFrame({"day": days[known], "value": above / below, "numerator": above, "denominator": below})
