"""Eligible user-days of an activity: who was there without having taken part, and the days around.

Grain everywhere: one row per user and day of the activity's window on which the user was active and had not
taken part on an earlier day. Integer days and counts only, so that every engine counts alike.
"""

import ibis

from launchops.metrics.day_bits import day_words, how_many, span_bits
from launchops.metrics.tables import FactTables, Filters

Days = tuple[int, int]

BEFORE, AFTER = (-28, -1), (1, 28)  # the days around a visit that stand in bits
PRIOR_DAYS = (-14, -1)  # the habit that the strata compare
MOST_VISITS, MOST_PRIOR, MOST_TENURE = 3, 8, 8  # the open-ended last class of each stratum
TRAITS = ("channel", "segment", "platform", "region")


def eligible_days(
    tables: FactTables, takers: ibis.Table, *, window: Days, as_of_day: int, filters: Filters
) -> ibis.Table:
    """One row per eligible user and day.

    Columns: user_id, day, age, channel, segment, platform, region; first_day (the user's first day of taking part,
    null if none), took_part (1 where that is this day), visits_so_far (active days in the window before this one,
    0 … 3, the last meaning 3 or more).
    """
    there = filters.apply(tables.user_days)
    there = there.filter(there.day >= window[0], there.day <= min(window[1], as_of_day - 1))
    there = there.select("user_id", "day", "age", *TRAITS)
    known = takers.select(taker_id="user_id", first_day="first_day")
    joined = there.left_join(known, there.user_id == known.taker_id).drop("taker_id")
    eligible = joined.filter(joined.first_day.isnull() | (joined.first_day >= joined.day))
    # Whoever is eligible was so on every earlier visit: a user's earlier rows are all visits in the window.
    earlier = ibis.row_number().over(group_by=eligible.user_id, order_by=eligible.day)
    return eligible.mutate(
        took_part=ibis.ifelse(eligible.first_day == eligible.day, 1, 0).cast("int32"),
        visits_so_far=ibis.least(earlier, MOST_VISITS).cast("int32"),
    )


def with_days_around(
    eligible: ibis.Table, tables: FactTables, *, window: Days, days: Days, as_of_day: int
) -> ibis.Table:
    """`eligible` plus the user's active days around the row's day, as bits (`launchops.metrics.day_bits`).

    Columns added: before, after, chosen (the 28 days before, the 28 after, and `days`); only days before as_of are
    looked at.
    """
    first_day = window[0] + BEFORE[0]
    last_day = min(window[1] + max(AFTER[1], days[1]), as_of_day - 1)
    words = day_words(tables.user_days, first_day=first_day, last_day=max(first_day, last_day))
    joined = eligible.join(words, "user_id")
    return joined.select(
        *eligible.columns,
        before=span_bits(joined, span=BEFORE, first_day=first_day),
        after=span_bits(joined, span=AFTER, first_day=first_day),
        chosen=span_bits(joined, span=days, first_day=first_day),
    )


def prior_days(around: ibis.Table) -> ibis.Value:
    """Active days of the 14 before, 0 … 8, the last meaning 8 or more."""
    return ibis.least(how_many(around.before, BEFORE, PRIOR_DAYS), MOST_PRIOR)


def prior_class(around: ibis.Table) -> ibis.Value:
    """Active days of the 14 before in classes: 0, 1–2, 3–5, 6 or more."""
    prior = how_many(around.before, BEFORE, PRIOR_DAYS)
    return ibis.cases((prior >= 6, 3), (prior >= 3, 2), (prior >= 1, 1), else_=0)


def tenure(around: ibis.Table) -> ibis.Value:
    """Whole weeks since sign-up, 0 … 8, the last meaning 8 or more."""
    return ibis.least(around.age // 7, MOST_TENURE)
