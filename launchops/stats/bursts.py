"""Hours with far more sign-ups than the same hour of the week brings otherwise.

How many to expect: the level of the days around, times the share that this hour of the week has of a day. Sign-ups
scatter more than a Poisson count does, so the excess is judged by a negative binomial whose over-dispersion is
estimated from all hours; of the many hours looked at, those are kept that hold a false discovery rate of 1 %
(Benjamini & Hochberg 1995).
"""

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.stats import false_discovery_control, nbinom

FALSE_DISCOVERIES = 0.01
DAYS_AROUND = 7  # on either side, for the level of a day
FEWEST = 10  # sign-ups in an hour that are worth a look
LEAST_EXPECTED = 0.2
MOST_SCATTER = 0.95  # the quantile of squared residuals that is kept when the scatter is estimated
Floats = NDArray[np.float64]


def bursts(hours: pd.DataFrame) -> pd.DataFrame:
    """The rows of `hours` (channel, day, hour, signups, known, stayed) that are bursts, with expected and pvalue.

    expected: sign-ups of such an hour (float). pvalue: adjusted for the number of hours, at most FALSE_DISCOVERIES.
    """
    judged = [_judged(str(channel), mine) for channel, mine in hours.groupby("channel", sort=True)]
    if not judged:
        return hours.assign(expected=0.0, pvalue=1.0)
    table = pd.concat(judged, ignore_index=True)
    table["pvalue"] = false_discovery_control(table["pvalue"].to_numpy())
    found = table[(table["pvalue"] <= FALSE_DISCOVERIES) & (table["signups"] >= FEWEST)]
    return hours.merge(found[["channel", "day", "hour", "expected", "pvalue"]], on=["channel", "day", "hour"])


def _judged(channel: str, mine: pd.DataFrame) -> pd.DataFrame:
    """Every hour of a channel from its first day to its last: channel, day, hour, signups, expected, pvalue."""
    slots = sorted(mine["hour"].unique())
    days = range(int(mine["day"].min()), int(mine["day"].max()) + 1)
    counts = mine.pivot_table(index="day", columns="hour", values="signups", aggfunc="sum")
    grid: Floats = counts.reindex(index=days, columns=slots).fillna(0.0).to_numpy(dtype="float64")
    expected = np.maximum(_levels(grid.sum(axis=1))[:, None] * _profile(grid, days), LEAST_EXPECTED)
    size = 1.0 / _scatter(grid, expected)
    pvalue = nbinom.sf(grid - 1, size, size / (size + expected))
    return pd.DataFrame(
        {
            "channel": channel,
            "day": np.repeat(np.arange(days.start, days.stop), len(slots)),
            "hour": np.tile(np.array(slots, dtype="int64"), len(days)),
            "signups": grid.ravel(),
            "expected": expected.ravel(),
            "pvalue": pvalue.ravel(),
        }
    )


def _levels(totals: Floats) -> Floats:
    """Sign-ups of a usual day around each day: the median, which a burst does not move."""
    wide = pd.Series(totals).rolling(2 * DAYS_AROUND + 1, center=True, min_periods=1).median()
    return np.asarray(wide, dtype="float64")


def _profile(grid: Floats, days: range) -> Floats:
    """For each day and hour the share of a day's sign-ups that this hour of the week has, without its largest day."""
    totals = np.maximum(_levels(grid.sum(axis=1)), 1.0)
    shares = grid / totals[:, None]
    every = _without_largest(shares)
    weekdays = np.array([day % 7 for day in days])
    result = np.tile(every, (len(shares), 1))
    for weekday in range(7):
        mine = weekdays == weekday
        if mine.sum() >= 3:  # fewer weeks say less of the hour of the week than all days do
            result[mine] = (_without_largest(shares[mine]) + every) / 2
    return result


def _without_largest(shares: Floats) -> Floats:
    if len(shares) < 2:
        return np.asarray(shares.mean(axis=0), dtype="float64")
    return np.asarray((shares.sum(axis=0) - shares.max(axis=0)) / (len(shares) - 1), dtype="float64")


def _scatter(grid: Floats, expected: Floats) -> float:
    """Over-dispersion a of variance = m + a·m², by moments over all hours but the oddest."""
    residuals = (grid - expected) ** 2
    kept = residuals <= np.quantile(residuals / expected, MOST_SCATTER) * expected
    scatter = (residuals[kept] - expected[kept]).sum() / (expected[kept] ** 2).sum()
    return float(np.clip(scatter, 0.02, 2.0))
