"""Are the two sides alike in what was not matched? Standardised mean differences (METHODS §3.5)."""

from dataclasses import dataclass
from math import sqrt

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from launchops.stats.counted import Columns
from launchops.stats.results import TraitBalance

GOOD, ACCEPTABLE = 0.10, 0.25  # up to the first good, over the second not comparable
Values = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Side:
    """Participants or others: rows of the balance table, and the sums of each."""

    platform: npt.NDArray[np.object_]
    region: npt.NDArray[np.object_]
    visits: Values
    age: Values
    age_square: Values
    weight: Values
    weight_square: Values
    weighted_age: Values


def trait_balance(frame: Columns) -> tuple[TraitBalance, ...]:
    """Each trait outside the strata, before and after matching; the least alike first.

    `frame`: `launchops.metrics.results.ComparisonCounts.balance`. Tenure in days since sign-up; of platform and
    region each value is a trait of yes and no, where there is more than one. The standard deviation is the mean of
    both sides' before matching, so that matching cannot hide a difference by changing it.
    """
    if not len(frame):
        return ()
    sides = _side(frame, 1), _side(frame, 0)
    if not all(side.visits.sum() for side in sides):
        return ()
    found = [("tenure", "", *_tenure(*sides))]
    for trait in ("platform", "region"):
        levels = sorted({*getattr(sides[0], trait), *getattr(sides[1], trait)})
        found += [(trait, level, *_level(*sides, trait, level)) for level in levels if len(levels) > 1]
    error = _standard_error(*sides)
    by_chance = float(norm.isf(0.025 / len(found))) * error  # Bonferroni: so large once among all by chance alone
    rows = [TraitBalance(*row, state=_state(row[3], by_chance)) for row in found]
    return tuple(sorted(rows, key=lambda row: -abs(row.after or 0.0)))


def _side(frame: Columns, took_part: int) -> _Side:
    mine = np.asarray(frame["took_part"]) == took_part

    def numbers(name: str) -> Values:
        return np.asarray(frame[name], dtype=np.float64)[np.flatnonzero(mine)]

    return _Side(
        *(np.asarray(frame[name], dtype=object)[mine] for name in ("platform", "region")),
        *(numbers(name) for name in ("visits", "age", "age_square", "weight", "weight_square", "weighted_age")),
    )


def _tenure(one: _Side, other: _Side) -> tuple[float | None, float | None]:
    means = [float(side.age.sum() / side.visits.sum()) for side in (one, other)]
    squares = [float(side.age_square.sum() / side.visits.sum()) for side in (one, other)]
    spread = sqrt(max(0.0, sum(square - mean**2 for square, mean in zip(squares, means, strict=True)) / 2))
    return _standardised(means, spread), _standardised(
        _weighted(one.weighted_age, other.weighted_age, one, other), spread
    )


def _level(one: _Side, other: _Side, trait: str, level: str) -> tuple[float | None, float | None]:
    has = [getattr(side, trait) == level for side in (one, other)]
    shares = [float(side.visits[mine].sum() / side.visits.sum()) for side, mine in zip((one, other), has, strict=True)]
    spread = sqrt(sum(share * (1 - share) for share in shares) / 2)
    weights = (one.weight * has[0], other.weight * has[1])
    return _standardised(shares, spread), _standardised(_weighted(*weights, one, other), spread)


def _weighted(one_sum: Values, other_sum: Values, one: _Side, other: _Side) -> list[float] | None:
    """Weighted means of the matched; None where nobody is."""
    if not one.weight.sum() or not other.weight.sum():
        return None
    return [float(one_sum.sum() / one.weight.sum()), float(other_sum.sum() / other.weight.sum())]


def _standardised(means: list[float] | None, spread: float) -> float | None:
    return None if means is None or not spread else (means[0] - means[1]) / spread


def _standard_error(one: _Side, other: _Side) -> float:
    """Of a standardised difference after matching, from the effective numbers of users."""
    if not one.weight.sum() or not other.weight.sum():
        return 0.0
    return sqrt(sum(side.weight_square.sum() / side.weight.sum() ** 2 for side in (one, other)))


def _state(after: float | None, by_chance: float) -> str:
    if after is None or abs(after) <= GOOD:
        return "good"
    return "bad" if abs(after) > max(ACCEPTABLE, by_chance) else "caution"
