"""Time to second visit: how many days after their first active day users come a second time."""

import ibis
import numpy as np
import pandas as pd

from launchops.metrics.breakdown import with_group, with_no_group
from launchops.metrics.results import SecondVisit
from launchops.metrics.tables import FactTables, Filters

WITHIN = 28  # days
EVERYBODY = Filters()


def second_visit(
    tables: FactTables, *, as_of_day: int, within: int = WITHIN, by: str = "", filters: Filters = EVERYBODY
) -> SecondVisit:
    """Users by the days from their first to their second active day.

    Population: users whose first active day has had its day `within` before `as_of_day`, so that everybody had the
    same time to come again; sign-up alone is no visit. `by`: see `breakdown.with_group`.

    Returns `SecondVisit`: one row per group and day 1 … `within`; eligible less users_within came later or never.
    """
    rows = filters.apply(tables.user_days)
    rows = with_group(tables, rows.filter(rows.day < as_of_day), by)
    group = [] if by == "" else ["group"]
    first = rows.filter(rows.since.isnull())
    ready = first.day < as_of_day - within
    days = ready.ifelse(ibis.least(first.gap.fill_null(within + 1), within + 1), 0)
    counts = tables.run(
        first.group_by(**{name: first[name] for name in group}, days=days).aggregate(users=ibis._.count())
    )
    counts = with_no_group(counts)
    waiting = int(counts.loc[counts["days"] == 0, "users"].sum())
    return SecondVisit(as_of_day, within, waiting, _frame(counts[counts["days"] > 0], within))


def _frame(counts: pd.DataFrame, within: int) -> pd.DataFrame:
    kinds = {"group": "str", "days": "int64", "eligible": "Int64", "users": "Int64", "users_within": "Int64"}
    parts = [pd.DataFrame({name: [] for name in kinds})]
    for group, mine in counts.groupby("group", sort=True):
        users = np.zeros(within + 2, dtype=np.int64)
        users[mine["days"].to_numpy(dtype=np.int64)] = mine["users"]
        came = users[1 : within + 1]
        columns = {"days": np.arange(1, within + 1), "eligible": users.sum(), "users": came}
        parts.append(pd.DataFrame({"group": group, **columns, "users_within": came.cumsum()}))
    return pd.concat(parts[1:] or parts, ignore_index=True)[list(kinds)].astype(kinds)
