"""Who took part, when first, and the naive gap that everybody asks for."""

import ibis
import pandas as pd

from launchops.metrics.comparison_question import NEVER, ComparisonQuestion
from launchops.metrics.results import NaiveCounts, OutcomeSums
from launchops.metrics.tables import FactTables, Filters

Days = tuple[int, int]

SUMS = ("users", "total", "square_sum")


def question_of(
    tables: FactTables,
    *,
    activity: str,
    as_of_day: int,
    window: tuple[int | None, int | None] | None = None,
    days: Days = (8, 14),
    outcome: str = "active",
    filters: Filters | None = None,
) -> ComparisonQuestion:
    """What is asked, with the window found; NEVER where neither the record nor an upload says one."""
    chosen = filters or Filters()
    everybody = takers_expression(tables, activity=activity, as_of_day=as_of_day)
    takers = takers_expression(tables, activity=activity, as_of_day=as_of_day, filters=chosen)
    found = activity_window(tables, everybody, window or (None, None), activity=activity, as_of_day=as_of_day)
    return ComparisonQuestion(tables, activity, takers, found or NEVER, days, outcome, as_of_day, chosen)


def takers_expression(
    tables: FactTables, *, activity: str, as_of_day: int, filters: Filters | None = None
) -> ibis.Table:
    """One row per known user with the arm participant before as_of.

    Columns: user_id, signup_day, first_day and last_day (first and last day of taking part).
    """
    rows = tables.participations
    rows = rows.filter(rows.activity == activity, rows.arm == "participant", rows.day < as_of_day)
    first = rows.group_by(taker_id=rows.user_id).aggregate(first_day=rows.day.min(), last_day=rows.day.max())
    users = (filters or Filters()).apply(tables.users).select("user_id", "signup_day")
    return users.join(first, users.user_id == first.taker_id).drop("taker_id")


def activity_window(
    tables: FactTables,
    takers: ibis.Table,
    recorded: tuple[int | None, int | None],
    *,
    activity: str,
    as_of_day: int,
) -> Days | None:
    """The recorded first and last day, a missing one from the participations; None if there is neither.

    Participation before sign-up does not stretch the window; where nobody took part the assignments make it.
    """
    first, last = recorded
    if first is None or last is None:
        able = takers.filter(takers.first_day >= takers.signup_day)
        rows = tables.participations
        rows = rows.filter(rows.activity == activity, rows.day < as_of_day, rows.arm != "participant")
        seen = tables.run(
            able.aggregate(first=able.first_day.min(), last=able.last_day.max()).cross_join(
                rows.aggregate(first_assigned=rows.day.min(), last_assigned=rows.day.max())
            )
        ).iloc[0]
        if pd.isna(seen["first"]):
            seen = seen.drop(["first", "last"]).rename({"first_assigned": "first", "last_assigned": "last"})
        if pd.isna(seen["first"]):
            return None
        first = int(seen["first"]) if first is None else first
        last = int(seen["last"]) if last is None else last
    return first, last


def participants_by_day(tables: FactTables, takers: ibis.Table) -> pd.DataFrame:
    """One row per first day and is_early: day (int), is_early (0/1: before sign-up), participants (users)."""
    early = ibis.ifelse(takers.first_day < takers.signup_day, 1, 0)
    counted = takers.group_by(day=takers.first_day, is_early=early).aggregate(participants=takers.count())
    return tables.run(counted).astype("int64").sort_values(["day", "is_early"], ignore_index=True)


def naive_counts(question: ComparisonQuestion) -> NaiveCounts | None:
    """Of all users who signed up by the window's last day, the outcome on the days counted from it.

    Users who took part before they signed up stand on neither side. None while the outcome days are not over.
    """
    tables, (_, end) = question.tables, question.window
    first, last = end + question.days[0], end + question.days[1]
    if last >= question.as_of_day:
        return None
    users = question.filters.apply(tables.users)
    users = users.filter(users.signup_day <= end).select("user_id", "signup_day")
    known = question.takers.select(taker_id="user_id", first_day="first_day")
    joined = users.left_join(known, users.user_id == known.taker_id).drop("taker_id")
    joined = joined.filter(joined.first_day.isnull() | (joined.first_day >= joined.signup_day))
    seen = tables.user_days.filter(tables.user_days.day >= first, tables.user_days.day <= last)
    seen = seen.group_by(seen_id=seen.user_id).aggregate(days=seen.count())
    sides = joined.left_join(seen, joined.user_id == seen.seen_id)
    value = question.of_count(sides.days.fill_null(0))
    counted = sides.group_by(took_part=ibis.ifelse(sides.first_day.isnull(), 0, 1)).aggregate(
        users=sides.count(), total=value.sum(), square_sum=(value * value).sum()
    )
    frame = tables.run(counted).set_index("took_part").reindex([1, 0], fill_value=0).astype("int64")
    one, other = (OutcomeSums(*(int(count) for count in frame.loc[side, list(SUMS)])) for side in (1, 0))
    return NaiveCounts(participants=one, others=other)
