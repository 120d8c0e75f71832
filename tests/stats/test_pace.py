"""The days to come at the present pace, and the chances that follow from it, by hand."""

import numpy as np
import pytest

from launchops.stats.arrivals import chance_of_fewer
from launchops.stats.capacity import Load, users_limit
from launchops.stats.pace import limit_outlook, overspend_chance, steady_path, trend_path

LOAD = Load(tested_limit=60, peak_hour_share=0.1, requests_per_user=360)


def test_the_limit_in_users_is_where_the_peak_reaches_the_tested_limit() -> None:
    # 6,000 users: 600 in the fullest hour × 360 requests ÷ 3,600 seconds = the 60 a second that were tested
    assert users_limit(LOAD) == pytest.approx(6_000)
    assert users_limit(Load(tested_limit=10, peak_hour_share=0.1, requests_per_user=360)) == pytest.approx(1_000)


def test_a_straight_line_goes_on_straight_and_a_steady_one_steady() -> None:
    rising = np.arange(60, dtype=float)
    trend, steady = trend_path(rising, 3), steady_path(rising, 3)
    assert trend is not None
    assert steady is not None
    assert trend.mean == pytest.approx([60, 61, 62])
    assert steady.mean == pytest.approx([rising[-28:].mean()] * 3)
    assert trend_path(rising[:6], 3) is None


def test_every_weekday_keeps_its_share() -> None:
    week = np.array([10, 10, 10, 10, 10, 30, 20], dtype=float)
    path = trend_path(np.tile(week, 8), 7)
    assert path is not None
    assert path.mean == pytest.approx(week)


def test_a_series_of_a_few_lumps_has_a_path() -> None:
    lumps = np.zeros(30)
    lumps[[0, 29]] = 900.0
    with np.errstate(all="raise"):
        path = steady_path(lumps, 5)
    assert path is not None
    assert path.mean == pytest.approx([900 / 28] * 5)


def test_a_falling_line_ends_at_nothing_not_below() -> None:
    path = trend_path(np.arange(30, 0, -1, dtype=float), 60)
    assert path is not None
    assert path.mean.min() == 0


def test_the_crossing_is_the_first_day_at_or_beyond_the_limit() -> None:
    outlook = limit_outlook(np.full(70, 100.0), first_day=1_000, limit=100.0, horizon=91, chance_within=28)
    assert outlook.crossing_day == 1_070
    far = limit_outlook(np.full(70, 100.0), first_day=1_000, limit=101.0, horizon=91, chance_within=28)
    assert far.crossing_day is None
    assert far.chance == pytest.approx(0.05)
    young = limit_outlook(np.full(6, 100.0), first_day=1_000, limit=50.0, horizon=91, chance_within=28)
    assert (young.crossing_day, young.chance) == (None, None)


def test_the_chance_to_overspend_goes_with_what_is_left() -> None:
    spent = np.random.default_rng(1).uniform(80, 120, 90)
    chances = [overspend_chance(spent, first_day=0, left=left, days_left=10) for left in (700.0, 1_000.0, 1_300.0)]
    assert chances[0] == pytest.approx(0.95)
    assert chances[1] is not None
    assert 0.2 < chances[1] < 0.8
    assert chances[2] == pytest.approx(0.05)
    assert overspend_chance(spent, first_day=0, left=1.0, days_left=0) is None


def test_the_chance_that_too_few_come_by_hand() -> None:
    # three days of 10: 30 more expected in three, variance 10·(3 + 9/3) = 60
    assert chance_of_fewer([10, 10, 10], days_left=3, missing=30.5) == pytest.approx(0.5)
    assert chance_of_fewer([10, 10, 10], days_left=3, missing=30.5 + 60**0.5) == pytest.approx(0.8413, abs=1e-4)
    assert chance_of_fewer([10], days_left=3, missing=0) == 0
    assert chance_of_fewer([10], days_left=0, missing=1) == 1
    assert chance_of_fewer([0, 0], days_left=5, missing=1) == 1
    assert chance_of_fewer([], days_left=5, missing=1) is None
