"""The questions in pandas, as a careful person writes them: whole columns at a time, data already in memory."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

MONDAY = 3  # days to add so that whole sevens are weeks from Monday: 1970-01-01 was a Thursday
MONTH = 28


@dataclass(frozen=True)
class Held:
    """user_days: user_id, day, age, channel, by user and day. signups: user_id, signup_day."""

    user_days: pd.DataFrame
    signups: pd.DataFrame
    as_of_day: int


def _weeks(days: pd.Series) -> pd.Series:
    return (days + MONDAY) // 7


def _joined(rows: pd.DataFrame) -> pd.Series:
    return _weeks(rows["day"] - rows["age"])


def _gaps(rows: pd.DataFrame) -> pd.Series:
    """Days to the user's next active day, NaN at the last."""
    following = rows["day"].shift(-1)
    return (following - rows["day"]).where(rows["user_id"].shift(-1) == rows["user_id"])


def weekly_retention(held: Held) -> pd.Series:
    """(week of sign-up, age) → users."""
    rows = held.user_days
    seen = pd.DataFrame({"user_id": rows["user_id"], "joined": _joined(rows), "week": _weeks(rows["day"])})
    seen = seen.drop_duplicates()
    return seen.assign(age=seen["week"] - seen["joined"]).groupby(["joined", "age"]).size()


def weekly_retention_by_channel(held: Held) -> pd.Series:
    """(channel, week of sign-up, age) → users."""
    rows = held.user_days
    seen = pd.DataFrame(
        {
            "user_id": rows["user_id"],
            "channel": rows["channel"],
            "joined": _joined(rows),
            "week": _weeks(rows["day"]),
        }
    ).drop_duplicates(["user_id", "week"])
    return seen.assign(age=seen["week"] - seen["joined"]).groupby(["channel", "joined", "age"], observed=True).size()


def daily_retention(held: Held) -> pd.Series:
    """(day of sign-up, age) → users."""
    rows = held.user_days
    return rows.assign(signup_day=rows["day"] - rows["age"]).groupby(["signup_day", "age"]).size()


def last_week_seen(held: Held) -> pd.Series:
    """(week of sign-up, age at which the user was seen last) → users."""
    last = held.user_days.drop_duplicates("user_id", keep="last")
    joined = _joined(last)
    return last.assign(joined=joined, age=_weeks(last["day"]) - joined).groupby(["joined", "age"]).size()


def bracket_retention(held: Held) -> pd.DataFrame:
    """Week of sign-up → users active on days 1–7, 8–14, 22–28."""
    rows = held.user_days
    counts = {}
    for name, first, last in (("first", 1, 7), ("second", 8, 14), ("third", 22, 28)):
        seen = rows[rows["age"].between(first, last)].drop_duplicates("user_id")
        counts[name] = _joined(seen).value_counts()
    return pd.DataFrame(counts).fillna(0)


def mau(held: Held) -> pd.Series:
    """Day → distinct users in the 28 days to it."""
    rows = held.user_days
    day = rows["day"].to_numpy()
    same_user = np.append(rows["user_id"].to_numpy()[1:] == rows["user_id"].to_numpy()[:-1], False)
    reach = np.where(same_user, np.minimum(np.append(day[1:], 0) - day, MONTH), MONTH)
    changes = pd.Series(1, index=day).groupby(level=0).sum()
    leaving = pd.Series(1, index=day + reach).groupby(level=0).sum()
    return changes.sub(leaving, fill_value=0).sort_index().cumsum()


def lifecycle(held: Held) -> pd.DataFrame:
    """Week → active users, those new in it, and those who were active the week before."""
    rows = held.user_days
    seen = pd.DataFrame({"user_id": rows["user_id"], "week": _weeks(rows["day"]), "joined": _joined(rows)})
    seen = seen.drop_duplicates(["user_id", "week"])
    was_here = (seen["user_id"].shift() == seen["user_id"]) & (seen["week"].shift() == seen["week"] - 1)
    is_new = seen["joined"] == seen["week"]
    states = pd.DataFrame({"week": seen["week"], "active": 1, "new": is_new, "returning": was_here & ~is_new})
    return states.groupby("week").sum()


def active_days(held: Held) -> pd.Series:
    """Number of active days in the last 28 → users."""
    days = held.user_days["day"]
    recent = held.user_days[(days >= held.as_of_day - MONTH) & (days < held.as_of_day)]
    return recent.groupby("user_id").size().value_counts()


def active_day_rate(held: Held) -> tuple[int, int]:
    """Sum and sum of squares of the users' active days in the last 28, of users there on their first day."""
    rows, since = held.user_days, held.as_of_day - MONTH
    recent = rows[(rows["day"] >= since) & (rows["day"] < held.as_of_day) & (rows["day"] - rows["age"] <= since)]
    days = recent.groupby("user_id").size()
    return int(days.sum()), int((days * days).sum())


def survival(held: Held) -> pd.Series:
    """(day of sign-up, age at the last visit before being lost, -1 without one) → users."""
    rows = held.user_days
    gaps = _gaps(rows)
    first_age = rows.drop_duplicates("user_id").set_index("user_id")["age"]
    ends = rows[gaps.isna() | (gaps >= MONTH)].drop_duplicates("user_id").set_index("user_id")["age"]
    last_age = ends.where(first_age < MONTH, -1)
    everybody = held.signups.set_index("user_id")["signup_day"].to_frame()
    everybody["last_age"] = last_age.reindex(everybody.index).fillna(-1).astype("int64")
    return everybody.groupby(["signup_day", "last_age"]).size()


def second_visit(held: Held) -> pd.Series:
    """Days from the first to the second visit → users whose first is more than 28 complete days ago."""
    rows = held.user_days
    first = rows.assign(gap=_gaps(rows)).drop_duplicates("user_id")
    return first[first["day"] < held.as_of_day - MONTH]["gap"].value_counts()
