"""How long two sides stay, as curves that may be laid over each other."""

import numpy as np
import pandas as pd

from launchops.stats.counted import Staying
from launchops.stats.proportions import wilson
from launchops.stats.results import StayDay
from launchops.stats.survival import LEAST_AT_RISK, kaplan_meier

COLUMNS = ("at_risk", "share", "low", "high")


def stay_curves(one: Staying, other: Staying) -> tuple[StayDay, ...]:
    """The share of each side not lost yet by days after the visit, while 10 users are watched on both.

    Kaplan & Meier on weighted counts. The intervals rest on the effective number of users (Kish): of weights that
    differ (Σ w)² ÷ Σ w², where a user's visits count as one, since they end on the same day.
    """
    curves = [_curve(side) for side in (one, other)]
    length = min(int((curve["at_risk"] >= LEAST_AT_RISK).sum()) for curve in curves)
    sides = zip(*(curve.head(length)[list(COLUMNS)].itertuples(index=False) for curve in curves), strict=True)
    return tuple(StayDay(day, *first, *second) for day, (first, second) in enumerate(sides))


def _curve(side: Staying) -> pd.DataFrame:
    """at_risk (effective users), share, low, high by day from 0 on; no rows where nobody is watched."""
    if not side.weight:
        return pd.DataFrame({name: [] for name in COLUMNS})
    scale = side.weight / side.weight_square  # users a unit of weight is worth
    time = np.asarray(side.times["time"], dtype=np.int64)
    columns = []
    for name in ("lost", "censored"):
        users = np.zeros(int(time.max()) + 1)
        np.add.at(users, time, np.asarray(side.times[name], dtype=np.float64) * scale)
        columns.append(users)
    curve = kaplan_meier(*columns)
    share, at_risk = (curve[name].to_numpy(dtype=np.float64) for name in ("share", "at_risk"))
    # Where nobody, or everybody, was lost so far Greenwood has no width: a certainty that counts never give.
    low, high = wilson(np.round(share, 9) * at_risk, np.maximum(at_risk, 1.0))
    for name, bound in (("low", low), ("high", high)):
        curve[name] = curve[name].astype("Float64").to_numpy(dtype=np.float64, na_value=np.nan)
        curve[name] = np.where(curve[name].isna(), bound, curve[name])
    return curve
