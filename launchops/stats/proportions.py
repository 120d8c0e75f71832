"""Shares of users with their uncertainty, for whole columns: Wilson for a share, Newcombe for a difference.

One difference of two groups as a result: `launchops.stats.differences`.
"""

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.stats import t as student
from statsmodels.stats.proportion import confint_proportions_2indep, proportion_confint

from launchops.stats.results import Share

Shares = npt.NDArray[np.float64]
ALPHA = 0.05  # 95 % intervals everywhere


def wilson(x: npt.ArrayLike, n: npt.ArrayLike) -> tuple[Shares, Shares]:
    """Low and high of the Wilson 95 % interval of x ÷ n, cell by cell (fractions; NaN where n is 0 or
    unknown).

    Source: Wilson 1927, through `statsmodels.stats.proportion.proportion_confint`. Raises ValueError where x
    is negative or more than n.
    """
    counts, sizes = np.broadcast_arrays(np.asarray(x, dtype=np.float64), np.asarray(n, dtype=np.float64))
    known = ~np.isnan(counts) & (sizes > 0)
    if np.any((counts[known] < 0) | (counts[known] > sizes[known])):
        raise ValueError("wilson: x must lie between 0 and n")
    low, high = np.full(counts.shape, np.nan), np.full(counts.shape, np.nan)
    low[known], high[known] = proportion_confint(counts[known], sizes[known], alpha=ALPHA, method="wilson")
    return np.clip(low, 0, 1), np.clip(high, 0, 1)


def newcombe(x1: npt.ArrayLike, n1: npt.ArrayLike, x2: npt.ArrayLike, n2: npt.ArrayLike) -> tuple[Shares, Shares]:
    """Low and high of the Newcombe 95 % interval of x1 ÷ n1 − x2 ÷ n2, cell by cell (fractions; NaN where a
    side is empty or unknown).

    Source: Newcombe 1998, method 10, through `statsmodels.stats.proportion.confint_proportions_2indep`.
    """
    sides = np.broadcast_arrays(*(np.asarray(side, dtype=np.float64) for side in (x1, n1, x2, n2)))
    known = ~np.isnan(sides[0]) & ~np.isnan(sides[2]) & (sides[1] > 0) & (sides[3] > 0)
    low, high = np.full(known.shape, np.nan), np.full(known.shape, np.nan)
    low[known], high[known] = confint_proportions_2indep(
        *(side[known] for side in sides), method="newcomb", compare="diff", alpha=ALPHA
    )
    return np.clip(low, -1, 1), np.clip(high, -1, 1)


def share(*, x: int, n: int) -> Share:
    """x of n users with the Wilson interval; low and high are NaN for an empty group."""
    low, high = wilson([x], [n])
    return Share(n=n, x=x, low=float(low[0]), high=float(high[0]))


def with_wilson(frame: pd.DataFrame, *, active: str, eligible: str) -> pd.DataFrame:
    """`frame` with the columns rate, low and high (Float64, fractions) put after `active`; NA where not
    known.

    `active`, `eligible`: names of its count columns.
    """
    counts = frame[active].astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
    sizes = frame[eligible].astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
    low, high = wilson(counts, sizes)
    with np.errstate(divide="ignore", invalid="ignore"):
        rate = np.where(sizes > 0, counts / sizes, np.nan)
    result = frame.copy()
    place = frame.columns.get_loc(active) + 1
    for offset, (name, values) in enumerate((("rate", rate), ("low", low), ("high", high))):
        result.insert(place + offset, name, pd.Series(pd.array(values, dtype="Float64"), index=frame.index))
    return result


def with_mean_share(frame: pd.DataFrame, *, users: str, total: str, square_sum: str, most: int) -> pd.DataFrame:
    """`frame` with rate, low and high (Float64) added: the mean over users of what each had ÷ `most`.

    `users`, `total`, `square_sum`: names of its count columns, the last two the sum of each user's count and of its
    square. Student's 95 % interval per user, cut to 0…1; NA for fewer than two users.
    """
    n, sums, squares = (frame[name].to_numpy(dtype=np.float64) for name in (users, total, square_sum))
    with np.errstate(divide="ignore", invalid="ignore"):
        mean = sums / n / most
        variance = (squares - sums**2 / n) / (n - 1) / most**2
        half = student.ppf(1 - ALPHA / 2, n - 1) * np.sqrt(np.maximum(variance, 0) / n)
    known = n > 1
    limits = {"low": np.clip(mean - half, 0, 1), "high": np.clip(mean + half, 0, 1)}
    arrays = {name: pd.arrays.FloatingArray(np.where(known, values, 0.0), ~known) for name, values in limits.items()}
    return frame.assign(rate=pd.array(mean, dtype="Float64"), **arrays)
