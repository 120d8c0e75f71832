"""Lifecycle: who is new, who came back, who came back after a pause and who stayed away, week by week."""

import ibis
import numpy as np
import pandas as pd

from launchops.metrics.calendar import Calendar, Days
from launchops.metrics.extent import Extent, data_extent
from launchops.metrics.results import Lifecycle
from launchops.metrics.tables import FactTables, Filters
from launchops.periods import week_number, week_offset

EVERYBODY = Filters()
STATES = ("new", "returning", "resurrecting", "dormant")


def lifecycle(tables: FactTables, *, as_of_day: int, filters: Filters = EVERYBODY) -> Lifecycle:
    """Users of each calendar week by what they did in the week before.

    new: active and signed up in the week. returning: active in this week and the one before. resurrecting:
    active, but neither new nor active in the week before. dormant: active in the week before and not in this
    one. The first three together are the users active in the week.

    Returns `Lifecycle`: one row per week from the first to the last data day. A week that is not over by
    `as_of_day` has no figures at all: nobody is dormant before its end. Without any data the frame is empty.
    """
    extent = data_extent(tables)
    if extent is None:
        return Lifecycle(as_of_day, _frame(np.array([], dtype=np.int64), {}, as_of_day, tables.week_start))
    rows = filters.apply(tables.user_days)
    counts = tables.run(_user_weeks(rows.filter(rows.day < as_of_day), tables.week_start))
    weeks = _weeks(extent, tables.week_start)
    return Lifecycle(as_of_day, _frame(weeks, _states(counts, weeks, tables.week_start), as_of_day, tables.week_start))


def _user_weeks(rows: ibis.Table, week_start: str) -> ibis.Table:
    """week_day, is_new, comes_next, users: active users of each week, by sign-up and whether they come the next week.

    One row per user and week is kept: the last. Where `gap` leads from it into the next week, the user returns.
    """
    place = (rows.day + week_offset(week_start)) % 7  # day of the week, 0 … 6
    next_place = place + rows.gap.fill_null(14)
    last = rows.mutate(
        week_day=rows.day - place,
        is_new=(rows.age <= place).ifelse(1, 0),
        comes_next=(next_place < 14).ifelse(1, 0),
        next_place=next_place,
    ).filter(ibis._.next_place >= 7)
    return last.group_by("week_day", "is_new", "comes_next").aggregate(users=ibis._.count())


def _weeks(extent: Extent, week_start: str) -> Days:
    first, last = (int(week_number(day, week_start)) for day in (extent.first_day, extent.last_day))
    return np.arange(first, last + 1, dtype=np.int64)


def _states(counts: pd.DataFrame, weeks: Days, week_start: str) -> dict[str, Days]:
    """Users of each week by state; `weeks` are week numbers without a gap."""
    place = week_number(counts["week_day"].to_numpy(dtype=np.int64), week_start) - weeks[0]
    users = counts["users"].to_numpy(dtype=np.int64)

    def per_week(chosen: np.ndarray, later: int = 0) -> Days:
        summed = np.zeros(len(weeks) + 1, dtype=np.int64)
        np.add.at(summed, place[chosen] + later, users[chosen])
        return summed[: len(weeks)]

    everybody = np.ones(len(counts), dtype=bool)
    active, before = per_week(everybody), per_week(everybody, later=1)
    new = per_week((counts["is_new"] == 1).to_numpy())
    returning = per_week((counts["comes_next"] == 1).to_numpy(), later=1)
    states = (new, returning, active - new - returning, before - returning)
    return dict(zip(STATES, states, strict=True))


def _frame(weeks: Days, states: dict[str, Days], as_of_day: int, week_start: str) -> pd.DataFrame:
    """The documented columns, with every figure of a week that is not over taken out."""
    calendar = Calendar(week_start, 0, 0)
    week_day, end_day = calendar.first_days(weeks, "week"), calendar.first_days(weeks + 1, "week")
    complete = end_day <= as_of_day
    columns = {
        name: pd.arrays.IntegerArray(states.get(name, np.zeros(len(weeks), dtype=np.int64)), ~complete)
        for name in STATES
    }
    return pd.DataFrame({"week_day": week_day, **columns, "complete": complete, "readable_day": end_day})
