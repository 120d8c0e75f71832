"""Activity or no activity: the counts behind the comparison (METHODS §3, after Hernán et al. 2016).

On each day of the activity, those who first take part are set beside those who were there too and did not,
within strata of the same day, the same visits so far, the same habit before, channel and segment. Where users were
assigned at random, they are counted as assigned instead. What comes back is counts;
`launchops.stats.comparison.compare` makes an estimate of them.
"""

from collections.abc import Sequence

import pandas as pd

from launchops.errors import RecordError
from launchops.metrics.comparison_assigned import assigned_counts
from launchops.metrics.comparison_dependence import dependence_counts
from launchops.metrics.comparison_matched import MatchedCounts, empty_matched, matched_counts
from launchops.metrics.comparison_participants import naive_counts, participants_by_day, question_of
from launchops.metrics.comparison_question import NEVER, OUTCOMES, ComparisonQuestion
from launchops.metrics.comparison_signups import signup_counts
from launchops.metrics.day_bits import WORD
from launchops.metrics.results import ComparisonCounts
from launchops.metrics.tables import FactTables, Filters

Days = tuple[int, int]


def comparison_counts(
    tables: FactTables,
    *,
    activity: str,
    as_of_day: int,
    window: tuple[int | None, int | None] | None = None,
    days: Days = (8, 14),
    outcome: str = "active",
    triggered: bool = False,
    other_windows: Sequence[Days] = (),
    filters: Filters | None = None,
) -> ComparisonCounts:
    """Counts of one activity's comparison; see `ComparisonCounts` for each of them.

    `window`: first and last day of the activity as recorded; a missing end is the first or last
    participation. `days`: outcome days after the visit, both included; the four weeks after it are counted as
    well. `outcome`: active or active_day_rate. `triggered`: users assigned at random count from the first day on
    which they were seen. `other_windows`: days on which other activities ran, which are not quiet.
    Raises RecordError compare_days_invalid where `days` do not begin after the visit, end before they begin or are
    more than 52, and compare_outcome_unknown.
    """
    _check(days, outcome)
    question = question_of(
        tables, activity=activity, as_of_day=as_of_day, window=window, days=days, outcome=outcome, filters=filters
    )
    found = None if question.window == NEVER else question.window
    by_day = participants_by_day(tables, question.takers)
    able = by_day[by_day["is_early"] == 0]
    inside = able[able["day"].between(*question.window)]
    per_day = inside.set_index("day")["participants"]
    assigned = assigned_counts(question, triggered=triggered) if found else None
    matched = _matched(question, per_day) if assigned is None else empty_matched(question)
    return ComparisonCounts(
        activity=activity,
        window=found,
        days=days,
        as_of_day=as_of_day,
        participants=int(by_day["participants"].sum()),
        before_signup=int(by_day["participants"].sum() - able["participants"].sum()),
        outside_window=int(able["participants"].sum() - inside["participants"].sum()),
        outcome=matched.outcome,
        by_week=matched.by_week,
        negative_control=matched.negative_control,
        naive=None if per_day.empty else naive_counts(question),
        outcome_name=outcome,
        unit=question.unit(days),
        weeks_before=matched.weeks_before,
        without_activity=matched.without_activity,
        by_day=matched.by_day,
        balance=matched.balance,
        reactivated=matched.reactivated,
        dependence=None if per_day.empty else dependence_counts(question),
        signups=signup_counts(question, other_windows=other_windows) if found else None,
        assigned=assigned,
    )


def _check(days: Days, outcome: str) -> None:
    if not 1 <= days[0] <= days[1] < days[0] + WORD:
        raise RecordError("compare_days_invalid", field="days", first=days[0], last=days[1], most=WORD)
    if outcome not in OUTCOMES:
        raise RecordError("compare_outcome_unknown", field="outcome", name=outcome, known=list(OUTCOMES))


def _matched(question: ComparisonQuestion, per_day: pd.Series) -> MatchedCounts:
    """Nothing is asked of the engine where nobody took part."""
    return empty_matched(question) if per_day.empty else matched_counts(question, per_day)
