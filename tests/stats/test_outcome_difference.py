"""The share of active days: Welch's interval from sums agrees with scipy on the users themselves."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import ttest_ind

from launchops.stats.differences import group_difference, outcome_difference
from launchops.stats.results import Group

DAYS = st.lists(st.integers(0, 7), min_size=2, max_size=40)


@dataclass(frozen=True)
class Sums:
    """Sums over users, as the engine gives them."""

    users: int
    total: int
    square_sum: int


def sums(days: list[int]) -> Sums:
    return Sums(len(days), sum(days), sum(day * day for day in days))


@given(first=DAYS, second=DAYS)
def test_the_interval_of_means_is_welchs(first: list[int], second: list[int]) -> None:
    found = outcome_difference(sums(first), sums(second), unit=7)
    assert found.difference == pytest.approx(sum(first) / len(first) / 7 - sum(second) / len(second) / 7)
    if len({*first}) == 1 and len({*second}) == 1:
        assert found.low is not None and found.high is not None and found.low < found.high  # never of width zero
        return
    welch = ttest_ind([day / 7 for day in first], [day / 7 for day in second], equal_var=False).confidence_interval()
    assert (found.low, found.high) == pytest.approx((welch.low, welch.high), abs=1e-6)


def test_a_yes_no_outcome_has_newcombes_interval() -> None:
    assert outcome_difference(Sums(10, 0, 0), Sums(20, 5, 5), unit=1) == group_difference(Group(10, 0), Group(20, 5))


def test_an_empty_side_is_unknown() -> None:
    assert outcome_difference(Sums(0, 0, 0), Sums(20, 5, 9), unit=7).difference is None
