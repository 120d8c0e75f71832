"""Difference of two shares: agrees with Newcombe's published intervals and never fails on zero cells."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from launchops.stats.differences import group_difference, newcombe_interval
from launchops.stats.results import Group


def wilson(x: float, n: float) -> tuple[float, float]:
    """Wilson's 95 % interval, written out."""
    z = 1.959963984540054
    centre, half = x / n + z * z / (2 * n), z * math.sqrt(x / n * (1 - x / n) / n + z * z / (4 * n * n))
    return (centre - half) / (1 + z * z / n), (centre + half) / (1 + z * z / n)


@pytest.mark.parametrize(
    ("x1", "n1", "x2", "n2", "low", "high"),
    [  # Newcombe 1998, table II, method 10
        (56, 70, 48, 80, 0.0524, 0.3339),
        (9, 10, 3, 10, 0.1705, 0.8090),
        (10, 10, 0, 20, 0.6791, 1.0000),
        (0, 10, 0, 20, -0.1611, 0.2775),
        (10, 10, 0, 10, 0.6075, 1.0000),
    ],
)
def test_published_intervals(x1: int, n1: int, x2: int, n2: int, low: float, high: float) -> None:
    found = newcombe_interval(x1, n1, x2, n2)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


@given(st.data())
def test_it_is_two_wilson_intervals_combined(data: st.DataObject) -> None:
    n1, n2 = data.draw(st.integers(1, 500)), data.draw(st.integers(1, 500))
    x1, x2 = data.draw(st.integers(0, n1)), data.draw(st.integers(0, n2))
    found = group_difference(Group(n1, x1), Group(n2, x2))
    (low1, high1), (low2, high2) = wilson(x1, n1), wilson(x2, n2)
    p1, p2 = x1 / n1, x2 / n2
    assert found.difference == pytest.approx(p1 - p2)
    assert found.low == pytest.approx(max(-1, p1 - p2 - math.hypot(p1 - low1, high2 - p2)), abs=1e-6)
    assert found.high == pytest.approx(min(1, p1 - p2 + math.hypot(high1 - p1, p2 - low2)), abs=1e-6)


@given(st.integers(1, 200), st.integers(1, 200), st.data())
def test_swapping_the_groups_mirrors_the_interval(n1: int, n2: int, data: st.DataObject) -> None:
    one, two = Group(n1, data.draw(st.integers(0, n1))), Group(n2, data.draw(st.integers(0, n2)))
    there, back = group_difference(one, two), group_difference(two, one)
    assert there.low is not None
    assert there.high is not None
    assert (back.low, back.high) == pytest.approx((-there.high, -there.low), abs=1e-12)


@pytest.mark.parametrize(("first", "second"), [(Group(0, 0), Group(5, 1)), (Group(5, 1), Group(0, 0))])
def test_an_empty_group_is_unknown_not_zero(first: Group, second: Group) -> None:
    found = group_difference(first, second)
    assert (found.difference, found.low, found.high) == (None, None, None)


def test_more_came_back_than_there_are_is_refused() -> None:
    with pytest.raises(ValueError, match="outside their groups"):
        group_difference(Group(5, 6), Group(5, 1))
