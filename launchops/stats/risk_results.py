"""Results about losses, and about a daily figure that may reach a limit."""

from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class LossExceedance:
    """How likely it is that all open risks together cost more than an amount over the launch.

    `frame`: one row per amount, ascending from 0: loss (money), probability (0–1, the chance of a larger total).
    `expected`: the mean total, in closed form. `even`, `one_in_ten`, `one_in_twenty`: the totals passed with a chance
    of 1 in 2, 10 and 20. `chance_of_any`: that at least one risk happens. `risk_count`: risks in it;
    `unknown_count`: open risks that have no estimate and so are not in it.
    """

    frame: pd.DataFrame
    expected: float
    even: float
    one_in_ten: float
    one_in_twenty: float
    chance_of_any: float
    risk_count: int
    unknown_count: int
    draws: int


@dataclass(frozen=True)
class LimitOutlook:
    """When a daily figure reaches a limit, and how likely that is by a day.

    `crossing_day`: the first day on which the expected path is at or beyond it; None: not within the horizon.
    `chance`: of being there on `chance_day`, 0.05–0.95; None while there are too few past forecasts to tell.
    """

    crossing_day: int | None
    chance: float | None
    chance_day: int
