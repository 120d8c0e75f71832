"""Survival: how many days after sign-up users are lost, counted."""

import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd

from launchops.metrics.breakdown import with_group, with_no_group
from launchops.metrics.results import SurvivalCounts
from launchops.metrics.tables import FactTables, Filters

LOST_AFTER = 28  # days without activity, as `away` of the facts counts them
EVERYBODY = Filters()
_NEVER = -1  # instead of an age: no active day before the user was lost


def survival(tables: FactTables, *, as_of_day: int, by: str = "", filters: Filters = EVERYBODY) -> SurvivalCounts:
    """Users by the number of days after sign-up for which they stayed (METHODS §3.10).

    Lost: 28 days without activity for the first time; then the time is that of the last active day before, plus
    one (0: no active day in the first 28 after sign-up). Everybody is watched until `as_of_day` − 28, since a
    later loss cannot be known yet: who was not lost by then is censored there. Users who signed up after that day
    are in no row. `by`: see `breakdown.with_group`.

    Returns `SurvivalCounts`: one row per group and time with anybody in it.
    """
    users = with_group(tables, filters.apply(tables.users), by)
    rows = filters.apply(tables.user_days)
    rows = with_group(tables, rows.filter(rows.day < as_of_day), by)
    group = [] if by == "" else ["group"]
    signups = tables.run(users.group_by([*group, "signup_day"]).aggregate(users=ibis._.count()))
    seen = tables.run(_last_ages(rows, group))
    frame = _times(with_no_group(signups), with_no_group(seen), watched_until=as_of_day - LOST_AFTER)
    return SurvivalCounts(as_of_day, LOST_AFTER, frame)


def _last_ages(rows: ibis.Table, group: list[str]) -> ibis.Table:
    """signup_day, last_age, users, started: users by the age of their last active day before they were lost.

    started: those of them whose first active day is in the row as well; where last_age is null, they are all there
    is. Nobody knows at the last active day whether the user comes back; whether that is long enough ago is decided
    afterwards by the days of the calendar.
    """
    rows = rows.filter((rows.away == 0) & (ends_stay(rows) | rows.since.isnull()))
    return rows.group_by(
        **{name: rows[name] for name in group},
        signup_day=rows.day - rows.age,
        last_age=ends_stay(rows).ifelse(rows.age, ibis.null("int32")),
    ).aggregate(users=ibis._.count(), started=rows.since.isnull().ifelse(1, 0).sum())


def ends_stay(user_days: ibis.Table) -> ir.BooleanValue:
    """Whether 28 days without activity follow on an active day, or no later one is known."""
    return user_days.gap.fill_null(LOST_AFTER) >= LOST_AFTER


def _times(signups: pd.DataFrame, seen: pd.DataFrame, *, watched_until: int) -> pd.DataFrame:
    """The documented frame. Users of `signups` who did not start in `seen` were lost before an active day."""
    found = pd.concat([seen[seen["last_age"].notna()], _without_end(signups, seen)], ignore_index=True)
    watched = watched_until - found["signup_day"].astype("int64")
    time = found["last_age"].astype("Float64") + 1
    is_lost = (time <= watched).fillna(False).to_numpy(dtype=bool)
    users = found["users"].to_numpy(dtype=np.int64)
    counted = pd.DataFrame(
        {
            "group": found["group"].astype("str"),
            "time": np.where(is_lost, time.fillna(0).to_numpy(dtype=np.int64), watched),
            "lost": users * is_lost,
            "censored": users * ~is_lost,
        }
    )
    counted = counted[(watched >= 0).to_numpy() & (users > 0)]
    summed = counted.groupby(["group", "time"], as_index=False, sort=True)[["lost", "censored"]].sum()
    return summed.astype({"group": "str", "time": "int64", "lost": "Int64", "censored": "Int64"})


def _without_end(signups: pd.DataFrame, seen: pd.DataFrame) -> pd.DataFrame:
    """group, signup_day, last_age, users: who came on no day in time (_NEVER), and who was not lost (null)."""
    keys = ["group", "signup_day"]
    ended = seen["users"].where(seen["last_age"].notna(), 0)
    sums = seen[keys].assign(started=seen["started"], ended=ended).groupby(keys, as_index=False).sum()
    joined = signups.merge(sums, on=keys, how="left").fillna({"started": 0, "ended": 0})
    absent = joined[keys].assign(last_age=_NEVER, users=joined["users"] - joined["started"])
    staying = joined[keys].assign(last_age=pd.NA, users=joined["started"] - joined["ended"])
    return pd.concat([absent, staying], ignore_index=True)
