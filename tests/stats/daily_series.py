"""Daily counts as launches bring them, with what happens after today known: for the backtest of the forecast."""

import numpy as np
import numpy.typing as npt

Values = npt.NDArray[np.float64]
BUMP_EVERY = 90
KINDS = ("poisson", "overdispersed", "trend_break", "activity_bump")
SOME_OVERDISPERSION = 20  # shape of the gamma factor of a day: its spread is 1 ÷ √20, 22 %
MUCH_OVERDISPERSION = 8  # 35 %


def daily_counts(kind: str, days: int, rng: np.random.Generator) -> Values:
    """Counts of `days` days: 20–200 a day, a weekly rhythm, a slow growth or decline.

    kind: poisson; overdispersed; trend_break, where the level moves once, by about a third; activity_bump, where once
    in three months, on any day, ten days begin that bring 1.3 to 2.2 times as much.
    """
    day = np.arange(days)
    rhythm = np.exp(rng.normal(0, 0.15, 7))[day % 7]
    mean = rng.uniform(20, 200) * rhythm * np.exp(rng.normal(0, 0.001) * day)
    if kind == "trend_break":
        mean = np.where(day >= rng.integers(days // 3, days - 5), mean * np.exp(rng.normal(0, 0.3)), mean)
    if kind == "activity_bump":
        for _ in range(int(days / BUMP_EVERY + rng.random())):
            first = rng.integers(0, days - 10)
            mean = np.where((day >= first) & (day < first + 10), mean * rng.uniform(1.3, 2.2), mean)
    if kind == "poisson":
        return rng.poisson(mean).astype(float)
    shape = MUCH_OVERDISPERSION if kind == "overdispersed" else SOME_OVERDISPERSION
    return rng.poisson(mean * rng.gamma(shape, 1 / shape, days)).astype(float)
