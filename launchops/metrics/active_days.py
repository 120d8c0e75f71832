"""Active days: on how many days of a period each user came."""

import ibis
import numpy as np
import pandas as pd

from launchops.metrics.breakdown import with_group, with_no_group
from launchops.metrics.results import ActiveDays
from launchops.metrics.tables import FactTables, Filters

EVERYBODY = Filters()


def active_days(
    tables: FactTables, *, start_day: int, end_day: int, by: str = "", filters: Filters = EVERYBODY
) -> ActiveDays:
    """Users by their number of distinct active days in [start_day, end_day).

    Population: every known user who signed up before `end_day`, also those without a single active day (row
    0). Users who signed up inside the period had fewer days to come; nobody is left out for how they behaved.
    `end_day` should not lie after the as_of day, since later days are not complete. `by`: see
    `breakdown.with_group`; raises UnknownName for an unknown one.

    Returns `ActiveDays`: one row per group and number of days from 0 to the length of the period; users
    (exactly so many days) and users_at_least (PostHog's Stickiness). Groups without a user are absent.
    """
    users = with_group(tables, filters.apply(tables.users), by)
    rows = with_group(tables, filters.apply(tables.user_days), by)
    group = [] if by == "" else ["group"]
    population = tables.run(_counted(users.filter(users.signup_day < end_day), group))
    seen = rows.filter((rows.day >= start_day) & (rows.day < end_day))
    days = seen.group_by([*group, "user_id"]).aggregate(active_days=ibis._.count())
    counted = tables.run(_counted(days, [*group, "active_days"]))
    length = max(0, end_day - start_day)
    return ActiveDays(start_day, end_day, _distribution(with_no_group(population), with_no_group(counted), length))


def _counted(table: ibis.Table, keys: list[str]) -> ibis.Table:
    """Rows by key; one row in all without a key."""
    return table.group_by(keys).aggregate(users=ibis._.count()) if keys else table.aggregate(users=table.count())


def _distribution(population: pd.DataFrame, counted: pd.DataFrame, length: int) -> pd.DataFrame:
    parts = [pd.DataFrame({"group": [], "active_days": [], "users": [], "users_at_least": []})]
    for group, size in sorted(zip(population["group"], population["users"], strict=True)):
        if size == 0:
            continue
        mine = counted[counted["group"] == group]
        users = np.zeros(length + 1, dtype=np.int64)
        users[mine["active_days"].to_numpy(dtype=np.int64)] = mine["users"]
        users[0] = size - users.sum()
        at_least = users[::-1].cumsum()[::-1]
        columns = {"active_days": np.arange(length + 1), "users": users, "users_at_least": at_least}
        parts.append(pd.DataFrame({"group": group, **columns}))
    kinds = {"group": "str", "active_days": "int64", "users": "Int64", "users_at_least": "Int64"}
    whole = pd.concat(parts[1:], ignore_index=True) if len(parts) > 1 else parts[0]
    return whole.astype(kinds)
