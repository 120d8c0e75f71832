"""The Kaplan–Meier curve on counts, by hand and against statsmodels."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.duration.survfunc import SurvfuncRight

from launchops.stats.survival import LEAST_AT_RISK, median_days, survival_curve


def counts(*rows: tuple[int, int, int], group: str = "") -> pd.DataFrame:
    """(time, lost, censored) as the metric gives them."""
    frame = pd.DataFrame(rows, columns=["time", "lost", "censored"])
    return frame.assign(group=group)


def test_each_day_multiplies_the_share_of_those_who_stayed():
    curve = survival_curve(counts((0, 10, 0), (2, 9, 0), (5, 0, 81))).set_index("time")
    assert list(curve.index) == [0, 1, 2, 3, 4, 5]
    assert list(curve["at_risk"]) == [100, 90, 90, 81, 81, 81]
    assert list(curve["share"]) == pytest.approx([0.9, 0.9, 0.81, 0.81, 0.81, 0.81])


def test_who_is_censored_was_still_at_risk_on_that_day():
    curve = survival_curve(counts((1, 10, 10), (2, 10, 10))).set_index("time")
    assert list(curve["at_risk"]) == [40, 40, 20]
    assert curve["share"][2] == pytest.approx(0.75 * 0.5)


def test_the_curve_ends_where_too_few_are_at_risk():
    curve = survival_curve(counts((1, 1, 0), (2, 0, LEAST_AT_RISK - 1), (3, 0, LEAST_AT_RISK)))
    assert list(curve["time"]) == [0, 1, 2, 3]
    shorter = survival_curve(counts((1, 1, 0), (2, 0, LEAST_AT_RISK), (3, 0, LEAST_AT_RISK - 1)))
    assert list(shorter["time"]) == [0, 1, 2]
    assert survival_curve(counts((1, 3, 3))).empty
    assert survival_curve(counts()).empty


def test_no_interval_where_nobody_was_lost_yet():
    curve = survival_curve(counts((1, 10, 0), (2, 0, 20))).set_index("time")
    assert curve["low"].isna()[0] and not curve["low"].isna()[1]
    assert curve["low"][1] < curve["share"][1] < curve["high"][1]


def test_half_are_lost_on_the_median_day_or_it_is_unknown():
    assert median_days(survival_curve(counts((1, 10, 0), (4, 10, 0), (9, 0, 20)))) == 4
    assert median_days(survival_curve(counts((1, 10, 0), (9, 0, 20)))) is None


def test_groups_have_curves_of_their_own():
    both = pd.concat([counts((1, 10, 10), group="ads"), counts((1, 5, 15), group="seo")])
    curve = survival_curve(both)
    assert list(curve[curve["time"] == 1]["share"]) == pytest.approx([0.5, 0.75])


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=12))
def test_share_and_interval_agree_with_statsmodels(rows: list[tuple[int, int, int]]):
    frame = counts(*rows).groupby(["group", "time"], as_index=False).sum()
    if frame["lost"].sum() == 0:
        return
    curve = survival_curve(frame).set_index("time")
    weights = frame[["lost", "censored"]].to_numpy().ravel()  # one row per user: with weights its error is another
    time, status = np.repeat(np.repeat(frame["time"], 2), weights), np.repeat(np.tile([1, 0], len(frame)), weights)
    other = SurvfuncRight(time, status)
    for at, share, error in zip(other.surv_times, other.surv_prob, other.surv_prob_se, strict=True):
        if at not in curve.index:
            continue
        row = curve.loc[at]
        assert float(row["share"]) == pytest.approx(float(share), abs=1e-6)
        if 0 < share < 1:
            half = 1.959963984540054 * error / (share * abs(np.log(share)))
            assert float(row["low"]) == pytest.approx(float(share ** np.exp(half)), abs=1e-6)
            assert float(row["high"]) == pytest.approx(float(share ** np.exp(-half)), abs=1e-6)
