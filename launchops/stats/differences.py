"""Difference of two shares, or of two means, with its interval."""

from math import sqrt

from scipy.stats import t as student
from statsmodels.stats.proportion import confint_proportions_2indep

from launchops.stats.counted import Sums
from launchops.stats.results import Group, GroupDifference, Interval


def newcombe_interval(count1: float, size1: float, count2: float, size2: float) -> Interval:
    """95 % interval of count1 ÷ size1 − count2 ÷ size2; both sizes above 0.

    Newcombe 1998, method 10 (two Wilson intervals combined), so zero cells give an interval and not an error.
    """
    low, high = confint_proportions_2indep(count1, size1, count2, size2, compare="diff", method="newcomb")
    return Interval(low=max(-1.0, float(low)), high=min(1.0, float(high)))


def group_difference(first: Group, second: Group) -> GroupDifference:
    """first's share − second's with its 95 % Newcombe interval; unknown (None) where a group is empty.

    Raises ValueError where more came back than there are.
    """
    if not (0 <= first.x <= first.n and 0 <= second.x <= second.n):
        raise ValueError(f"counts outside their groups: {first} {second}")
    if not first.n or not second.n:
        return GroupDifference(first=first, second=second, difference=None, low=None, high=None)
    difference = first.x / first.n - second.x / second.n
    interval = newcombe_interval(first.x, first.n, second.x, second.n)
    return GroupDifference(first, second, difference, interval.low, interval.high)


def outcome_difference(first: Sums, second: Sums, *, unit: int) -> GroupDifference:
    """Difference of two sides' outcome: Newcombe for a yes/no outcome (unit 1), else Welch's 95 % interval of means.

    Unknown (None) where a side is empty. Where the means do not vary, or a side is one user, Newcombe's stands in:
    a width of zero would claim a certainty that counts never give.
    """
    one, other = (Group(n=side.users, x=side.total / unit if unit > 1 else side.total) for side in (first, second))
    found = group_difference(one, other)
    if unit == 1 or found.difference is None or min(one.n, other.n) < 2:
        return found
    variances = [_variance_of_mean(side, unit) for side in (first, second)]
    total = sum(variances)
    if not total:
        return found
    # Welch & Satterthwaite's degrees of freedom, as scipy.stats.ttest_ind(equal_var=False) has them.
    freedom = total**2 / sum(part**2 / (side.users - 1) for part, side in zip(variances, (first, second), strict=True))
    half = float(student.isf(0.025, freedom)) * sqrt(total)
    return GroupDifference(one, other, found.difference, found.difference - half, found.difference + half)


def _variance_of_mean(side: Sums, unit: int) -> float:
    square_sum = max(0.0, side.square_sum - side.total**2 / side.users)
    return square_sum / (side.users - 1) / side.users / unit**2
