"""The first sentence of a check-in, from the figures; its owner goes on from there."""

from launchops.locale import Message
from launchops.metrics.results import KpiSeries
from launchops.review.results import GoalStatus
from launchops.review.values import value_message

WEEK = 7
# How sure one is to make it, where nobody has said so yet: on track 8 (of 8–10), behind 5 (of 4–7), at risk 3 (of 1–3).
CONFIDENCE = {
    **dict.fromkeys(("on_track", "met", "in_tolerance"), 8),
    **dict.fromkeys(("at_risk", "missed", "out_of_tolerance"), 3),
}
UNSURE = 5


def draft_confidence(status: GoalStatus) -> int:
    """The chance of the forecast in tenths where there is one, else by the status."""
    if status.forecast is not None and status.forecast.chance is not None:
        return max(1, min(10, round(status.forecast.chance * 10)))
    return CONFIDENCE.get(status.computed_status, UNSURE)


def draft_message(status: GoalStatus, series: KpiSeries, kpi_kind: str) -> Message:
    """What the last week brought beside the week before, and whether that is more than noise.

    `series`: the KPI itself, not the goal's sum.
    """
    known = series.frame.loc[series.frame["day"] < status.as_of_day].dropna(subset=["value"])
    if known.empty:
        return Message("check_in_empty")
    by_day = known.set_index("day")["value"].astype(float)
    last_day = int(by_day.index[-1])
    if kpi_kind == "flow":
        recent = by_day.loc[last_day - WEEK + 1 :].sum()
        earlier = by_day.loc[last_day - 2 * WEEK + 1 : last_day - WEEK]
        before = earlier.sum() if len(earlier) == WEEK else None
    else:
        recent, earlier = by_day.iloc[-1], by_day.loc[: last_day - WEEK]
        before = earlier.iloc[-1] if len(earlier) else None
    values = {
        "recent": value_message(float(recent), unit=status.unit, currency=status.currency),
        "signal": status.signal_note,
    }
    if before is None or status.signal_note is None:
        return Message("check_in_first", values)
    code = "check_in_total" if kpi_kind == "flow" else "check_in_level"
    return Message(code, values | {"before": value_message(float(before), unit=status.unit, currency=status.currency)})
