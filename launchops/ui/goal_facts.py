"""What a goal shows of itself, on a card or in a row: value, bar, status, reason and trend."""

from dataclasses import dataclass

import pandas as pd

from launchops.facade.types import GoalStatus, KpiSeries
from launchops.ui import blocks, data
from launchops.ui.text import _, day, number, quantity, record_text, say

TREND_DAYS = 42  # the small line covers six weeks
LIMIT_PLACE = 0.8  # where the limit of a stay goal stands on its bar
STAY_NOTES = ("stay_above", "stay_below")


@dataclass(frozen=True)
class GoalFacts:
    """The texts and places of a goal's card; `filled` and `pace`: shares of the bar, None where unknown."""

    name: str
    lead: str
    value: str
    note: str
    filled: float | None
    pace: float | None
    reason: str
    trend: tuple[float, ...]


def goal_facts(status: GoalStatus) -> GoalFacts:
    """A goal in words and places; what is not known yet is said so, never a zero."""
    series = data.goal_series(status.goal)
    lead, value, note = _value(status, series)
    filled, pace = _bar(status)
    recent = series.frame.loc[series.frame["day"] >= status.as_of_day - TREND_DAYS, "value"]
    return GoalFacts(
        name=record_text(status.goal.name),
        lead=lead,
        value=value,
        note=note,
        filled=filled,
        pace=pace,
        reason=say(status.reason),
        trend=tuple(float(v) for v in recent),
    )


def draw_card(status: GoalStatus) -> None:
    """The goal as a card of the overview."""
    facts = goal_facts(status)
    blocks.card(
        name=facts.name,
        value=facts.value,
        status=status.status,
        note=facts.note,
        lead=facts.lead,
        reason=facts.reason,
        filled=facts.filled,
        pace=facts.pace,
        trend=facts.trend,
    )


def _value(status: GoalStatus, series: KpiSeries) -> tuple[str, str, str]:
    """Small words before the value, the value, small words after it."""
    if status.actual is None:
        if status.readable_on_day is not None:
            return _("readable on"), day(status.readable_on_day), ""
        if status.last_known is not None:
            last = quantity(status.last_known.value, status.unit, currency=status.currency)
            return _("last"), last, day(status.last_known.day)
        return "", "–", ""
    shown = quantity(status.actual, status.unit, currency=status.currency)
    return "", shown, _parts(series) or target_note(status)


def _parts(series: KpiSeries) -> str:
    """Of a ratio, the two numbers it is made of: 412 ÷ 1,204."""
    if series.frame.empty or "denominator" not in series.frame:
        return ""
    latest = series.frame.iloc[-1]
    if pd.isna(latest["denominator"]) or pd.isna(latest["numerator"]):
        return ""
    return f"{number(latest['numerator'])} ÷ {number(latest['denominator'])}"


def target_note(status: GoalStatus) -> str:
    """The target beside the value: of 7,000 · floor 20 % · limit ¥ 55."""
    texts = {
        "stay_above": _("floor {value}"),
        "stay_below": _("limit {value}"),
        "fall_to": _("down to {value}"),
    }
    text = texts.get(status.goal.target_type, _("of {value}"))
    return text.format(value=quantity(status.goal.target, status.unit, currency=status.currency))


def _bar(status: GoalStatus) -> tuple[float | None, float | None]:
    """How far the bar is filled and where its tick stands.

    Goals with a pace: from the baseline (left) to the target (right), the tick where the plan is by now. Stay
    goals: from zero, the tick at the limit.
    """
    target = float(status.goal.target)
    if status.goal.target_type in STAY_NOTES:
        is_measurable = status.actual is not None and target > 0
        return (LIMIT_PLACE * (status.actual or 0) / target if is_measurable else None), LIMIT_PLACE
    base = status.baseline or 0.0
    if target == base:
        return None, None
    filled = None if status.actual is None else (status.actual - base) / (target - base)
    pace = None if status.expected is None else (status.expected - base) / (target - base)
    return filled, pace
