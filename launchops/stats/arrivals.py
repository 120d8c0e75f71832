"""How likely it is that too few people come by a day, from the few days there are."""

from collections.abc import Sequence

import numpy as np
from scipy.stats import norm

ENOUGH_DAYS = 3
USUAL_SPREAD = 4.0  # variance ÷ mean of daily sign-ups, until three days tell
HALF = 0.5


def chance_of_fewer(daily: Sequence[float], *, days_left: int, missing: float) -> float | None:
    """The chance that fewer than `missing` more come in the next `days_left` days, if they come as on the days so far.

    A sum of counts with the spread of the days so far: normal with mean m·r and variance φ·m·(r + r²/n) for n known
    days of mean m, r days to come and φ = variance ÷ mean, at least 1. 0 where nobody is missing any more, 1 where no
    day is left; None without a day.
    """
    if missing <= 0:
        return 0.0
    if days_left < 1:
        return 1.0
    if not daily:
        return None
    values = np.asarray(daily, dtype=np.float64)
    mean = float(values.mean())
    if mean == 0:
        return 1.0
    spread = max(1.0, float(values.var(ddof=1)) / mean) if len(values) >= ENOUGH_DAYS else USUAL_SPREAD
    deviation = (spread * mean * (days_left + days_left**2 / len(values))) ** 0.5
    return float(norm.cdf((missing - HALF - mean * days_left) / deviation))
