"""Users assigned at random: who was offered the activity and who was held out, counted as assigned (METHODS §3.7)."""

from collections.abc import Mapping

import ibis
import pandas as pd

from launchops.metrics.comparison_days import AFTER, BEFORE
from launchops.metrics.comparison_question import WEEKS, WEEKS_BEFORE, ComparisonQuestion
from launchops.metrics.results import AssignedCounts
from launchops.metrics.together import run_together

Days = tuple[int, int]

ARMS = ("offered", "holdout")
# What keeps a user out of the comparison, the first that applies; "" keeps nobody out.
TWO_ARMS, BEFORE_SIGNUP, NOT_SEEN, INCLUDED = "two_arms", "before_signup", "not_seen", ""


def assigned_counts(question: ComparisonQuestion, *, triggered: bool = False) -> AssignedCounts | None:
    """Counts by arm; None unless users of both arms were uploaded (unknown users do not count).

    Time zero is the first assignment; `triggered`: the first active day in the window at or after it, and only users
    so seen.
    """
    if not has_both_arms(question):
        return None
    users = assigned_users(question, triggered=triggered)
    included = users.filter(users.left_out == INCLUDED)
    days = _days_around(question, included)
    found = run_together(
        question.tables,
        {
            "left_out": users.group_by("left_out").aggregate(users=users.count()),
            "channels": included.group_by("arm", "channel").aggregate(users=included.count()),
            "zero_days": included.group_by("arm", "zero_day").aggregate(
                users=included.count(), took_part=included.took_part.sum()
            ),
            "outcomes": _outcomes(question, included, days),
            "by_day": _active_by_day(days),
        },
    )
    left_out = dict(zip(found["left_out"]["left_out"], found["left_out"]["users"], strict=True))
    zero_days = found["zero_days"]
    return AssignedCounts(
        arms=_arms(zero_days, question),
        channels=found["channels"].sort_values(["channel", "arm"], ignore_index=True),
        outcomes=_one_row_a_span(found["outcomes"], question),
        by_day=_one_row_a_day(found["by_day"], zero_days, question.as_of_day),
        two_arms=int(left_out.get(TWO_ARMS, 0)),
        before_signup=int(left_out.get(BEFORE_SIGNUP, 0)),
        not_seen=int(left_out.get(NOT_SEEN, 0)),
        is_triggered=triggered,
    )


def has_both_arms(question: ComparisonQuestion) -> bool:
    """Whether known users of both arms were uploaded."""
    rows = question.tables.participations
    rows = rows.filter(rows.activity == question.activity, rows.day < question.as_of_day, rows.arm.isin(list(ARMS)))
    return len(question.tables.run(rows.select("arm").distinct())) == len(ARMS)


def assigned_users(question: ComparisonQuestion, *, triggered: bool) -> ibis.Table:
    """One row per known assigned user: user_id, arm, channel, zero_day, took_part (0/1), left_out (a reason or "").

    `triggered`: zero_day is the first active day in the window since the assignment, null if none.
    """
    rows = question.tables.participations
    rows = rows.filter(rows.activity == question.activity, rows.day < question.as_of_day, rows.arm.isin(list(ARMS)))
    assigned = rows.group_by(assigned_id=rows.user_id).aggregate(
        assigned_day=rows.day.min(), first_arm=rows.arm.min(), last_arm=rows.arm.max()
    )
    users = question.filters.apply(question.tables.users).select("user_id", "signup_day", "channel")
    users = users.join(assigned, users.user_id == assigned.assigned_id).drop("assigned_id")
    takers = question.takers.select(taker_id="user_id")
    users = users.left_join(takers, users.user_id == takers.taker_id)
    users = users.mutate(took_part=ibis.ifelse(users.taker_id.notnull(), 1, 0)).drop("taker_id")
    zero_day = users.assigned_day
    if triggered:
        users = _seen_since(question, users)
        zero_day = users.seen_day
    left_out = ibis.cases(
        (users.first_arm != users.last_arm, TWO_ARMS),
        (users.assigned_day < users.signup_day, BEFORE_SIGNUP),
        (zero_day.isnull(), NOT_SEEN),
        else_=INCLUDED,
    )
    return users.select("user_id", "channel", "took_part", arm=users.first_arm, zero_day=zero_day, left_out=left_out)


