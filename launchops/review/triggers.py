"""Triggers of risks (key risk indicators) on their readings: when they fire, when they clear. Dates are arguments.

A trigger fires after n readings in a row at or beyond red, and clears only by a reading on the good side of amber
(LAUNCH §2), so it does not flap. A silence longer than its stale days ends the row, since nobody knows what happened
in it, but clears nothing. Old or missing readings are never green.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from launchops.metrics.results import KpiSeries
from launchops.review.results import TriggerState
from launchops.review.risk_results import Firing
from launchops.store.records import Risk

ENOUGH_PEOPLE = 30  # a share of fewer is no reading
Reading = tuple[int, float]


@dataclass(frozen=True)
class TriggerPath:
    """What a trigger did over all its readings. consecutive: readings in a row that are red at the end."""

    readings: tuple[Reading, ...]
    firings: tuple[Firing, ...]
    consecutive: int
    last_alarm_day: int | None  # the last reading at or beyond amber, or red where there is no amber

    @property
    def is_fired(self) -> bool:
        """Whether it is fired after the last reading."""
        return bool(self.firings) and self.firings[-1].cleared_day is None


def trigger_path(
    risk: Risk, series: KpiSeries | None, *, as_of_day: int, needs_people: bool = False
) -> TriggerPath | None:
    """The risk's trigger over its readings before `as_of_day`; None where the risk has no trigger.

    `needs_people`: the readings are shares of users; one of fewer than 30 is none.
    """
    if not risk.trigger_kpi:
        return None
    readings = _readings(series, as_of_day, needs_people=needs_people)
    amber, red = _limits(risk)
    calm_limit = red if amber is None else amber
    firings: list[Firing] = []
    row: list[Reading] = []
    last_alarm_day = None
    for day, value in readings:
        if row and day - row[-1][0] > risk.trigger_stale_days:
            row = []
        row = [*row, (day, value)] if _is_bad(value, red, risk) else []
        is_calm = not row and not _is_bad(value, calm_limit, risk)
        if not is_calm:
            last_alarm_day = day
        is_fired = bool(firings) and firings[-1].cleared_day is None
        if not is_fired and len(row) >= needed(risk):
            firings.append(Firing(day, tuple(row[-needed(risk) :])))
        elif is_fired and is_calm:
            firings[-1] = replace(firings[-1], cleared_day=day, cleared_value=value)
    return TriggerPath(tuple(readings), tuple(firings), len(row), last_alarm_day)


def trigger_state(
    risk: Risk,
    series: KpiSeries | None,
    *,
    as_of_day: int,
    today_day: int | None = None,
    lag_days: int = 0,
    needs_people: bool = False,
) -> TriggerState | None:
    """The risk's trigger as it stands on the readings before `as_of_day`; None where the risk has no trigger.

    States: red (fired), amber, green, stale (last reading too old), unknown (no reading, or no limits). `today_day`
    (default `as_of_day`) and `lag_days` are those of `goal_status`; `needs_people` that of `trigger_path`.
    """
    path = trigger_path(risk, series, as_of_day=as_of_day, needs_people=needs_people)
    if path is None:
        return None
    amber, red = _limits(risk)
    day, value = path.readings[-1] if path.readings else (None, None)
    reference_day = as_of_day if today_day is None else today_day
    return TriggerState(
        kpi=risk.trigger_kpi,
        state=_state(path, risk, reference_day=reference_day, lag_days=lag_days),
        value=value,
        value_day=day,
        amber=amber,
        red=red,
        consecutive=path.consecutive,
        is_fired=path.is_fired,
        needed=needed(risk),
        fired_day=path.firings[-1].fired_day if path.is_fired else None,
        last_alarm_day=path.last_alarm_day,
        first_day=path.readings[0][0] if path.readings else None,
        readings=len(path.readings),
        lowest=min((value for _, value in path.readings), default=None),
        highest=max((value for _, value in path.readings), default=None),
    )


def needed(risk: Risk) -> int:
    """Readings in a row that fire the trigger."""
    return max(1, risk.trigger_readings)


def _state(path: TriggerPath, risk: Risk, *, reference_day: int, lag_days: int) -> str:
    amber, red = _limits(risk)
    if not path.readings or (amber is None and red is None):
        return "unknown"
    day, value = path.readings[-1]
    if reference_day - day - lag_days > risk.trigger_stale_days:
        return "stale"
    if path.is_fired:
        return "red"
    return "amber" if _is_bad(value, amber, risk) or _is_bad(value, red, risk) else "green"


def _limits(risk: Risk) -> tuple[float | None, float | None]:
    amber = None if risk.trigger_amber is None else float(risk.trigger_amber)
    return amber, None if risk.trigger_red is None else float(risk.trigger_red)


def _readings(series: KpiSeries | None, as_of_day: int, *, needs_people: bool) -> Sequence[Reading]:
    if series is None:
        return ()
    frame = series.frame
    is_known = (frame["day"] < as_of_day) & frame["value"].notna()
    if needs_people:
        is_known &= ~(frame["denominator"] < ENOUGH_PEOPLE)
    rows = zip(frame["day"].tolist(), frame["value"].tolist(), is_known.tolist(), strict=True)  # a frame is slow to cut
    return [(int(day), float(value)) for day, value, known in rows if known]


def _is_bad(value: float, limit: float | None, risk: Risk) -> bool:
    """Whether a reading is at or beyond a limit, on the risk's bad side."""
    if limit is None:
        return False
    slack = 1e-9 * max(1.0, abs(limit))
    return value >= limit - slack if risk.trigger_direction == "above" else value <= limit + slack
