"""How long users stay: the Kaplan–Meier curve from counts."""

import numpy as np
import numpy.typing as npt
import pandas as pd

LEAST_AT_RISK = 10  # with fewer users still watched a curve says nothing
Z = 1.959963984540054  # 95 % of the normal distribution lie within so many standard errors

Values = npt.NDArray[np.float64]


def survival_curve(counts: pd.DataFrame) -> pd.DataFrame:
    """The share of users not lost yet, for every group and number of days.

    `counts`: columns group, time (days since sign-up, ascending within a group), lost, censored (users);
    who is censored after t days was still there on all of them.

    Returns one row per group and day from 0 to the last one with at least `LEAST_AT_RISK` users at risk: group,
    time (int), at_risk (Int64, users still watched), lost (Int64), share (Float64, 0…1), low, high (Float64, 95 %
    interval from Greenwood's variance on the log(−log) scale; NA where nobody or everybody was lost so far).
    """
    kinds = {"group": "str", "time": "int64", "at_risk": "Int64", "lost": "Int64"}
    kinds |= dict.fromkeys(("share", "low", "high"), "Float64")
    parts = [pd.DataFrame({name: [] for name in kinds})]
    for group, mine in counts.groupby("group", sort=True):
        curve = kaplan_meier(*_per_day(mine))
        readable = curve[curve["at_risk"] >= LEAST_AT_RISK]  # at_risk only falls: the beginning of the curve
        parts.append(readable.assign(group=group))
    return pd.concat(parts[1:] or parts, ignore_index=True)[list(kinds)].astype(kinds)


def _per_day(counts: pd.DataFrame) -> tuple[Values, Values]:
    """Lost and censored users on each day from 0 on."""
    time = counts["time"].to_numpy(dtype=np.int64)
    columns = []
    for name in ("lost", "censored"):
        users = np.zeros(int(time.max()) + 1 if len(time) else 0)
        np.add.at(users, time, counts[name].to_numpy(dtype=np.float64))
        columns.append(users)
    return columns[0], columns[1]


def kaplan_meier(lost: Values, censored: Values) -> pd.DataFrame:
    """The curve of the users, or weights, lost and censored on each day from 0 on (Kaplan & Meier 1958).

    One row per day: time, at_risk, lost, share, low, high (Float64; the variance after Greenwood 1926, NA where nobody
    or everybody was lost so far).
    """
    gone = lost + censored
    at_risk = gone[::-1].cumsum()[::-1]
    with np.errstate(divide="ignore", invalid="ignore"):
        share = np.cumprod(np.where(at_risk > 0, 1 - lost / at_risk, 1.0))
        relative_variance = np.cumsum(lost / (at_risk * (at_risk - lost)))  # of share ÷ share
        spread = Z * np.sqrt(relative_variance) / np.abs(np.log(share))
        low, high = share ** np.exp(spread), share ** np.exp(-spread)
    known = (share > 0) & (share < 1)
    return pd.DataFrame(
        {
            "time": np.arange(len(lost)),
            "at_risk": at_risk,
            "lost": lost,
            "share": share,
            "low": pd.arrays.FloatingArray(np.where(known, low, 0.0), ~known),
            "high": pd.arrays.FloatingArray(np.where(known, high, 0.0), ~known),
        }
    )


def median_days(curve: pd.DataFrame) -> int | None:
    """Days after which half of the users were lost; None where that is not known (one group's curve)."""
    below = curve[curve["share"] <= 0.5]
    return None if below.empty else int(below["time"].iloc[0])
