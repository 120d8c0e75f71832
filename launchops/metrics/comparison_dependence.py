"""Do the participants live on the activity? Their active days inside it against the days it took (METHODS §3.9)."""

import ibis
import pandas as pd

from launchops.metrics.comparison_question import ComparisonQuestion
from launchops.metrics.results import DependenceCounts
from launchops.metrics.together import run_together

Days = tuple[int, int]

SIDE_DAYS = 14  # on each side of the window


def dependence_counts(question: ComparisonQuestion) -> DependenceCounts | None:
    """Participants' active and possible days in the window and around it, and in an earlier window as long.

    None until the days after the window are over, or where the data do not begin so long before it.
    """
    window = question.window
    period = _around(window)
    length = window[1] - window[0] + 1
    earlier = period[0] - length, period[0] - 1
    if period[1] >= question.as_of_day:
        return None
    users = _users(question, {"window": window, "period": period, "earlier": earlier, "before": _around(earlier)})
    found = run_together(
        question.tables,
        {
            "sums": users.aggregate(
                **{
                    name: users[name].sum().fill_null(0) for name in users.columns if name not in ("user_id", "outside")
                },
                participants=users.count(),
                only_during=ibis.ifelse((users.active_window > 0) & (users.outside == 0), 1, 0).sum().fill_null(0),
            ),
            "data": question.tables.user_days.aggregate(first_day=question.tables.user_days.day.min()),
        },
    )
    first_day = found["data"]["first_day"].iloc[0]
    if pd.isna(first_day) or first_day > period[0]:
        return None
    sums = {str(name): int(value) for name, value in found["sums"].iloc[0].items()}
    is_long_enough = first_day <= _around(earlier)[0]
    return DependenceCounts(
        participants=sums["participants"],
        active_window=sums["active_window"],
        active_period=sums["active_period"],
        possible_window=sums["possible_window"],
        possible_period=sums["possible_period"],
        earlier_window=earlier,
        earlier_active_window=sums["active_earlier"] if is_long_enough else None,
        earlier_active_period=sums["active_before"] if is_long_enough else None,
        earlier_possible_window=sums["possible_earlier"] if is_long_enough else None,
        earlier_possible_period=sums["possible_before"] if is_long_enough else None,
        only_during=sums["only_during"],
    )


def _around(window: Days) -> Days:
    return window[0] - SIDE_DAYS, window[1] + SIDE_DAYS


def _users(question: ComparisonQuestion, spans: dict[str, Days]) -> ibis.Table:
    """One row per participant of the window: per span active_… and possible_… days, and outside, the active days that
    are not in the window."""
    takers, window = question.takers, question.window
    takers = takers.filter(
        takers.first_day >= takers.signup_day, takers.first_day >= window[0], takers.first_day <= window[1]
    )
    days = question.tables.user_days.filter(question.tables.user_days.day < question.as_of_day)
    days = days.select(seen_id="user_id", seen_day="day")
    joined = takers.left_join(days, takers.user_id == days.seen_id)
    counted = joined.group_by("user_id", "signup_day").aggregate(
        **{f"active_{name}": _inside(joined.seen_day, span).sum().fill_null(0) for name, span in spans.items()},
        outside=(joined.seen_id.count() - _inside(joined.seen_day, window).sum().fill_null(0)),
    )
    possible = {
        f"possible_{name}": ibis.greatest(span[1] - ibis.greatest(counted.signup_day, span[0]) + 1, 0)
        for name, span in spans.items()
    }
    return counted.mutate(**possible).drop("signup_day")


def _inside(day: ibis.Value, span: Days) -> ibis.Value:
    return ibis.ifelse((day >= span[0]) & (day <= span[1]), 1, 0)
