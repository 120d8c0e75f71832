"""The forecast held against what came: how often the 80 % range held, and whether the chances are worth saying."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np

from launchops.stats.forecast import DailyForecasts
from launchops.stats.goal_results import ForecastQuestion
from tests.stats.daily_series import Values, daily_counts

WEEK = 7
TARGETS = 4  # of each forecast
TARGET_SPREAD = 0.12  # targets lie about so far (log) from the forecast, so that most chances are worth stating


@dataclass
class Score:
    """What became of forecasts: whether each range held, and each chance beside whether the target was reached."""

    widened: list[bool] = field(default_factory=list)  # ranges from the series' own misses
    doubled: list[bool] = field(default_factory=list)  # provisional ones
    chances: list[tuple[float, bool]] = field(default_factory=list)

    def add(self, other: "Score") -> None:
        """Take another score's forecasts too."""
        self.widened += other.widened
        self.doubled += other.doubled
        self.chances += other.chances

    @property
    def brier(self) -> float:
        """Mean squared distance of the chances from what came."""
        return float(np.mean([(chance - came) ** 2 for chance, came in self.chances]))

    @property
    def base_rate_brier(self) -> float:
        """The same of always stating the share of targets that were reached."""
        reached = float(np.mean([came for _, came in self.chances]))
        return reached * (1 - reached)


def totals_to_come(values: Values, *, horizon: int, rng: np.random.Generator, ends: Iterable[int]) -> Score:
    """Forecasts of the total of the next `horizon` days as made after each number of days of `ends`."""
    score = Score()
    for end in ends:
        known, came = DailyForecasts(values[:end], first_day=0), float(values[end : end + horizon].sum())
        plain = known.answer(_total(horizon, came))
        if plain is None:
            continue
        (score.doubled if plain.is_provisional else score.widened).append(plain.low <= came <= plain.high)
        for _ in range(0 if plain.is_provisional else TARGETS):
            target = plain.point * float(np.exp(rng.normal(0, TARGET_SPREAD)))
            asked = known.answer(_total(horizon, target))
            assert asked is not None and asked.chance is not None
            score.chances.append((asked.chance, came >= target))
    return score


def _total(horizon: int, target: float) -> ForecastQuestion:
    return ForecastQuestion(horizon, horizon, 0.0, 1.0, target, True, is_total=True)


def simulated(kind: str, *, long: int, short: int, seed: int) -> Score:
    """`long` series of 150 to 240 days and `short` ones of 28 to 90; a forecast for 14 or 30 days each."""
    rng, score = np.random.default_rng(seed), Score()
    for count, shortest, longest in ((long, 150, 240), (short, 28, 90)):
        for _ in range(count):
            end, horizon = int(rng.integers(shortest, longest)), int(rng.choice((14, 30)))
            values = daily_counts(kind, end + horizon, rng)
            score.add(totals_to_come(values, horizon=horizon, rng=rng, ends=[end]))
    return score
