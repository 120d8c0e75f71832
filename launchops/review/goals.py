"""Is a goal on course? Status, reason and the sentence over all goals. Pure: both dates are arguments."""

from collections.abc import Sequence
from dataclasses import dataclass

from launchops.locale import Message
from launchops.metrics.results import KpiSeries
from launchops.periods import day_number
from launchops.review.progress import STAY_TYPES, Progress, goal_period, goal_progress, is_on_good_side
from launchops.review.results import Answer, GoalStatus, Highlight
from launchops.review.values import daily_message, value_message
from launchops.store.records import Goal

ENOUGH_PEOPLE = 30  # a rate of fewer people says too little

ON_COURSE = ("on_track", "met", "in_tolerance")
OFF_COURSE = ("missed", "at_risk", "out_of_tolerance", "behind")  # the worst first
UNKNOWN = ("stale", "no_data", "too_few_data")


@dataclass(frozen=True)
class _Case:
    """Everything a verdict on one goal is drawn from."""

    goal: Goal
    progress: Progress
    kpi_kind: str
    as_of_day: int
    today_day: int
    unit: str
    currency: str
    lag_days: int
    why_unknown: Message | None

    def value(self, value: float | None) -> Message:
        """A value of the goal's KPI as a message."""
        return value_message(value, unit=self.unit, currency=self.currency)


def goal_status(
    goal: Goal,
    series: KpiSeries,
    kpi_kind: str,
    *,
    as_of_day: int,
    today_day: int,
    unit: str = "count",
    currency: str = "",
    lag_days: int = 0,
) -> GoalStatus:
    """The goal as it stands on the complete days before `as_of_day` (METHODS §4).

    `kpi_kind`: flow, level or rate. `unit` and `currency` are those of the KPI's values. `lag_days`: how many
    days after its day a value of this KPI becomes readable by definition (0 for counts and readings), so that
    such a value is not called stale. An override set by hand counts until its last day.
    """
    progress = goal_progress(goal, series, kpi_kind, as_of_day=as_of_day)
    case = _Case(goal, progress, kpi_kind, as_of_day, today_day, unit, currency, lag_days, series.unknown)
    computed, computed_reason = _verdict(case)
    status, reason = _override(case) or (computed, computed_reason)
    return GoalStatus(
        goal=goal,
        status=status,
        computed_status=computed,
        reason=reason,
        as_of_day=as_of_day,
        actual=progress.actual,
        actual_day=progress.actual_day,
        expected=progress.expected,
        pace_ratio=progress.pace_ratio,
        needed_per_day=progress.needed_per_day,
        trailing_per_day=progress.trailing_per_day,
        elapsed_share=progress.elapsed_share,
        readable_on_day=None if progress.is_started else goal_period(goal).start_day + 1 + lag_days,
        unit=unit,
        days_left=progress.days_left,
        currency=currency,
        baseline=progress.baseline,
        at_pace=_at_pace(case),
    )


def _at_pace(case: _Case) -> float | None:
    """Where a total lands if every day left brings what the last 28 brought; None where there is no such pace."""
    progress = case.progress
    is_total = case.kpi_kind == "flow" and case.goal.target_type != "stay_above"
    if not is_total or progress.is_ended or None in (progress.actual, progress.actual_day, progress.trailing_per_day):
        return None
    days = goal_period(case.goal).end_day - (progress.actual_day or 0) - 1
    return (progress.actual or 0.0) + (progress.trailing_per_day or 0.0) * days


def _override(case: _Case) -> tuple[str, Message] | None:
    """What a person decided about the goal, as long as it holds."""
    goal = case.goal
    if not goal.override_status:
        return None
    until = goal.override_until
    if until is not None and day_number(until) < case.today_day:
        return None
    return goal.override_status, Message("goal_override", {"reason": goal.override_reason})


def _verdict(case: _Case) -> tuple[str, Message]:
    return _unknown(case) or (_stay(case) if case.goal.target_type in STAY_TYPES else _change(case))


