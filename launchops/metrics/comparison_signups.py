"""Do users who sign up while an activity runs come back as often as those of quiet days?"""

from collections.abc import Sequence

import pandas as pd

from launchops.metrics.comparison_question import ComparisonQuestion
from launchops.metrics.results import SignupCounts

Days = tuple[int, int]

REACH = 28  # days on each side of the window
COLUMNS = {"day": "int64", "users": "Int64", "total": "Int64", "square_sum": "Int64"}


def signup_counts(question: ComparisonQuestion, *, other_windows: Sequence[Days] = ()) -> SignupCounts:
    """Users by sign-up day, from 28 days before the window to 28 after it, and their outcome since.

    `other_windows`: days of other activities, which are not quiet.
    """
    first, last = question.window[0] - REACH, question.window[1] + REACH
    last = min(last, question.as_of_day - question.days[1] - 1)  # later sign-ups are not over
    users = question.filters.apply(question.tables.users)
    users = users.filter(users.signup_day >= first, users.signup_day <= last).select("user_id", "signup_day")
    days = question.tables.user_days
    seen = days.filter(days.age.between(*question.days), days.day >= first, days.day < question.as_of_day)
    seen = seen.group_by(seen_id=seen.user_id).aggregate(days=seen.count())
    joined = users.left_join(seen, users.user_id == seen.seen_id)
    value = question.of_count(joined.days.fill_null(0))
    counted = joined.group_by(day=joined.signup_day).aggregate(
        users=joined.count(), total=value.sum(), square_sum=(value * value).sum()
    )
    frame = question.tables.run(counted)[list(COLUMNS)].astype(COLUMNS).sort_values("day", ignore_index=True)
    frame["in_window"] = frame["day"].between(*question.window)
    frame["is_quiet"] = ~frame["in_window"] & ~_in_any(frame["day"], other_windows)
    return SignupCounts(question.days, frame)


def _in_any(day: pd.Series, spans: Sequence[Days]) -> pd.Series:
    found = pd.Series(False, index=day.index)
    for span in spans:
        found |= day.between(*span)
    return found
