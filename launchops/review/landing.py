"""What is asked of the forecast for a goal: which days are known, which day is asked for, what makes the goal.

Forecasts rest on known days only: of a rate on cohorts whose time is over, of a reading on days that were read.
"""

import hashlib
import json
from dataclasses import asdict, dataclass

import pandas as pd

from launchops.locale import Message
from launchops.metrics.results import KpiSeries
from launchops.review.progress import STAY_ABOVE_DAYS, STAY_TYPES, Progress, goal_period
from launchops.stats.goal_results import ForecastQuestion
from launchops.store.records import Goal

METHOD = 1  # of the forecast; with another number all kept forecasts are made anew
SHORTEST_DAYS = 28
LOOK_BACK_DAYS = 112
LONGEST_HORIZON = 366
LEAST_KNOWN = 0.8  # share of the last days that must have a value; the others are drawn straight between
ENOUGH_PEOPLE = 30


@dataclass(frozen=True)
class ForecastTask:
    """A daily series without holes from `first_day` on, and what a goal asks of it."""

    history: tuple[float, ...]
    first_day: int
    question: ForecastQuestion

    @property
    def basis(self) -> str:
        """A fingerprint of everything the forecast is made from."""
        document = json.dumps([METHOD, self.history, self.first_day, asdict(self.question)])
        return hashlib.sha256(document.encode()).hexdigest()[:32]


def forecast_task(
    goal: Goal,
    series: KpiSeries,
    kpi_kind: str,
    progress: Progress,
    *,
    as_of_day: int,
    unit: str,
    warm_up_days: int = 0,
) -> ForecastTask | Message:
    """The task for a goal that runs, or the reason why there is no forecast.

    `warm_up_days`: the first days of the KPI, on which its window is not filled yet (27 of monthly active users); they
    rise whatever users do, and are left out.
    """
    end_day = goal_period(goal).end_day
    if not progress.is_started:
        return Message("forecast_not_started")
    if progress.is_ended:
        return Message("forecast_ended")
    frame = series.frame.loc[series.frame["day"] < as_of_day]
    history = _history(frame.loc[frame["day"] >= frame["day"].min() + warm_up_days], kpi_kind)
    if isinstance(history, Message):
        return history
    if progress.actual is None:
        return Message("forecast_no_data")
    horizon = end_day - int(history.index[-1]) - 1
    if horizon > LONGEST_HORIZON:
        return Message("forecast_too_far", {"days": LONGEST_HORIZON})
    values = tuple(float(value) for value in history)
    question = _question(goal, values, kpi_kind, progress.actual, horizon, unit)
    return ForecastTask(values, int(history.index[0]), question)


def _history(frame: pd.DataFrame, kpi_kind: str) -> pd.Series | Message:
    """The known values by day without holes, at least four weeks of them; else why there is no forecast."""
    known = frame.loc[frame["value"].notna()]
    if kpi_kind == "rate" and known["denominator"].notna().any():
        known = known.loc[known["denominator"] >= ENOUGH_PEOPLE]
    if known.empty:
        return Message("forecast_no_data")
    by_day = known.set_index("day")["value"].astype(float)
    every_day = by_day.reindex(range(int(by_day.index[0]), int(by_day.index[-1]) + 1))
    if len(every_day) < SHORTEST_DAYS:
        return Message("forecast_too_early", {"days": len(every_day), "needed": SHORTEST_DAYS})
    if by_day.min() < 0:
        return Message("forecast_negative")
    if kpi_kind == "flow":
        return every_day.fillna(0.0)
    recent = every_day.iloc[-LOOK_BACK_DAYS:]
    if recent.notna().mean() < LEAST_KNOWN:
        return Message("forecast_holes", {"known": int(recent.notna().sum()), "days": len(recent)})
    return every_day.interpolate()


def _question(
    goal: Goal, history: tuple[float, ...], kpi_kind: str, actual: float, horizon: int, unit: str
) -> ForecastQuestion:
    """Totals: all days to come on top of the value so far. A daily floor: the mean of the last seven. Else the last."""
    is_at_least = goal.target_type in ("rise_to", "stay_above")
    target = float(goal.target)
    if goal.target_type in STAY_TYPES:
        target += float(goal.tolerance) * (-1 if is_at_least else 1)
    ceiling = 1.0 if unit == "percent" else None
    if kpi_kind != "flow":
        return ForecastQuestion(horizon, 1, 0.0, 1.0, target, is_at_least, ceiling=ceiling)
    if goal.target_type != "stay_above":
        return ForecastQuestion(horizon, horizon, actual, 1.0, target, is_at_least, is_total=True)
    tail = min(STAY_ABOVE_DAYS, horizon)
    before = sum(history[len(history) - (STAY_ABOVE_DAYS - tail) :]) / STAY_ABOVE_DAYS
    return ForecastQuestion(horizon, tail, before, 1 / STAY_ABOVE_DAYS, target, is_at_least)
