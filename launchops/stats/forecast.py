"""Where a daily series lands on a goal's due day, how far earlier forecasts of it missed, and the chance to make it.

A model's own ranges are too narrow, so the range comes from the series' own past misses: every week backwards the
same forecast is made from what was known then and held against what came, equally far ahead. With the root mean
square `s` of log(came ÷ foretold) over the last m ≤ 12 of them the range is the forecast × exp(± s·t) and the chance
follows from the same t distribution with m − 1 degrees of freedom. Half a unit is added on both sides of the ratio,
so that zeros count. Under 8 past forecasts it is the model's own range doubled, provisional and without a chance.
Errors are those of the whole sum to come, never of days added up. docs/forecast.md says how often this holds.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy import stats as distributions

from launchops.stats.daily_paths import SHORTEST_DAYS, WEEK, DailyPath, Values, daily_path
from launchops.stats.goal_results import Forecast, ForecastDay, ForecastQuestion, PastForecast

MISSES = 12  # of the last weekly origins at most
ENOUGH_MISSES = 8
HALF = 0.5
EDGE = 0.10  # below and above the 80 % range
LEAST_CHANCE = 0.05
SMALLEST_SPREAD = 1e-6
PathOf = Callable[[Values, int], DailyPath | None]


@dataclass(frozen=True)
class _Sum:
    """A forecast of the sum asked for, and the factor exp(s) of the misses behind its range."""

    point: float
    low: float
    high: float
    misses: int
    spread: float  # s

    @property
    def is_provisional(self) -> bool:
        return self.misses < ENOUGH_MISSES


class DailyForecasts:
    """All forecasts of one daily series; each model is fitted once, however many goals ask."""

    def __init__(self, history: Values, *, first_day: int, path_of: PathOf = daily_path) -> None:
        """`history`: one value a day without holes, never negative, from `first_day` on. `path_of`: the model."""
        self._history = np.asarray(history, dtype=np.float64)
        self._first_day = first_day
        self._path_of = path_of
        self._paths: dict[int, DailyPath | None] = {}
        self._horizon = 0

    def answers(self, questions: Sequence[ForecastQuestion]) -> list[Forecast | None]:
        """A forecast for each question, in order; None where the history is shorter than 28 days."""
        longest = max((question.horizon for question in questions), default=0)
        if longest > self._horizon:
            self._horizon, self._paths = longest, {}
        return [self.answer(question) for question in questions]

    def answer(self, question: ForecastQuestion) -> Forecast | None:
        """The forecast for one question; None where the history is shorter than 28 days."""
        if question.horizon > self._horizon:
            self._horizon, self._paths = question.horizon, {}
        now = len(self._history)
        path = self._path(now)
        if path is None:
            return None
        landing = self._sum_at(now, path, question)
        own = _OwnValue(question)
        return Forecast(
            method=path.method,
            point=own.of(landing.point),
            low=own.of(landing.low),
            high=own.of(landing.high),
            chance=None if landing.is_provisional else _chance(landing, question),
            is_provisional=landing.is_provisional,
            past=tuple(self._past(origin, question) for origin in reversed(self._origins(now, question))),
            days=_fan(_by_day(self._history, path.mean, question), landing, question, self._first_day + now),
        )

    def _path(self, place: int) -> DailyPath | None:
        """The path from the first `place` days of the history."""
        if place not in self._paths:
            self._paths[place] = self._path_of(self._history[:place], self._horizon)
        return self._paths[place]

    def _origins(self, place: int, question: ForecastQuestion) -> list[int]:
        """The last places, whole weeks before now, whose forecast had its result by `place`; latest first."""
        now = len(self._history)
        first = now - WEEK * -(-(now - place + question.horizon) // WEEK)
        return list(range(first, SHORTEST_DAYS - 1, -WEEK))[:MISSES]

    def _sum_at(self, place: int, path: DailyPath, question: ForecastQuestion) -> _Sum:
        """The forecast as it would have been made at `place`, with its range from the misses known by then."""
        point = _asked(path.mean, question)
        misses = [self._miss(origin, question) for origin in self._origins(place, question)]
        if len(misses) < ENOUGH_MISSES:
            low, high = _doubled(path, question, point)
            return _Sum(point, low, high, len(misses), 0.0)
        spread = max(SMALLEST_SPREAD, float(np.sqrt(np.mean(np.square(misses)))))
        factor = float(np.exp(spread * distributions.t.ppf(1 - EDGE, len(misses) - 1)))
        low, high = (max(0.0, (point + HALF) * by - HALF) for by in (1 / factor, factor))
        return _Sum(point, low, high, len(misses), spread)

    def _miss(self, origin: int, question: ForecastQuestion) -> float:
        """log(came ÷ foretold) of the sum asked for."""
        path = self._path(origin)
        assert path is not None  # noqa: S101 - origins have 28 days before them
        return float(np.log((self._came(origin, question) + HALF) / (_asked(path.mean, question) + HALF)))

    def _came(self, origin: int, question: ForecastQuestion) -> float:
        end = origin + question.horizon
        return float(self._history[end - question.tail : end].sum())

    def _past(self, origin: int, question: ForecastQuestion) -> PastForecast:
        path = self._path(origin)
        assert path is not None  # noqa: S101 - as above
        foretold = self._sum_at(origin, path, question)
        own = _OwnValue(question, is_past=True)
        made = self._first_day + origin
        return PastForecast(
            made_day=made,
            result_day=made + question.horizon - 1,
            point=own.of(foretold.point),
            low=own.of(foretold.low),
            high=own.of(foretold.high),
            actual=own.of(self._came(origin, question)),
        )


@dataclass(frozen=True)
class _OwnValue:
    """A sum as the goal's own value; of a past total only what the days brought."""

    question: ForecastQuestion
    is_past: bool = False

    def of(self, value: float) -> float:
        question = self.question
        if self.is_past and question.is_total:
            return value
        own = value / question.tail if self.is_past else question.offset + question.scale * value
        return own if question.ceiling is None else min(own, question.ceiling)