def _unknown(case: _Case) -> tuple[str, Message] | None:
    """Why there is no verdict yet, or None where there can be one."""
    progress = case.progress
    if not progress.is_started:
        return "not_started", Message("goal_not_started", {"day": goal_period(case.goal).start_day})
    if progress.actual is None or progress.actual_day is None:
        return "no_data", case.why_unknown or Message("goal_no_data")
    if case.kpi_kind == "flow" and case.goal.target_type == "rise_to" and progress.is_reached:
        return None  # a total that has reached its target stays there, whatever its age
    reference_day = min(case.today_day, goal_period(case.goal).end_day)
    if reference_day - progress.actual_day - case.lag_days > case.goal.stale_after_days:
        days = case.today_day - progress.actual_day
        return "stale", Message("goal_stale", {"days": days, "day": progress.actual_day})
    if case.kpi_kind == "rate" and progress.denominator is not None and progress.denominator < ENOUGH_PEOPLE:
        return "too_few_data", Message("goal_too_few", {"n": progress.denominator, "needed": ENOUGH_PEOPLE})
    return None


def _stay(case: _Case) -> tuple[str, Message]:
    """In or out of tolerance; after the end met or missed."""
    goal, progress = case.goal, case.progress
    assert progress.actual is not None  # noqa: S101 - _unknown has returned otherwise
    is_floor = goal.target_type == "stay_above"
    allowed = progress.target - float(goal.tolerance) if is_floor else progress.target + float(goal.tolerance)
    is_inside = is_on_good_side(progress.actual, allowed, goal.target_type)
    if progress.is_reached:
        code = "goal_above_floor" if is_floor else "goal_below_limit"
    elif is_inside:
        code = "goal_within_floor_tolerance" if is_floor else "goal_within_limit_tolerance"
    else:
        code = "goal_below_floor" if is_floor else "goal_above_limit"
    if progress.is_ended:
        status = "met" if is_inside else "missed"
    else:
        status = "in_tolerance" if is_inside else "out_of_tolerance"
    return status, Message(code, {"target": case.value(progress.target)})


def _change(case: _Case) -> tuple[str, Message]:
    """Met, missed, or the pace of a goal that rises or falls to its target."""
    progress = case.progress
    target = case.value(progress.target)
    if progress.is_reached:
        return "met", Message("goal_met", {"target": target})
    if progress.is_ended:
        actual = case.value(progress.actual)
        return "missed", Message("goal_missed", {"actual": actual, "target": target})
    if progress.pace_ratio is None:
        return _without_pace(case)
    return _pace_status(case.goal, progress.pace_ratio), _pace_reason(case)


def _pace_status(goal: Goal, ratio: float) -> str:
    if ratio >= float(goal.on_track_from) - 1e-9:
        return "on_track"
    return "behind" if ratio >= float(goal.behind_from) - 1e-9 else "at_risk"


def _without_pace(case: _Case) -> tuple[str, Message]:
    """The plan asks for no change so far (target = baseline, or a flat phase): compare with the plan."""
    progress = case.progress
    planned = progress.target if progress.expected is None else progress.expected
    assert progress.actual is not None  # noqa: S101 - _unknown has returned otherwise
    is_good = is_on_good_side(progress.actual, planned, case.goal.target_type)
    return "on_track" if is_good else "behind", Message("goal_planned", {"expected": case.value(planned)})


def _pace_reason(case: _Case) -> Message:
    """Totals: what is needed and what comes a day; else: what was planned by now."""
    progress = case.progress
    params: dict[str, object] = {"ratio": progress.pace_ratio}
    if case.kpi_kind == "flow":
        params |= {
            "needed": daily_message(progress.needed_per_day, unit=case.unit, currency=case.currency),
            "gets": daily_message(progress.trailing_per_day, unit=case.unit, currency=case.currency),
        }
        return Message("goal_pace_total", params)
    return Message("goal_pace_level", params | {"expected": case.value(progress.expected)})


