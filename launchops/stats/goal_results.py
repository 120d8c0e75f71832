"""Results about one goal over time: where it will land, and whether its KPI moved beyond its usual noise."""

from dataclasses import dataclass


@dataclass(frozen=True)
class PastForecast:
    """What would have been said earlier about a day equally far ahead, beside what came.

    Values are the goal's own on `result_day` (of a total: the sum since the goal's start plus its baseline).
    """

    made_day: int  # the as_of it rests on: days before it were known
    result_day: int
    point: float
    low: float
    high: float
    actual: float

    @property
    def is_held(self) -> bool:
        """Whether the 80 % range held the result."""
        return self.low <= self.actual <= self.high


@dataclass(frozen=True)
class ForecastDay:
    """The goal's own value expected at the end of a day; low and high: 80 %, None where only the pace is known."""

    day: int
    point: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Forecast:
    """Where a goal lands on its due day, in the unit of its KPI.

    method: ets (56 days of history), weekday (28–55), or pace (fewer: the mean so far goes on; no range).
    low, high: 80 %. chance: of reaching the target, or of staying within tolerance, 0.05–0.95; None where
    `is_provisional` (fewer than 8 past forecasts with a result) or the method is pace.
    """

    method: str
    point: float
    low: float | None = None
    high: float | None = None
    chance: float | None = None
    is_provisional: bool = False
    past: tuple[PastForecast, ...] = ()  # at most the last 12 weekly ones whose result is known, oldest first
    days: tuple[ForecastDay, ...] = ()  # from as_of to the due day

    @property
    def held(self) -> int:
        """How many of `past` held the result."""
        return sum(past.is_held for past in self.past)


@dataclass(frozen=True)
class WeekValue:
    """A KPI in one calendar week: the sum of a total, else the last value."""

    week_day: int  # first day of the week
    value: float
    is_signal: bool  # beyond the limits, or part of eight in a row on one side of the mean


@dataclass(frozen=True)
class Signal:
    """XmR limits of a KPI's weekly values: mean ± 2.66 × mean moving range (Wheeler).

    since_day: first day of the week in which the present signal began; None: within normal noise. direction: above,
    below or "" without a signal. is_provisional: fewer than 8 weeks.
    """

    mean: float
    low: float
    high: float
    weeks: tuple[WeekValue, ...]
    since_day: int | None
    direction: str
    is_provisional: bool
