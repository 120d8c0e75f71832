"""Wilson and Newcombe intervals against their published formulas and examples."""

import math

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.weightstats import DescrStatsW

from launchops.stats.proportions import newcombe, share, wilson, with_mean_share, with_wilson

Z = 1.959963984540054


def test_wilson_is_wilsons_formula():
    low, high = wilson([30], [100])
    centre = (0.3 + Z**2 / 200) / (1 + Z**2 / 100)
    half = Z / (1 + Z**2 / 100) * math.sqrt(0.3 * 0.7 / 100 + Z**2 / 40_000)
    assert (low[0], high[0]) == pytest.approx((centre - half, centre + half))


def test_newcombe_gives_the_published_example():
    low, high = newcombe([56], [70], [48], [80])  # Newcombe 1998, table II, row (a), method 10
    assert (low[0], high[0]) == pytest.approx((0.0524, 0.3339), abs=5e-5)


def test_zero_and_full_cells_have_intervals_inside_the_possible():
    low, high = wilson([0, 10], [10, 10])
    assert low[0] == 0 and 0 < high[0] < 1
    assert 0 < low[1] < 1 and high[1] == 1
    low, high = newcombe([0, 10], [10, 10], [0, 0], [10, 10])
    assert -1 < low[0] < 0 < high[0] < 1
    assert 0 < low[1] < 1 and high[1] <= 1


def test_an_empty_or_unknown_cell_has_no_interval():
    low, high = wilson([0, np.nan, 1], [0, 5, 5])
    assert list(np.isnan(low)) == list(np.isnan(high)) == [True, True, False]
    low, high = newcombe([1, 1, np.nan], [5, 0, 5], [1, 1, 1], [0, 5, 5])
    assert np.isnan(low).all() and np.isnan(high).all()


@pytest.mark.parametrize(("x", "n"), [(6, 5), (-1, 5)])
def test_impossible_counts_are_refused(x, n):
    with pytest.raises(ValueError, match="between 0 and n"):
        wilson([x], [n])


def test_a_share_carries_its_counts_and_an_empty_one_no_rate():
    third = share(x=1, n=3)
    assert third.rate == pytest.approx(1 / 3)
    assert third.low < 1 / 3 < third.high
    empty = share(x=0, n=0)
    assert empty.rate is None
    assert math.isnan(empty.low) and math.isnan(empty.high)


def test_a_frame_gets_rates_and_keeps_what_is_unknown_unknown():
    frame = pd.DataFrame(
        {
            "age": [0, 1, 2],
            "eligible": pd.array([4, 4, 0], dtype="Int64"),
            "active": pd.array([2, None, 0], dtype="Int64"),
            "mature": [True, False, True],
        }
    )
    result = with_wilson(frame, active="active", eligible="eligible")
    assert list(result) == ["age", "eligible", "active", "rate", "low", "high", "mature"]
    assert result["rate"][0] == 0.5
    assert result.loc[1:, ["rate", "low", "high"]].isna().all(axis=None)
    assert list(frame) == ["age", "eligible", "active", "mature"]


@given(st.lists(st.integers(1, 10_000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))), min_size=1))
def test_the_interval_holds_the_share_and_stays_between_0_and_1(cells):
    x, n = np.array(cells).T
    low, high = wilson(x, n)
    assert (low >= 0).all() and (high <= 1).all()
    assert (low <= x / n + 1e-12).all() and (x / n <= high + 1e-12).all()


def test_a_mean_of_users_has_the_interval_of_a_mean_over_users():
    each = [0, 0, 1, 3, 7, 7]  # days of 7
    frame = pd.DataFrame({"users": [6], "days": [sum(each)], "squares": [sum(day * day for day in each)]})
    row = with_mean_share(frame, users="users", total="days", square_sum="squares", most=7).iloc[0]
    shares = [day / 7 for day in each]
    interval = DescrStatsW(shares).tconfint_mean(alpha=0.05)
    assert row["rate"] == pytest.approx(sum(shares) / 6)
    assert row["low"] == pytest.approx(max(0, interval[0]))
    assert row["high"] == pytest.approx(interval[1])


def test_one_user_has_a_mean_and_no_interval():
    frame = pd.DataFrame({"users": [1], "days": [3], "squares": [9]})
    row = with_mean_share(frame, users="users", total="days", square_sum="squares", most=6).iloc[0]
    assert row["rate"] == 0.5
    assert pd.isna(row["low"]) and pd.isna(row["high"])