def _seen_since(question: ComparisonQuestion, users: ibis.Table) -> ibis.Table:
    """`users` plus seen_day: the first active day in the window at or after the assignment, null if none."""
    first, last = question.window[0], min(question.window[1], question.as_of_day - 1)
    days = question.tables.user_days.filter(question.tables.user_days.day.between(first, last))
    days = days.select(seen_id="user_id", day="day")
    joined = users.left_join(days, (users.user_id == days.seen_id) & (days.day >= users.assigned_day))
    return joined.group_by(*users.columns).aggregate(seen_day=joined.day.min())


def _days_around(question: ComparisonQuestion, users: ibis.Table) -> ibis.Table:
    """One row per user and active day around the user's day zero: user_id, arm, zero_day, distance."""
    days = question.tables.user_days.filter(question.tables.user_days.day < question.as_of_day)
    days = days.select(seen_id="user_id", day="day")
    last = max(AFTER[1], question.days[1])
    joined = users.join(
        days,
        [
            users.user_id == days.seen_id,
            days.day >= users.zero_day + BEFORE[0],
            days.day <= users.zero_day + last,
        ],
    )
    return joined.select("user_id", "arm", "zero_day", distance=(joined.day - joined.zero_day).cast("int32"))


def _spans(question: ComparisonQuestion) -> Mapping[str, Days]:
    """Every span of days asked about, each once."""
    spans = dict.fromkeys((question.days, *WEEKS, *WEEKS_BEFORE))
    return {f"span_{number}": span for number, span in enumerate(spans)}


def _outcomes(question: ComparisonQuestion, users: ibis.Table, days: ibis.Table) -> ibis.Table:
    """One row per arm: per span users_…, total_… and square_…, over users whose span is over."""
    spans = _spans(question)
    seen = days.group_by(seen_id=days.user_id).aggregate(
        **{name: ibis.ifelse(days.distance.between(*span), 1, 0).sum() for name, span in spans.items()}
    )
    joined = users.left_join(seen, users.user_id == seen.seen_id)
    sums: dict[str, ibis.Value] = {}
    for name, span in spans.items():
        value = question.of_count(joined[name].fill_null(0))
        known = ibis.ifelse(joined.zero_day + max(span[1], 0) < question.as_of_day, 1, 0)
        sums |= {
            f"users_{name}": known.sum(),
            f"total_{name}": (known * value).sum(),
            f"square_{name}": (known * value * value).sum(),
        }
    return joined.group_by("arm").aggregate(**sums)


def _active_by_day(days: ibis.Table) -> ibis.Table:
    """One row per arm and distance: active, the users active so many days after day zero."""
    after = days.filter(days.distance.between(*AFTER))
    return after.group_by("arm", "distance").aggregate(active=after.count())


def _arms(zero_days: pd.DataFrame, question: ComparisonQuestion) -> pd.DataFrame:
    unfinished = zero_days["users"].where(zero_days["zero_day"] + question.days[1] >= question.as_of_day, 0)
    counted = zero_days.assign(unfinished=unfinished).groupby("arm")[["users", "took_part", "unfinished"]].sum()
    return counted.reindex(list(ARMS), fill_value=0).astype("Int64").reset_index()


def _one_row_a_span(outcomes: pd.DataFrame, question: ComparisonQuestion) -> pd.DataFrame:
    rows = [
        (row["arm"], *span, *(int(row[f"{kind}_{name}"]) for kind in ("users", "total", "square")))
        for row in outcomes.to_dict("records")
        for name, span in _spans(question).items()
    ]
    return pd.DataFrame(rows, columns=["arm", "first", "last", "users", "total", "square_sum"])


def _one_row_a_day(active: pd.DataFrame, zero_days: pd.DataFrame, as_of_day: int) -> pd.DataFrame:
    """Users whose day is over, and how many of them were active on it; days nobody has reached are absent.

    Every user whose day k is not over has no active day so far after day zero, so the counts need no cut.
    """
    seen = {(row["arm"], row["distance"]): int(row["active"]) for row in active.to_dict("records")}
    rows = []
    for k in range(AFTER[0], AFTER[1] + 1):
        known = zero_days[zero_days["zero_day"] + k < as_of_day]
        users = known.groupby("arm")["users"].sum()
        if set(users.index) == set(ARMS):
            rows += [(arm, k, int(users[arm]), seen.get((arm, k), 0)) for arm in ARMS]
    return pd.DataFrame(rows, columns=["arm", "day", "users", "active"])
