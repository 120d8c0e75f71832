"""How many users a fair trial needs, and how small a difference it would show."""

import math
from collections.abc import Callable

from scipy.optimize import brentq
from statsmodels.stats.proportion import samplesize_proportions_2indep_onetail

from launchops.stats.holdout_results import GroupSizes

POWER = 0.8  # a real difference of the size planned for is found in 8 of 10 cases
_SMALLEST = 1e-4  # of a difference that anybody would look for: a hundredth of a point


def sizes_needed(*, difference: float, baseline: float, holdout_share: float, power: float = POWER) -> GroupSizes:
    """Users needed on each side to see a difference of two shares at the 5 % level, two-sided.

    `difference`: what the activity would add to `baseline`, the share that comes back without it (fractions);
    `holdout_share`: of all users, 0 … 1. Equal groups, 20 → 25 %: 1,094 each. Raises ValueError where the shares
    are none or the share with the activity would leave 0 … 1. Source: normal approximation on one tail of a
    two-sided test, `statsmodels.stats.proportion.samplesize_proportions_2indep_onetail`.
    """
    if not 0 < holdout_share < 1:
        raise ValueError(f"holdout_share must lie between 0 and 1, not {holdout_share}")
    if difference == 0 or not 0 <= baseline <= 1 or not 0 <= baseline + difference <= 1:
        raise ValueError(f"no two different shares: {baseline} and {baseline + difference}")
    ratio = holdout_share / (1 - holdout_share)  # statsmodels counts the reference group as the second
    offered = float(samplesize_proportions_2indep_onetail(difference, baseline, power, ratio=ratio))
    return GroupSizes(offered=math.ceil(offered), holdout=math.ceil(offered * ratio))


def smallest_visible(*, users: int, baseline: float, holdout_share: float, power: float = POWER) -> float | None:
    """The smallest increase over `baseline` that so many users would show; None where not even the largest."""

    def missing(difference: float) -> float:
        needed = sizes_needed(difference=difference, baseline=baseline, holdout_share=holdout_share, power=power)
        return needed.users - users

    return _first_enough(missing, _SMALLEST, 1 - baseline)


def smallest_share(*, users: int, baseline: float, difference: float, power: float = POWER) -> float | None:
    """The smallest share to hold out, up to half, with which so many users show `difference`; None: none does."""

    def missing(share: float) -> float:
        needed = sizes_needed(difference=difference, baseline=baseline, holdout_share=share, power=power)
        return needed.users - users

    return _first_enough(missing, 0.001, 0.5)


def _first_enough(missing: Callable[[float], float], low: float, high: float) -> float | None:
    """Where `missing`, which falls from `low` to `high`, reaches zero; None where it stays above."""
    if low > high or missing(high) > 0:
        return None
    if missing(low) <= 0:
        return low
    return float(brentq(missing, low, high, xtol=1e-6))
