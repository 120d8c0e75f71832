"""Difference of two shares with its interval."""

from statsmodels.stats.proportion import confint_proportions_2indep

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
