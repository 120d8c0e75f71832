"""Active-day rate: the share of days on which a user came, as sums over users."""

import ibis
import pandas as pd

from launchops.metrics.breakdown import with_group, with_no_group
from launchops.metrics.results import ActiveDayRate
from launchops.metrics.tables import FactTables, Filters

EVERYBODY = Filters()


def active_day_rate(
    tables: FactTables, *, start_day: int, end_day: int, by: str = "", filters: Filters = EVERYBODY
) -> ActiveDayRate:
    """Active days of each user in [start_day, end_day), summed and squared and summed.

    Population: every known user who signed up before or on `start_day`, also those without an active day: equal
    windows only, so that groups may be compared. The rate of a group is active_days ÷ (users × days), the mean of
    the users' own rates. `end_day` must not lie after the as_of day. `by`: see `breakdown.with_group`.

    Returns `ActiveDayRate`: one row per group, by name; no row where nobody had signed up.
    """
    users = with_group(tables, filters.apply(tables.users), by)
    rows = with_group(tables, filters.apply(tables.user_days), by)
    group = [] if by == "" else ["group"]
    there = users.filter(users.signup_day <= start_day)
    seen = rows.filter((rows.day >= start_day) & (rows.day < end_day) & (rows.day - rows.age <= start_day))
    days = seen.group_by([*group, "user_id"]).aggregate(days=ibis._.count())
    sums = {"active_days": days.days.sum(), "square_sum": (days.days * days.days).sum()}
    population = tables.run(there.group_by(group).aggregate(users=ibis._.count()) if by else _one_row(there))
    totals = tables.run(days.group_by(group).aggregate(**sums) if by else days.aggregate(**sums))
    return ActiveDayRate(start_day, end_day, _documented(with_no_group(population), with_no_group(totals)))


def _one_row(users: ibis.Table) -> ibis.Table:
    return users.aggregate(users=users.count())


def _documented(population: pd.DataFrame, totals: pd.DataFrame) -> pd.DataFrame:
    """The documented columns; a group without any active day has 0 of them."""
    frame = population[population["users"] > 0].merge(totals, on="group", how="left")
    counts = ["users", "active_days", "square_sum"]
    frame[counts] = frame[counts].astype("Float64").fillna(0).astype("Int64")
    return frame.sort_values("group", ignore_index=True)[["group", *counts]].astype({"group": "str"})
