"""Steps towards the vision: what the figures say of each one's exit criterion, and whether the plan reaches too far."""

from collections.abc import Sequence

from launchops.locale import Message
from launchops.metrics.results import KpiSeries
from launchops.periods import day_number
from launchops.review.progress import is_on_good_side
from launchops.review.results import MilestoneStatus
from launchops.review.values import value_message
from launchops.store.records import Goal, Milestone

FAR_DAYS = 90
MOST_OUTCOME_GOALS = 5
SIDES = {"at_least": "stay_above", "at_most": "stay_below"}


def milestone_status(
    milestone: Milestone,
    series: KpiSeries | None,
    kpi_kind: str,
    *,
    as_of_day: int,
    today_day: int,
    unit: str = "count",
    currency: str = "",
) -> MilestoneStatus:
    """The step on the complete days before `as_of_day`. Of a total (flow) everything so far is summed.

    `series`: of the exit criterion's KPI, None without one. The recorded state is never changed by the figures; they
    only suggest one.
    """
    value, value_day = (None, None) if series is None else _value(series, kpi_kind, as_of_day)
    limit = None if milestone.value is None else float(milestone.value)
    is_reached = value is not None and limit is not None and is_on_good_side(value, limit, SIDES[milestone.direction])
    due_day = day_number(milestone.due_on)
    return MilestoneStatus(
        milestone=milestone,
        suggested_state=_suggested(milestone, is_reached, is_over=due_day < today_day),
        reason=_reason(milestone, value, is_reached, unit, currency),
        value=value,
        value_day=value_day,
        days_left=due_day - today_day,
        is_far=milestone.state == "planned" and due_day - today_day > FAR_DAYS,
        unit=unit,
        currency=currency,
    )


def goal_warnings(goals: Sequence[Goal], *, today_day: int) -> tuple[Message, ...]:
    """More than five outcome goals at a time, and goals due more than 90 days ahead; ended ones do not count."""
    open_goals = [goal for goal in goals if day_number(goal.due_on) >= today_day]
    outcomes = sum(goal.kind == "output" for goal in open_goals)
    far = [goal.name for goal in open_goals if day_number(goal.due_on) - today_day > FAR_DAYS]
    found = []
    if outcomes > MOST_OUTCOME_GOALS:
        found.append(Message("goals_too_many", {"count": outcomes}))
    if far:
        found.append(_named("goals_too_far", far))
    return tuple(found)


def milestone_warnings(statuses: Sequence[MilestoneStatus]) -> tuple[Message, ...]:
    """Steps more than 90 days ahead."""
    far = [status.milestone.name for status in statuses if status.is_far]
    return (_named("milestones_too_far", far),) if far else ()


def _named(code: str, names: Sequence[str]) -> Message:
    return Message(code, {"names": [Message("record_name", {"name": name}) for name in names]})


def _value(series: KpiSeries, kpi_kind: str, as_of_day: int) -> tuple[float | None, int | None]:
    known = series.frame.loc[series.frame["day"] < as_of_day].dropna(subset=["value"])
    if known.empty:
        return None, None
    value = known["value"].sum() if kpi_kind == "flow" else known["value"].iloc[-1]
    return float(value), int(known["day"].iloc[-1])


def _suggested(milestone: Milestone, is_reached: bool, *, is_over: bool) -> str:
    if milestone.state != "planned":
        return milestone.state
    if is_reached:
        return "met"
    return "missed" if is_over and milestone.kpi else "planned"


def _reason(milestone: Milestone, value: float | None, is_reached: bool, unit: str, currency: str) -> Message:
    if not milestone.kpi or milestone.value is None:
        return Message("milestone_by_hand")
    if value is None:
        return Message("milestone_no_data")
    if milestone.direction == "at_most":
        code = "milestone_below" if is_reached else "milestone_above"
    else:
        code = "milestone_reached" if is_reached else "milestone_open"
    shown, wanted = (value_message(x, unit=unit, currency=currency) for x in (value, float(milestone.value)))
    return Message(code, {"value": shown, "wanted": wanted})