def goals_answer(statuses: Sequence[GoalStatus]) -> Answer:
    """The sentence over all goals: how many are on course, and the one that most needs a person."""
    if not statuses:
        return Answer(Message("goals_none"))
    lead = goals_lead(statuses)
    worst = worst_goal(statuses)
    if worst is not None:
        phrase = goal_phrase(worst)
        tone = goal_tone(worst)
        return Answer(Message("goals_and_worst", {"lead": lead, "worst": phrase}), tone, (Highlight(phrase, tone),))
    unknown = next((status for status in _in_order(statuses) if status.status in UNKNOWN), None)
    if any(status.status in ON_COURSE for status in statuses):
        tone = "good"
        if unknown is not None:
            lead = Message("goals_and_worst", {"lead": lead, "worst": _unknown_phrase(unknown)})
    else:
        tone = "neutral"
    return Answer(lead, tone)


def goals_lead(statuses: Sequence[GoalStatus]) -> Message:
    """``On course for five of eight goals.`` A goal that cannot be judged yet is not on course."""
    total = len(statuses)
    count = sum(status.status in ON_COURSE for status in statuses)
    if all(status.status in (*UNKNOWN, "not_started") for status in statuses):
        return Message("goals_not_readable", {"total": total})
    if count == total:
        return Message("goals_all_on_course" if total > 1 else "goals_only_on_course", {"total": total})
    return Message("goals_on_course", {"count": count, "total": total})


def worst_goal(statuses: Sequence[GoalStatus]) -> GoalStatus | None:
    """The goal furthest off course: by status, then pace, then its place on the page; None if none is off."""
    off = [status for status in _in_order(statuses) if status.status in OFF_COURSE]
    return min(off, key=_badness) if off else None


def _badness(status: GoalStatus) -> tuple[int, float]:
    """Missed, at risk and out of tolerance alike are red; the lower pace is worse; smaller is worse."""
    return (1 if status.status == "behind" else 0, 1.0 if status.pace_ratio is None else status.pace_ratio)


def _in_order(statuses: Sequence[GoalStatus]) -> list[GoalStatus]:
    return sorted(statuses, key=lambda status: (status.goal.position, status.goal.id or 0))


def goal_tone(status: GoalStatus) -> str:
    """The tone of a goal's status: good, warn, bad or neutral."""
    if status.status in ON_COURSE:
        return "good"
    if status.status == "behind":
        return "warn"
    return "bad" if status.status in OFF_COURSE else "neutral"


def goal_phrase(status: GoalStatus) -> Message:
    """A goal that is off course, as a clause with its figures."""
    actual = value_message(status.actual, unit=status.unit, currency=status.currency)
    target = value_message(float(status.goal.target), unit=status.unit, currency=status.currency)
    name = status.goal.name
    if status.goal.override_status == status.status or status.actual is None:
        return Message("goal_phrase_reason", {"name": name, "reason": status.reason})
    if status.status == "missed":
        return Message("goal_phrase_missed", {"name": name, "actual": actual, "target": target})
    if status.goal.target_type in STAY_TYPES:
        code = "goal_phrase_under" if status.goal.target_type == "stay_above" else "goal_phrase_over"
        return Message(code, {"name": name, "actual": actual, "target": target})
    expected = value_message(status.expected, unit=status.unit, currency=status.currency)
    code = "goal_phrase_far_behind" if status.status == "at_risk" else "goal_phrase_behind"
    return Message(code, {"name": name, "actual": actual, "expected": expected})


def _unknown_phrase(status: GoalStatus) -> Message:
    """Inside a sentence a missing figure is told in a clause; why it is missing stands on the goal itself."""
    reason = Message("goal_no_data") if status.status == "no_data" else status.reason
    return Message("goal_phrase_reason", {"name": status.goal.name, "reason": reason})
