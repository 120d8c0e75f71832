"""Eligible user-days of an activity: who was there without having taken part, and the days around.

Grain everywhere: one row per user and day of the activity's window on which the user was active and had not
taken part on an earlier day. Integer days and counts only, so that every engine counts alike.
"""

from collections.abc import Sequence

import ibis

from launchops.metrics.tables import FactTables, Filters

Days = tuple[int, int]

PRIOR_DAYS = (-14, -1)  # the habit that the strata compare
CONTROL_DAYS = (-14, -8)  # the week of the negative control
MOST_VISITS, MOST_PRIOR, MOST_TENURE = 3, 8, 8  # the open-ended last class of each stratum


def eligible_days(
    tables: FactTables, takers: ibis.Table, *, window: Days, as_of_day: int, filters: Filters
) -> ibis.Table:
    """One row per eligible user and day.

    Columns: user_id, day, age, channel, segment; first_day (the user's first day of taking part, null if
    none), took_part (1 where that is this day), visits_so_far (active days in the window before this one,
    0 … 3, the last meaning 3 or more).
    """
    there = filters.apply(tables.user_days)
    there = there.filter(there.day >= window[0], there.day <= min(window[1], as_of_day - 1))
    there = there.select("user_id", "day", "age", "channel", "segment")
    known = takers.select(taker_id="user_id", first_day="first_day")
    joined = there.left_join(known, there.user_id == known.taker_id).drop("taker_id")
    eligible = joined.filter(joined.first_day.isnull() | (joined.first_day >= joined.day))
    # Whoever is eligible was so on every earlier visit: a user's earlier rows are all visits in the window.
    earlier = ibis.row_number().over(group_by=eligible.user_id, order_by=eligible.day)
    return eligible.mutate(
        took_part=ibis.ifelse(eligible.first_day == eligible.day, 1, 0).cast("int32"),
        visits_so_far=ibis.least(earlier, MOST_VISITS).cast("int32"),
    )


def with_days_around(eligible: ibis.Table, tables: FactTables, *, ranges: Sequence[Days], as_of_day: int) -> ibis.Table:
    """`eligible` plus seen_0, seen_1 …: the user's active days in each range, relative to the row's day.

    A range (8, 14) counts day + 8 … day + 14, both included; only days before as_of are looked at. One join
    serves all ranges; it reads no day outside the widest of them.
    """
    first, last = min(low for low, _ in ranges), max(high for _, high in ranges)
    around = tables.user_days.filter(tables.user_days.day < as_of_day)
    around = around.select(seen_id="user_id", seen_day="day")
    joined = eligible.left_join(
        around,
        [
            eligible.user_id == around.seen_id,
            around.seen_day >= eligible.day + first,
            around.seen_day <= eligible.day + last,
        ],
    )
    distance = joined.seen_day - joined.day
    counts = {
        f"seen_{number}": ibis.ifelse((distance >= low) & (distance <= high), 1, 0).sum().cast("int32")
        for number, (low, high) in enumerate(ranges)
    }
    return joined.group_by(*eligible.columns).aggregate(**counts)