def _asked(path: Values, question: ForecastQuestion) -> float:
    return float(path[question.horizon - question.tail : question.horizon].sum())


def _doubled(path: DailyPath, question: ForecastQuestion, point: float) -> tuple[float, float]:
    """The model's own 80 % range of the sum, twice as far from the point."""
    sums = path.draws[:, question.horizon - question.tail : question.horizon].sum(axis=1)
    low, high = np.quantile(sums, (EDGE, 1 - EDGE))
    return max(0.0, point - 2 * max(0.0, point - float(low))), point + 2 * max(0.0, float(high) - point)


def _chance(landing: _Sum, question: ForecastQuestion) -> float:
    """The chance to stand at the target or on its good side, never below 5 % nor above 95 %."""
    needed = max(0.0, (question.target - question.offset) / question.scale)
    away = (np.log(needed + HALF) - np.log(landing.point + HALF)) / landing.spread
    above = float(distributions.t.sf(away, landing.misses - 1))
    if question.target <= question.offset:
        above = 1.0
    return min(1 - LEAST_CHANCE, max(LEAST_CHANCE, above if question.is_at_least else 1 - above))


def _fan(by_day: Values, landing: _Sum, question: ForecastQuestion, now_day: int) -> tuple[ForecastDay, ...]:
    """The goal's value at the end of each day to come; the range opens towards that of the due day.

    Of a total in proportion to what has come by then, of anything else with the root of the days. A picture: only the
    range of the due day is what past forecasts were held against.
    """
    own = _OwnValue(question)
    low, high = (bound / landing.point if landing.point > 0 else 1.0 for bound in (landing.low, landing.high))
    days = []
    for place, value in enumerate(by_day):
        opened = 1.0 if question.is_total else ((place + 1) / question.horizon) ** 0.5
        by_low, by_high = 1 + (low - 1) * opened, 1 + (high - 1) * opened
        days.append(ForecastDay(now_day + place, own.of(value), own.of(value * by_low), own.of(value * by_high)))
    return tuple(days)


def _by_day(history: Values, path: Values, question: ForecastQuestion) -> Values:
    """The sum asked for as it stands at the end of each day to come."""
    ahead = path[: question.horizon]
    if question.is_total:
        return np.cumsum(ahead)
    reaching_back = history[len(history) - (question.tail - 1) :]
    return np.convolve(np.concatenate((reaching_back, ahead)), np.ones(question.tail), mode="valid")
