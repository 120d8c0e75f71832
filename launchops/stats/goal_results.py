"""Results about one goal over time: where it will land, and whether its KPI moved beyond its usual noise."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ForecastQuestion:
    """What a goal asks of its daily series: its value on the last of the next `horizon` days.

    That value is offset + scale × the sum of the last `tail` of these days: of a total all of them, on top of what
    came so far; of a level or rate the last one; of a mean of seven days up to seven. target: the value
    that makes the goal, at or above it (`is_at_least`) or at or below it. ceiling: the highest possible value, 1 for a
    share.
    """

    horizon: int
    tail: int
    offset: float
    scale: float
    target: float
    is_at_least: bool
    is_total: bool = False
    ceiling: float | None = None


@dataclass(frozen=True)
class PastForecast:
    """What would have been said earlier about a day equally far ahead, beside what came.

    Values are the goal's own on `result_day`; of a total: what the days from `made_day` to `result_day` brought.
    """

    made_day: int  # the first day that was not known
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
    """The goal's own value expected at the end of a day; low and high: 80 %."""

    day: int
    point: float
    low: float
    high: float


@dataclass(frozen=True)
class Forecast:
    """Where a goal lands on its due day, in the unit of its KPI.

    method: ets (56 days of history) or weekday (28–55; with fewer there is none). low, high: 80 %. chance: of reaching
    the target, or of staying within tolerance, 0.05–0.95; None where `is_provisional` (fewer than 8 past forecasts with
    a result).
    """

    method: str
    point: float
    low: float
    high: float
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
    is_signal: bool  # beyond the limits


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
