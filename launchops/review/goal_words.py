"""A goal's whole line, its forecast and its noise in words; every page, the command line and the report use these."""

from dataclasses import replace

from launchops.locale import Message
from launchops.review.progress import STAY_TYPES
from launchops.review.results import GoalStatus
from launchops.review.values import daily_message, gap_message, value_message
from launchops.stats.goal_results import Forecast, Signal

PACED = ("on_track", "behind", "at_risk")
# chances as people say them: so many of so many
ODDS = ((1, 20), (1, 10), (1, 5), (1, 4), (1, 3), (2, 5), (1, 2), (3, 5), (2, 3), (3, 4), (4, 5), (9, 10), (19, 20))


def with_outlook(
    status: GoalStatus,
    *,
    forecast: Forecast | None,
    no_forecast: Message | None,
    is_pending: bool,
    signal: Signal | None,
) -> GoalStatus:
    """The status with its forecast, its signal and the words for both; `no_forecast`: why there cannot be one."""
    outlook = replace(
        status,
        forecast=forecast,
        is_forecast_pending=is_pending,
        forecast_note=_forecast_note(status, forecast, no_forecast, is_pending=is_pending),
        signal=signal,
        signal_note=_signal_note(signal),
    )
    return replace(outlook, sentence=goal_sentence(outlook))


def goal_sentence(status: GoalStatus) -> Message:
    """The whole line: how far at which time, what it needs, how likely it is."""
    parts = [part for part in (_standing(status), _need(status), _outlook(status)) if part is not None]
    return sentences(parts)


def sentences(parts: list[Message]) -> Message:
    """Several sentences as one message."""
    if len(parts) == 1:
        return parts[0]
    return Message("two_sentences", {"first": parts[0], "rest": sentences(parts[1:])})


def odds(chance: float) -> tuple[int, int]:
    """The nearest odds in plain words: 0.19 is 1 in 5."""
    return min(ODDS, key=lambda pair: abs(pair[0] / pair[1] - chance))


def _value(status: GoalStatus, value: float | None) -> Message:
    return value_message(value, unit=status.unit, currency=status.currency)


def _daily(status: GoalStatus, value: float | None) -> Message:
    return daily_message(value, unit=status.unit, currency=status.currency)


def _standing(status: GoalStatus) -> Message:
    """Share of target at share of time; of a level the value beside the plan; else the status and its reason."""
    goal, is_paced = status.goal, status.status in PACED and status.pace_ratio is not None
    if not is_paced or status.goal.override_status == status.status:
        return Message("goal_line_status", {"status": Message(f"goal_is_{status.status}"), "reason": status.reason})
    params: dict[str, object] = {"status": Message(f"goal_is_{status.status}"), "ratio": status.pace_ratio}
    if status.trailing_per_day is None:
        values = {"actual": _value(status, status.actual), "expected": _value(status, status.expected)}
        return Message("goal_line_level", params | values)
    base = status.baseline or 0.0
    share = ((status.actual or 0.0) - base) / (float(goal.target) - base)
    code = "goal_line_share" if base == 0 else "goal_line_way"
    return Message(code, params | {"share": share, "elapsed": status.elapsed_share})


def _need(status: GoalStatus) -> Message | None:
    """Needed beside actual per day; of a level what is still to go. Nothing once it is reached or over."""
    is_open = status.computed_status in (*PACED, "stale", "too_few_data")
    if status.goal.target_type in STAY_TYPES or not is_open or not status.days_left or status.actual is None:
        return None
    if status.at_pace is None:
        gap = gap_message(abs(float(status.goal.target) - status.actual), unit=status.unit, currency=status.currency)
        return Message("goal_line_gap", {"gap": gap, "days": status.days_left, "n": status.days_left})
    values = {
        "landing": _value(status, status.at_pace),
        "target": _value(status, float(status.goal.target)),
        "needed": _daily(status, status.needed_per_day),
        "gets": _daily(status, status.trailing_per_day),
    }
    return Message("goal_line_pace", values)


def _outlook(status: GoalStatus) -> Message | None:
    """The chance in words; of a provisional forecast its range; nothing once the goal is decided."""
    forecast = status.forecast
    if forecast is None or status.computed_status in ("met", "missed"):
        return None
    if forecast.chance is None:
        values = {"low": _value(status, forecast.low), "high": _value(status, forecast.high)}
        return Message("goal_line_range", values)
    return _chance(status, forecast.chance)


def _chance(status: GoalStatus, chance: float) -> Message:
    hits, of = odds(chance)
    code = "goal_line_stay" if status.goal.target_type in STAY_TYPES else "goal_line_chance"
    return Message(code, {"hits": hits, "of": of})


def _forecast_note(
    status: GoalStatus, forecast: Forecast | None, no_forecast: Message | None, *, is_pending: bool
) -> Message | None:
    if forecast is None:
        return Message("forecast_pending") if is_pending else no_forecast
    values = {
        "point": _value(status, forecast.point),
        "low": _value(status, forecast.low),
        "high": _value(status, forecast.high),
    }
    parts = [Message("forecast_landing", values)]
    if forecast.is_provisional:
        parts.append(Message("forecast_provisional", {"count": len(forecast.past), "n": len(forecast.past)}))
    elif forecast.past:
        parts.append(Message("forecast_held", {"held": forecast.held, "total": len(forecast.past)}))
    return sentences(parts)


def _signal_note(signal: Signal | None) -> Message | None:
    if signal is None:
        return None
    if signal.since_day is None:
        note = Message("signal_noise")
    else:
        note = Message(f"signal_{signal.direction}", {"day": signal.since_day})
    if signal.is_provisional:
        return Message("signal_provisional", {"note": note, "weeks": len(signal.weeks), "n": len(signal.weeks)})
    return note
