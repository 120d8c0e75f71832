"""The curves of both sides beside the reference of statsmodels."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
import pytest
from statsmodels.duration.api import SurvfuncRight

from launchops.stats.stay import stay_curves


@dataclass(frozen=True)
class Side:
    """What the engine gives of a side."""

    times: pd.DataFrame
    weight: float
    weight_square: float


def side(rng: np.random.Generator, users: int, *, is_weighted: bool) -> tuple[Side, pd.DataFrame]:
    """A side of users with one visit each, and the same as single users."""
    people = pd.DataFrame({"time": rng.integers(1, 40, users), "lost": rng.random(users) < 0.7})
    people["weight"] = rng.choice([0.5, 1.0, 3.0], users) if is_weighted else 1.0
    parts = {"lost": people["weight"] * people["lost"], "censored": people["weight"] * ~people["lost"]}
    times = people.assign(**parts).groupby("time", as_index=False)[["lost", "censored"]].sum()
    return Side(times, float(people["weight"].sum()), float((people["weight"] ** 2).sum())), people


@pytest.mark.parametrize("seed", range(6))
def test_the_share_is_that_of_statsmodels(seed: int):
    rng = np.random.default_rng(seed)
    (one, people), (other, weighted) = side(rng, 80, is_weighted=False), side(rng, 120, is_weighted=True)
    curves = {day.day: day for day in stay_curves(one, other)}
    assert len(curves) > 5
    plain = SurvfuncRight(people["time"], people["lost"])
    weighed = SurvfuncRight(weighted["time"], weighted["lost"], freq_weights=weighted["weight"])
    for found, name in ((plain, "participant_rate"), (weighed, "other_rate")):
        for time, share in zip(found.surv_times, found.surv_prob, strict=True):
            if time in curves:
                assert getattr(curves[time], name) == pytest.approx(share, abs=1e-6)


def test_the_others_count_as_many_as_they_are_worth():
    rng = np.random.default_rng(1)
    one, _ = side(rng, 50, is_weighted=False)
    other, people = side(rng, 200, is_weighted=True)
    first = stay_curves(one, other)[0]
    assert first.participants == pytest.approx(50)
    assert first.others == pytest.approx(people["weight"].sum() ** 2 / (people["weight"] ** 2).sum())
    assert first.others < 200


def test_an_interval_holds_its_share_and_is_never_of_width_zero_while_anybody_may_be_lost():
    rng = np.random.default_rng(2)
    days = stay_curves(side(rng, 60, is_weighted=False)[0], side(rng, 60, is_weighted=True)[0])
    for day in days:
        assert day.participant_low < day.participant_rate + 1e-9 <= day.participant_high + 2e-9
        assert day.other_low < day.other_rate + 1e-9 <= day.other_high + 2e-9


def test_no_curve_where_fewer_than_ten_are_watched():
    rng = np.random.default_rng(3)
    nobody = Side(pd.DataFrame({"time": [], "lost": [], "censored": []}), 0.0, 0.0)
    many, few = side(rng, 60, is_weighted=False)[0], side(rng, 9, is_weighted=False)[0]
    assert stay_curves(many, few) == () == stay_curves(nobody, many)
