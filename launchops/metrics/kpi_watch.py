"""KPIs that risks are watched by: load against the tested limit, sign-ups against the floor, one channel's weight."""

from collections.abc import Sequence

import ibis
import numpy as np
import pandas as pd

from launchops.locale import Message
from launchops.metrics.daily import Days, Values, complete_days, per_day, ratio_frame, series_frame, trailing_sum
from launchops.metrics.kpi import READING_PREFIX, Asked, FloorPath
from launchops.metrics.kpi_reading import reading_series
from launchops.metrics.kpi_return import active_level
from launchops.metrics.kpi_signups import ACTIVATION_DAYS, signup_counts

CAPACITY_READING = "peak_share_of_limit"  # peak load ÷ tested limit
FLOOR_DAYS = 14


def peak_share(asked: Asked) -> pd.DataFrame | Message:
    """Peak load ÷ tested limit: as measured and uploaded, else from daily active users and the capacity plan."""
    measured = reading_series(asked.tables, READING_PREFIX + CAPACITY_READING, as_of_day=asked.as_of_day)
    if not measured.empty:
        return measured
    if asked.records.users_limit is None:
        return Message("kpi_needs_capacity")
    users = active_level("dau")(asked)
    if isinstance(users, Message):
        return users
    return users.assign(value=users["value"] / asked.records.users_limit)


def headroom(asked: Asked) -> pd.DataFrame | Message:
    """K12: 1 − peak load ÷ tested limit."""
    share = peak_share(asked)
    return share if isinstance(share, Message) else share.assign(value=1 - share["value"])


def floor_ratio(asked: Asked) -> pd.DataFrame | Message:
    """Sign-ups of the 14 days to each, from the launch day on, ÷ what the floor path asks for in them."""
    floor = asked.records.floor
    if floor is None:
        return Message("kpi_needs_floor")
    known = complete_days(asked)  # a day between the launch and the first sign-up counts: nobody came
    end = int(known[-1]) + 1 if len(known) else floor.launch_day
    days = np.arange(floor.launch_day, max(floor.launch_day, end), dtype=np.int64)
    starts = np.maximum(days - FLOOR_DAYS + 1, floor.launch_day)
    asked_for = floor_by(floor, days + 1) - floor_by(floor, starts)
    return ratio_frame(days, trailing_sum(per_day(signup_counts(asked), days), FLOOR_DAYS), asked_for)


def floor_by(floor: FloorPath, days: Days) -> Values:
    """Sign-ups the floor asks for before each day: straight from check to check, on at the last pace after them."""
    after = np.array([0, *(step for step, _ in floor.steps)], dtype=np.float64)
    wanted = np.array([0.0, *(amount for _, amount in floor.steps)])
    elapsed = np.maximum(days - floor.launch_day, 0).astype(np.float64)
    pace = (wanted[-1] - wanted[-2]) / (after[-1] - after[-2])
    path: Values = np.interp(elapsed, after, wanted) + np.maximum(elapsed - after[-1], 0) * pace
    return path


def top_channel_share(asked: Asked) -> pd.DataFrame | Message:
    """Activated users of the strongest channel ÷ all with a known channel, both of the trailing 28 days."""
    if not asked.extent.has_activation:
        return Message("kpi_needs_activation")
    users = asked.filters.apply(asked.tables.users)
    users = users.filter(users.channel != "", users.activated_day <= users.signup_day + ACTIVATION_DAYS)
    counted = users.group_by(day=users.activated_day, channel=users.channel).aggregate(value=ibis._.count())
    counts = asked.tables.run(counted)
    days = complete_days(asked)
    if counts.empty or not len(days):
        return Message("kpi_nothing_yet")
    sums = np.array([trailing_sum(per_day(mine, days)) for _, mine in counts.groupby("channel")])
    return ratio_frame(days, sums.max(axis=0), sums.sum(axis=0))


def unattributed_share(asked: Asked) -> pd.DataFrame:
    """Sign-ups without a channel ÷ sign-ups, both of the trailing 28 days."""
    users = asked.filters.apply(asked.tables.users)
    without = users.filter(users.channel == "")
    counts = asked.tables.run(without.group_by(day=without.signup_day).aggregate(value=ibis._.count()))
    days = complete_days(asked)
    everybody = trailing_sum(per_day(signup_counts(asked), days))
    return ratio_frame(days, trailing_sum(per_day(counts, days)), everybody)


def reward_cap_use(asked: Asked) -> pd.DataFrame | Message:
    """The largest reward one user has had from an activity so far ÷ its limit per person, the worst activity.

    Of the whole launch: traits of users do not apply.
    """
    caps = dict(asked.records.reward_caps)
    if not caps:
        return Message("kpi_needs_cap")
    highest = asked.tables.run(_highest_rewards(asked, list(caps)))
    days = complete_days(asked)
    highest = highest[highest["day"] < asked.as_of_day]
    if highest.empty or not len(days):
        return Message("kpi_needs_rewards")
    days = days[days >= int(highest["day"].min())]
    use = [_so_far(mine, days) / caps[str(name)] for name, mine in highest.groupby("activity")]
    return series_frame(days, np.max(use, axis=0) if len(days) else np.array([]))


def _highest_rewards(asked: Asked, activities: Sequence[str]) -> ibis.Table:
    """activity, day, value: the most any user had had by the end of a day on which somebody was rewarded."""
    rows = asked.tables.participations
    rows = rows.filter(rows.reward.notnull(), rows.activity.isin(list(activities)))
    by_day = rows.group_by("activity", "user_id", "day").aggregate(reward=rows.reward.sum().cast("float64"))
    window = ibis.cumulative_window(group_by=[by_day.activity, by_day.user_id], order_by=by_day.day)
    summed = by_day.mutate(so_far=by_day.reward.sum().over(window))
    return summed.group_by("activity", "day").aggregate(value=summed.so_far.max())


def _so_far(highest: pd.DataFrame, days: Days) -> Values:
    """The highest value up to each day; 0 before the first."""
    by_day = highest.groupby("day")["value"].max().sort_index().cummax()
    places = np.searchsorted(by_day.index.to_numpy(), days, side="right")
    known: Values = np.concatenate(([0.0], by_day.to_numpy(dtype=np.float64)))[places]
    return known


def without_consent(asked: Asked) -> pd.DataFrame | Message:
    """Seed users who were contacted and have no recorded consent; one value, on the last complete day."""
    count = asked.records.contacted_without_consent
    if count is None:
        return Message("kpi_needs_contacts")
    return series_frame(np.array([asked.as_of_day - 1]), np.array([float(count)]))
