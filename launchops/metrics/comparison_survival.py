"""How long users stay after a visit: those who took part beside users alike, or users as assigned by lot.

Lost: 28 days without activity for the first time after the visit; everybody is watched until 28 days before as_of
(METHODS §3.10). The visits, cells and weights are those of the comparison.
"""

from collections.abc import Sequence

import ibis
import pandas as pd

from launchops.errors import RecordError
from launchops.metrics.comparison_assigned import INCLUDED, assigned_users, has_both_arms
from launchops.metrics.comparison_matched import LADDER, weighed_visits
from launchops.metrics.comparison_participants import question_of
from launchops.metrics.comparison_question import NEVER, ComparisonQuestion
from launchops.metrics.results import StaySide
from launchops.metrics.survival import LOST_AFTER, ends_stay
from launchops.metrics.tables import FactTables, Filters
from launchops.metrics.together import run_together

COLUMNS = ("time", "lost", "censored")


def comparison_survival(
    tables: FactTables,
    *,
    activity: str,
    as_of_day: int,
    window: tuple[int | None, int | None] | None = None,
    level: int = 0,
    triggered: bool = False,
    filters: Filters | None = None,
) -> tuple[StaySide, StaySide] | None:
    """The participants and their matched others, or the offered and the held out; None where nobody took part.

    `level`: how coarse the strata are, as the comparison chose it. `window`, `triggered`: as of
    `launchops.metrics.comparison.comparison_counts`. Raises RecordError compare_level_unknown.
    """
    if not 0 <= level < len(LADDER):
        raise RecordError("compare_level_unknown", field="level", level=level, most=len(LADDER) - 1)
    question = question_of(tables, activity=activity, as_of_day=as_of_day, window=window, filters=filters)
    if question.window == NEVER:
        return None
    if has_both_arms(question):
        visits = _assigned_visits(question, triggered=triggered)
    else:
        visits = _matched_visits(question, level)
    return _sides(question, visits)


def _matched_visits(question: ComparisonQuestion, level: int) -> ibis.Table:
    """One row per visit of a cell with both sides: user_id, side, weight, day, last_seen (before the loss)."""
    visits = weighed_visits(question, level)
    visits = visits.filter(visits.day <= question.as_of_day - LOST_AFTER)
    ends = _ends(question)
    joined = visits.join(ends, [visits.user_id == ends.seen_id, ends.end_day >= visits.day])
    each = joined.group_by("user_id", "day", side=joined.took_part, weight=joined.weight)
    return each.aggregate(last_seen=joined.end_day.min())


def _assigned_visits(question: ComparisonQuestion, *, triggered: bool) -> ibis.Table:
    """The same of assigned users from their day zero; who did not come in the 28 days after it was lost on day 0."""
    users = assigned_users(question, triggered=triggered)
    users = users.filter(users.left_out == INCLUDED, users.zero_day <= question.as_of_day - LOST_AFTER)
    days = question.tables.user_days
    days = days.select(seen_id="user_id", seen_day="day", is_end=ends_stay(days))
    joined = users.left_join(days, [users.user_id == days.seen_id, days.seen_day >= users.zero_day])
    each = joined.group_by("user_id", "arm", "zero_day").aggregate(
        first=joined.seen_day.min(), last_seen=joined.seen_day.min(where=joined.is_end)
    )
    comes = each.first.notnull() & (each.first - each.zero_day < LOST_AFTER)
    return each.select(
        "user_id",
        side=ibis.ifelse(each.arm == "offered", 1, 0),
        weight=ibis.literal(1.0),
        day=each.zero_day,
        last_seen=ibis.ifelse(comes, each.last_seen, each.zero_day - 1),
    )


def _ends(question: ComparisonQuestion) -> ibis.Table:
    """One row per user and active day after which 28 days without any followed, or none is known."""
    days = question.tables.user_days
    return days.filter(days.day >= question.window[0], ends_stay(days)).select(seen_id="user_id", end_day="day")


def _sides(question: ComparisonQuestion, visits: ibis.Table) -> tuple[StaySide, StaySide]:
    last = question.as_of_day - LOST_AFTER
    is_lost = visits.last_seen < last
    timed = visits.mutate(
        is_lost=ibis.ifelse(is_lost, 1, 0),
        time=ibis.ifelse(is_lost, visits.last_seen - visits.day + 1, last - visits.day),
    )
    users = visits.group_by("side", "user_id").aggregate(weight=visits.weight.sum())
    found = run_together(
        question.tables,
        {
            "times": timed.group_by("side", "time", "is_lost").aggregate(weight=timed.weight.sum()),
            "users": users.group_by("side").aggregate(
                weight=users.weight.sum(), weight_square=(users.weight * users.weight).sum()
            ),
        },
    )
    return _side(found["times"], found["users"], 1), _side(found["times"], found["users"], 0)


def _side(times: pd.DataFrame, users: pd.DataFrame, side: int) -> StaySide:
    mine = times[times["side"] == side]
    table = mine.pivot_table(index="time", columns="is_lost", values="weight", aggfunc="sum", fill_value=0.0)
    table = table.reindex(columns=[1, 0], fill_value=0.0).sort_index().reset_index()
    weights = users[users["side"] == side]
    return StaySide(
        times=_documented(table.set_axis(list(COLUMNS), axis=1), COLUMNS),
        weight=float(weights["weight"].sum()),
        weight_square=float(weights["weight_square"].sum()),
    )


def _documented(table: pd.DataFrame, columns: Sequence[str]) -> pd.DataFrame:
    return table.astype({name: "int64" if name == "time" else "float64" for name in columns})
