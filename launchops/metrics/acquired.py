"""Users an activity brought: sign-ups by week and channel, who of them activated and stayed, and what they cost."""

from dataclasses import dataclass

import ibis
import numpy as np
import pandas as pd

from launchops.metrics.breakdown import with_group
from launchops.metrics.extent import data_extent
from launchops.metrics.kpi_return import RETAINED_DAYS
from launchops.metrics.kpi_signups import ACTIVATION_DAYS
from launchops.metrics.tables import FactTables, Filters
from launchops.periods import week_first_day, week_number

EVERYBODY = Filters()
COUNTS = ("signups", "activated", "retained")
COSTS = {"cost_per_activated": "activated", "cost_per_retained": "retained"}


@dataclass(frozen=True)
class AcquiredUsers:
    """Sign-ups that an activity brought: those who first took part, in any activity, on their day of sign-up.

    `frame`: one row per calendar week of sign-up and channel with sign-ups or spend, in this order: week_day (int,
    first day of the week), channel (text), signups (Int64, users), activated (Int64, within 7 days after sign-up;
    NA until their 7 days are over, and where no activation event is chosen), retained (Int64, active on any of days
    22–28; NA until day 28 of the whole week is over), spend (Float64, spent on the activity in the week and channel;
    NA where no spend row names it), cost_per_activated, cost_per_retained (Float64, spend ÷ users; NA where either
    is unknown or nobody is counted), activated_from_day, retained_from_day (int, the as_of from which they are known).
    `total`: one row with the same figures over those rows alone in which each is known (both parts of a cost from
    the same rows), and activated_signups, retained_signups (Int64, the sign-ups these rest on).
    """

    activity: str
    as_of_day: int
    has_activation: bool
    frame: pd.DataFrame
    total: pd.DataFrame


def acquired_users(tables: FactTables, *, activity: str, as_of_day: int, filters: Filters = EVERYBODY) -> AcquiredUsers:
    """Sign-ups whose first participation in any activity was in this one, on their day of sign-up.

    Returns `AcquiredUsers`: by calendar week of sign-up and channel. Spend: rows of the spend files that name the
    activity, before as_of; of filters only channels apply to it, with any other choice it is unknown.
    """
    extent = data_extent(tables)
    has_activation = extent is not None and extent.has_activation
    days = _signup_days(tables, activity, as_of_day, filters)
    spent = _spend_days(tables, activity, as_of_day, filters)
    rows = _by_week(days, spent, tables.week_start)
    frame = _known_rows(rows, as_of_day=as_of_day, has_activation=has_activation)
    return AcquiredUsers(
        activity, as_of_day, has_activation, _with_costs(frame), _total(frame, has_spend=not spent.empty)
    )


def _signup_days(tables: FactTables, activity: str, as_of_day: int, filters: Filters) -> pd.DataFrame:
    """day, channel, signups, activated, retained: the users brought, by day of sign-up."""
    users = with_group(tables, filters.apply(tables.users), "activity")
    users = users.filter(users.group == activity, users.signup_day < as_of_day)
    rows = tables.user_days
    kept = rows.filter(rows.age.between(*RETAINED_DAYS), rows.day < as_of_day)
    stayed = kept.group_by(stayed_id=kept.user_id).aggregate(stayed_days=ibis._.count())
    joined = users.left_join(stayed, users.user_id == stayed.stayed_id)
    return tables.run(
        joined.group_by(day=joined.signup_day, channel=joined.channel).aggregate(
            signups=joined.count(),
            activated=joined.count(where=joined.activated_day <= joined.signup_day + ACTIVATION_DAYS),
            retained=joined.count(where=joined.stayed_days.notnull()),
        )
    )


def _spend_days(tables: FactTables, activity: str, as_of_day: int, filters: Filters) -> pd.DataFrame:
    """day, channel, spend: what the spend files say was spent on the activity; empty where they do not name it."""
    rows = tables.spend
    rows = rows.filter(rows.activity == activity, rows.day < as_of_day)
    if filters.channels:
        rows = rows.filter(rows.channel.isin(list(filters.channels)))
    spent = tables.run(rows.group_by("day", "channel").aggregate(spend=rows.spend.sum()))
    is_split = filters.segments or filters.platforms or filters.regions  # spend is filed by channel alone
    return spent.iloc[:0] if is_split else spent.astype({"spend": "float64"})


def _by_week(days: pd.DataFrame, spent: pd.DataFrame, week_start: str) -> pd.DataFrame:
    """One row per week and channel with sign-ups or spend: the counts, last_signup (day) and spend."""
    people, money = (_with_week(frame, week_start).groupby(["week_day", "channel"]) for frame in (days, spent))
    counts = people[list(COUNTS)].sum().join(people["day"].max().rename("last_signup"))
    joined = counts.join(money["spend"].sum(), how="outer").reset_index()
    joined["last_signup"] = joined["last_signup"].fillna(joined["week_day"] + 6)
    kinds = {"week_day": "int64", "last_signup": "int64", **dict.fromkeys(COUNTS, "Int64"), "spend": "Float64"}
    return joined.fillna(dict.fromkeys(COUNTS, 0)).astype(kinds).sort_values(["week_day", "channel"], ignore_index=True)


def _with_week(frame: pd.DataFrame, week_start: str) -> pd.DataFrame:
    weeks = week_number(frame["day"].to_numpy(dtype=np.int64), week_start)
    return frame.assign(week_day=week_first_day(weeks, week_start))


def _known_rows(rows: pd.DataFrame, *, as_of_day: int, has_activation: bool) -> pd.DataFrame:
    """The rows with what is not over yet blank, and from when each will be known."""
    activated_from = rows["last_signup"] + ACTIVATION_DAYS + 1
    retained_from = rows["last_signup"] + RETAINED_DAYS[1] + 1
    return rows.assign(
        activated=rows["activated"].where((activated_from <= as_of_day) & has_activation),
        retained=rows["retained"].where(retained_from <= as_of_day),
        activated_from_day=activated_from,
        retained_from_day=retained_from,
    ).drop(columns="last_signup")


def _with_costs(frame: pd.DataFrame) -> pd.DataFrame:
    costs = {cost: _per_user(frame["spend"], frame[count]) for cost, count in COSTS.items()}
    columns = [*frame.columns[:-2], *costs, *frame.columns[-2:]]
    return frame.assign(**costs)[columns]


def _total(frame: pd.DataFrame, *, has_spend: bool) -> pd.DataFrame:
    """One row over all that is known. Once any spend row names the activity, a channel without one cost nothing."""
    row: dict[str, pd.Series] = {
        "signups": pd.Series([frame["signups"].sum()], dtype="Int64"),
        "spend": pd.Series([frame["spend"].sum() if has_spend else pd.NA], dtype="Float64"),
    }
    for cost, count in COSTS.items():
        known = frame[frame[count].notna()]
        sums = [known[count].sum() if len(known) else pd.NA], [known["signups"].sum() if len(known) else pd.NA]
        row[count], row[f"{count}_signups"] = (pd.Series(value, dtype="Int64") for value in sums)
        spend = pd.Series([known["spend"].sum() if has_spend else pd.NA], dtype="Float64")
        row[cost] = _per_user(spend, row[count])
    return pd.DataFrame(row)


def _per_user(spend: pd.Series, users: pd.Series) -> pd.Series:
    return (spend / users.where(users > 0).astype("Float64")).astype("Float64")
