"""KPIs on coming back: day 7, active users, stickiness, and who comes for activities only."""

from collections.abc import Sequence

import ibis
import numpy as np
import pandas as pd

from launchops.locale import Message
from launchops.metrics.active_users import active_users
from launchops.metrics.daily import (
    WINDOW,
    complete_days,
    per_day,
    ratio_frame,
    series_frame,
    trailing_sum,
)
from launchops.metrics.kpi import Asked, SeriesOf
from launchops.metrics.kpi_signups import signup_counts
from launchops.metrics.participation import participation_counts
from launchops.metrics.presence import reach_counts, reaches, users_in_window
from launchops.periods import Period

RETURN_DAY = 7  # K3
RETAINED_DAYS = (22, 28)  # K8: active on any of these days after sign-up


def d7_retention(asked: Asked) -> pd.DataFrame:
    """K3: active on day 7 ÷ sign-ups, over the sign-ups of the 28 days to each day, whose day 7 is over."""
    days = complete_days(asked, lag=RETURN_DAY)
    returned = per_day(_returned_counts(asked, RETURN_DAY, RETURN_DAY), days)
    return ratio_frame(days, trailing_sum(returned), trailing_sum(per_day(signup_counts(asked), days)))


def retained_counts(asked: Asked) -> pd.DataFrame:
    """day, value: users active on any of days 22–28 after sign-up, by sign-up day."""
    return _returned_counts(asked, *RETAINED_DAYS)


def _returned_counts(asked: Asked, first: int, last: int) -> pd.DataFrame:
    """day (of sign-up), value: distinct users active at an age first … last, by their last such day."""
    rows = asked.filters.apply(asked.tables.user_days)
    kept = rows.filter(rows.age.between(first, last) & (rows.age + rows.gap.fill_null(last + 1) > last))
    return asked.tables.run(kept.group_by(day=kept.day - kept.age).aggregate(value=ibis._.count()))


def active_level(column: str) -> SeriesOf:
    """The KPI that is a column of `ActiveUsers.frame`: dau, wau or mau."""

    def series(asked: Asked) -> pd.DataFrame:
        frame = active_users(asked.tables, as_of_day=asked.as_of_day, filters=asked.filters).frame
        known = frame[frame["complete"]]
        return series_frame(known["day"].to_numpy(), known[column].to_numpy(dtype=np.float64))

    return series


def stickiness(asked: Asked) -> pd.DataFrame | Message:
    """K4: mean DAU of the 28 days to each day ÷ MAU, from the 28th day of data on."""
    result = active_users(asked.tables, as_of_day=asked.as_of_day, filters=asked.filters)
    known = result.frame[result.frame["dau_mean"].notna()]
    if known.empty:
        return Message("kpi_readable_on", {"day": result.stickiness_from_day + 1})
    mean, mau = (known[name].to_numpy(dtype=np.float64) for name in ("dau_mean", "mau"))
    return ratio_frame(known["day"].to_numpy(), mean, mau)


def only_activity_share(asked: Asked) -> pd.DataFrame | Message:
    """K6: users whose active days of the trailing 28 all fall on activity days ÷ users active in them.

    From the 28th day of data on. Not known where no activity is known.
    """
    periods = asked.activity_days
    if periods is None:
        periods = _periods_of_participation(asked)
        if not periods:
            return Message("kpi_needs_activity")
    rows = _with_own_gap(_outside(asked.filters.apply(asked.tables.user_days), periods))
    active, outside = (
        _trailing_users(asked, counts) for counts in (reaches(asked.tables, asked.filters), reach_counts(rows))
    )
    days = complete_days(asked)
    if len(days) < WINDOW:
        return Message("kpi_readable_on", {"day": asked.extent.first_day + WINDOW})
    whole = slice(WINDOW - 1, len(days))
    return ratio_frame(days[whole], (active - outside)[whole], active[whole])


def _periods_of_participation(asked: Asked) -> tuple[Period, ...]:
    frame = participation_counts(asked.tables).frame
    return tuple(
        Period(int(first), int(last) + 1) for first, last in zip(frame["first_day"], frame["last_day"], strict=True)
    )


def _outside(rows: ibis.Table, periods: Sequence[Period]) -> ibis.Table:
    """User-days that no activity covers."""
    for period in periods:
        rows = rows.filter((rows.day < period.start_day) | (rows.day >= period.end_day))
    return rows


def _with_own_gap(rows: ibis.Table) -> ibis.Table:
    """`rows` with `gap` = days to the user's next row among these, where some days were taken out."""
    following = rows.day.lead(1).over(group_by=rows.user_id, order_by=rows.day)
    return rows.mutate(gap=following - rows.day)


def _trailing_users(asked: Asked, reach: ibis.Table) -> np.ndarray:
    counts = asked.tables.run(reach)
    extent = asked.extent
    users = users_in_window(counts, window=WINDOW, first_day=extent.first_day, last_day=extent.last_day)
    return users[: len(complete_days(asked))]
