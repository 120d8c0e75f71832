"""Spend by day, channel and activity, and how many users each channel's money brought."""

import ibis
import pandas as pd

from launchops.metrics.kpi_return import RETAINED_DAYS
from launchops.metrics.kpi_signups import ACTIVATION_DAYS
from launchops.metrics.tables import FactTables
from launchops.metrics.together import run_together


def spend_days(tables: FactTables, *, as_of_day: int) -> pd.DataFrame:
    """One row per day before `as_of_day`, channel and activity ("" for none) with spend: day (int), channel, activity,
    spend (float, the launch's currency)."""
    rows = tables.spend
    rows = rows.filter(rows.day < as_of_day)
    found = tables.run(rows.group_by("day", "channel", "activity").aggregate(spend=rows.spend.sum()))
    found = found.astype({"day": "int64", "spend": "float64"})
    return found.sort_values(["day", "channel", "activity"], ignore_index=True)


def channel_users(tables: FactTables, *, activated: tuple[int, int], retained: tuple[int, int]) -> pd.DataFrame:
    """Users by channel in two windows of days, [first, end) each: channel, activated, retained (int).

    `activated`: did the activation action within 7 days of sign-up, on a day of the window. `retained`: signed up in
    the window and were active on any of days 22–28 after it.
    """
    users = tables.users
    did = users.filter(
        users.activated_day <= users.signup_day + ACTIVATION_DAYS,
        users.activated_day >= activated[0],
        users.activated_day < activated[1],
    )
    rows = tables.user_days
    signup_day = rows.day - rows.age
    stayed = rows.filter(rows.age.between(*RETAINED_DAYS), signup_day >= retained[0], signup_day < retained[1])
    by_channel = {
        "activated": did.group_by("channel").aggregate(users=ibis._.count()),
        "retained": stayed.group_by("channel").aggregate(users=ibis._.user_id.nunique()),
    }
    found = {name: part.set_index("channel")["users"] for name, part in run_together(tables, by_channel).items()}
    joined = pd.DataFrame(found).reindex(columns=list(by_channel)).fillna(0).astype("int64")
    return joined.rename_axis("channel").reset_index()
