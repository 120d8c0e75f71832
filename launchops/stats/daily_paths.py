"""The days to come of a daily series: their mean, and ways they might go as the model itself sees it.

From 56 days of history: damped exponential smoothing of the square roots with a weekly season, on the last 112 days
(`ETSModel`, Hyndman et al. 2008; its first states by the heuristic of that book, which lands as well as estimating
them and is five times as fast, docs/forecast.md). From 28: day of week × mean of the last 28 days. Below: none.
"""

import warnings
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]

WEEK = 7
SMOOTHING_DAYS = 56
SHORTEST_DAYS = 28
WINDOW_DAYS = 112
DRAWS = 400


@dataclass(frozen=True)
class DailyPath:
    """method: ets or weekday. `mean`: one value a day to come; `draws`: possible ways, one a row."""

    method: str
    mean: Values
    draws: Values


def daily_path(history: Values, days: int) -> DailyPath | None:
    """The next `days` days of a series that is never negative; None under 28 days of history.

    The same history gives the same draws.
    """
    if len(history) < SHORTEST_DAYS:
        return None
    rng = np.random.default_rng(len(history))
    if len(history) < SMOOTHING_DAYS or np.ptp(history[-WINDOW_DAYS:]) == 0:
        return _by_weekday(history, days, rng)
    return _smoothed(history[-WINDOW_DAYS:], days, rng)


def _smoothed(history: Values, days: int, rng: np.random.Generator) -> DailyPath:
    """Square roots make the spread of counts even; the mean of a square is the square of the mean + the variance."""
    from statsmodels.tools.sm_exceptions import ConvergenceWarning  # noqa: PLC0415 - pages draw paths without a model
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel  # noqa: PLC0415

    model = ETSModel(
        np.sqrt(history),
        error="add",
        trend="add",
        damped_trend=True,
        seasonal="add",
        seasonal_periods=WEEK,
        initialization_method="heuristic",
    )
    with warnings.catch_warnings(), np.errstate(all="ignore"):
        warnings.simplefilter("ignore", ConvergenceWarning)
        fitted = model.fit(disp=False)
        mean = np.square(np.maximum(fitted.forecast(days), 0)) + fitted.sse / len(history)
        draws = fitted.simulate(days, anchor="end", repetitions=DRAWS, rng=rng)
    drawn = np.square(np.maximum(np.asarray(draws, dtype=np.float64).reshape(days, DRAWS).T, 0))
    return DailyPath("ets", mean, drawn)


def _by_weekday(history: Values, days: int, rng: np.random.Generator) -> DailyPath:
    """Each weekday's share of the whole history × the mean of the last 28 days."""
    place = np.arange(len(history) + days) % WEEK
    past, ahead = place[: len(history)], place[len(history) :]
    overall = history.mean()
    factors = np.array([history[past == day].mean() for day in range(WEEK)]) / overall if overall else np.ones(WEEK)
    recent, level = history[-SHORTEST_DAYS:], history[-SHORTEST_DAYS:].mean()
    spread = float(np.sqrt(np.mean(np.square(recent - level * factors[past[-SHORTEST_DAYS:]]))))
    mean = level * factors[ahead]
    noise = rng.normal(0, spread, (DRAWS, days))
    return DailyPath("weekday", mean, np.maximum(mean + noise, 0))
