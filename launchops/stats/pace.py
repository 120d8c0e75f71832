"""The days to come at the present pace: cheap enough to be worked out while a page loads.

The level of the last four weeks, with the straight trend through them where one is asked for, and each weekday's
share. How far such a path misses is learnt from its own past (`launchops.stats.forecast`), so a crude path says so by
its range.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from launchops.stats.daily_paths import DRAWS, WEEK, DailyPath, Values
from launchops.stats.forecast import DailyForecasts
from launchops.stats.goal_results import ForecastQuestion
from launchops.stats.risk_results import LimitOutlook

RECENT_DAYS = 28
LEAST_DAYS = 7
WIDTH_OF_80_PERCENT = 2.5631  # standard deviations between the 10 % and 90 % points
LEAST_CHANCE = 0.05
LEAST_FACTOR = 0.05  # a weekday without anybody must not blow the others up


def steady_path(history: Values, days: int) -> DailyPath | None:
    """The next `days` days at the mean of the last 28; None under 7 days of history."""
    return _pace_path(history, days, has_trend=False)


def trend_path(history: Values, days: int) -> DailyPath | None:
    """The next `days` days along the straight trend of the last 28, never below 0; None under 7 days of history."""
    return _pace_path(history, days, has_trend=True)


def _pace_path(history: Values, days: int, *, has_trend: bool) -> DailyPath | None:
    if len(history) < LEAST_DAYS:
        return None
    place = np.arange(len(history) + days) % WEEK
    factors = _weekday_factors(history, place[: len(history)])
    recent = history[-RECENT_DAYS:] / factors[place[: len(history)]][-RECENT_DAYS:]
    line = _line(recent, days, has_trend=has_trend)
    weekday = factors[place[len(history) :]]
    scatter = np.random.default_rng(len(history)).choice(recent - line.fitted, (DRAWS, days))
    shift = np.random.default_rng(len(history) + 1).normal(0, line.error_of_level, (DRAWS, 1))
    drawn = np.maximum((line.ahead + scatter + shift) * weekday, 0)
    return DailyPath("trend" if has_trend else "steady", np.maximum(line.ahead * weekday, 0), drawn)


@dataclass(frozen=True)
class _Line:
    """A level or straight trend: its value on the days known and to come, and how sure its level is."""

    fitted: Values
    ahead: Values
    error_of_level: float


def _line(recent: Values, days: int, *, has_trend: bool) -> _Line:
    count = len(recent)
    middle = np.arange(count) - (count - 1) / 2
    slope = float(middle @ recent / (middle @ middle)) if has_trend else 0.0
    level = float(recent.mean())
    fitted = np.asarray(level + slope * middle, dtype=np.float64)
    ahead = np.asarray(level + slope * ((count - 1) / 2 + 1 + np.arange(days)), dtype=np.float64)
    return _Line(fitted, ahead, float(np.std(recent - fitted)) / float(np.sqrt(count)))


def _weekday_factors(history: Values, place: npt.NDArray[np.int_]) -> Values:
    """Each weekday's mean ratio to the week around it, over the last eight weeks; 1 while there are not two weeks."""
    recent, weekdays = history[-2 * RECENT_DAYS :], place[-2 * RECENT_DAYS :]
    if len(recent) < 2 * WEEK or recent.mean() <= 0:
        return np.ones(WEEK)
    around = np.convolve(recent, np.full(WEEK, 1 / WEEK), mode="valid")
    side = WEEK // 2
    ratio = recent[side:-side] / np.maximum(around, LEAST_FACTOR * recent.mean())
    factors = np.array([ratio[weekdays[side:-side] == day].mean() for day in range(WEEK)])
    if factors.mean() <= 0:  # what there is lies at the edges
        return np.ones(WEEK)
    bounded: Values = np.maximum(factors / factors.mean(), LEAST_FACTOR)
    return bounded


def limit_outlook(history: Values, *, first_day: int, limit: float, horizon: int, chance_within: int) -> LimitOutlook:
    """When a level that follows its trend is at or beyond `limit`, and how likely on the fullest day of the week that
    ends `chance_within` days ahead.

    `history`: one value a day from `first_day` on. Without 7 days of it nothing is known; `crossing_day` is looked for
    within `horizon` days.
    """
    path = trend_path(history, horizon)
    now_day = first_day + len(history)
    if path is None:
        return LimitOutlook(None, None, now_day + chance_within - 1)
    beyond = np.flatnonzero(path.mean >= limit)
    week = path.mean[chance_within - WEEK : chance_within]
    days_ahead = chance_within - WEEK + 1 + int(week.argmax())
    question = ForecastQuestion(days_ahead, 1, 0.0, 1.0, limit, is_at_least=True)
    return LimitOutlook(
        crossing_day=now_day + int(beyond[0]) if len(beyond) else None,
        chance=_chance(DailyForecasts(history, first_day=first_day, path_of=trend_path), question),
        chance_day=now_day + days_ahead - 1,
    )


def overspend_chance(history: Values, *, first_day: int, left: float, days_left: int) -> float | None:
    """The chance that the next `days_left` days bring more than `left` at the present pace; None under 7 days."""
    if days_left < 1:
        return None
    question = ForecastQuestion(days_left, days_left, 0.0, 1.0, left, is_at_least=True, is_total=True)
    return _chance(DailyForecasts(history, first_day=first_day, path_of=steady_path), question)


def _chance(forecasts: DailyForecasts, question: ForecastQuestion) -> float | None:
    """From the past misses; while there are too few, from the path's own range doubled. Within 5 … 95 %."""
    found = forecasts.answer(question)
    if found is None or found.chance is not None:
        return None if found is None else found.chance
    spread = max((found.high - found.low) / WIDTH_OF_80_PERCENT, 1e-9)
    above = float(norm.sf((question.target - found.point) / spread))
    return min(1 - LEAST_CHANCE, max(LEAST_CHANCE, above))
