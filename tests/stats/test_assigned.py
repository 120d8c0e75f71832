"""Randomised designs by numbers worked by hand, and against scipy."""

from dataclasses import dataclass, field, replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest, chi2

from launchops.stats.assigned import WEEKS, WEEKS_BEFORE, daily_return, intention_to_treat, sample_ratio
from launchops.stats.comparison import randomised_verdict
from launchops.stats.results import Group

ARMS = ("offered", "holdout")
SPANS = ((8, 14), *WEEKS, *WEEKS_BEFORE)


@dataclass(frozen=True)
class Counts:
    """Counts of both arms: 900 offered of whom 360 came back and 300 took part, 100 held out of whom 30 came back."""

    arms: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(
            {"arm": ARMS, "users": [900, 100], "took_part": [300, 0], "unfinished": [0, 0]}
        )
    )
    channels: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame(
            {"arm": ARMS * 2, "channel": ["ads", "ads", "seo", "seo"], "users": [500, 0, 400, 100]}
        )
    )
    outcomes: pd.DataFrame = field(default_factory=lambda: outcomes(360, 30))
    by_day: pd.DataFrame = field(
        default_factory=lambda: pd.DataFrame({"arm": ARMS, "day": [1, 1], "users": [900, 100], "active": [90, 0]})
    )
    two_arms: int = 0
    before_signup: int = 0
    not_seen: int = 0
    is_triggered: bool = False


def outcomes(offered: int, holdout: int) -> pd.DataFrame:
    rows = [
        (arm, *span, users, total, total)
        for span in dict.fromkeys(SPANS)
        for arm, users, total in (("offered", 900, offered), ("holdout", 100, holdout))
    ]
    return pd.DataFrame(rows, columns=["arm", "first", "last", "users", "total", "square_sum"])


def test_intention_to_treat_counts_everybody_as_assigned() -> None:
    itt = intention_to_treat(Counts(), days=(8, 14), is_rate=False)
    assert (itt.offered, itt.holdout) == (Group(900, 360), Group(100, 30))
    assert itt.difference == pytest.approx(0.40 - 0.30)
    assert [week for week, _ in itt.by_week] == list(WEEKS)


def test_the_effect_on_takers_is_the_difference_over_the_take_up() -> None:
    takers = intention_to_treat(Counts(), days=(8, 14), is_rate=False).takers
    assert takers is not None
    assert takers.difference == pytest.approx(0.10 / (300 / 900))  # nobody held out took part
    arms = Counts().arms.assign(took_part=[300, 40])
    takers = intention_to_treat(replace(Counts(), arms=arms), days=(8, 14), is_rate=False).takers
    assert takers is None  # 33 % took it when offered, 40 % when held out: it says nothing


def test_the_split_is_checked_against_the_declared_share() -> None:
    ratio = sample_ratio(Counts(), holdout_share=0.2)
    assert ratio.pvalue == pytest.approx(chi2.sf((900 - 800) ** 2 / 800 + (100 - 200) ** 2 / 200, 1))
    assert ratio.state == "bad"
    assert sample_ratio(Counts(), holdout_share=None).pvalue is None


def test_a_wrong_split_in_one_channel_shows_behind_a_right_total() -> None:
    ratio = sample_ratio(Counts(), holdout_share=0.1)  # in all 100 of 1,000, but none of 500 from ads
    assert ratio.pvalue == pytest.approx(1.0)
    assert all(channel.pvalue is not None and channel.pvalue < 0.001 for channel in ratio.channels)
    assert ratio.state == "bad"


@given(n=st.integers(500, 5_000), share=st.floats(0.1, 0.9), z=st.floats(-3, 3))
def test_the_split_agrees_with_the_exact_test_where_there_are_many(n: int, share: float, z: float) -> None:
    holdout = round(n * share + z * (n * share * (1 - share)) ** 0.5)
    arms = Counts().arms.assign(users=[n - holdout, holdout])
    found = sample_ratio(replace(Counts(), arms=arms), holdout_share=share).pvalue
    assert found == pytest.approx(binomtest(holdout, n, share).pvalue, abs=0.08)


def test_return_by_day_has_an_interval_where_nobody_came() -> None:
    (day,) = daily_return(Counts())
    assert (day.participant_rate, day.other_rate, day.other_low) == (0.1, 0.0, 0.0)
    assert day.other_high == pytest.approx(1.96**2 / (100 + 1.96**2), abs=1e-4)  # Wilson for 0 of n


@pytest.mark.parametrize(
    ("offered", "holdout", "share", "verdict"),
    [
        (450, 30, 0.1, "raised"),  # 50 % and 30 %
        (180, 40, 0.1, "lowered"),  # 20 % and 40 %
        (360, 40, 0.1, "no_clear_difference"),
        (450, 30, 0.2, "assignment_broken"),
        (450, 30, None, "raised"),  # not declared: not checked
    ],
)
def test_the_first_closed_gate_decides(offered: int, holdout: int, share: float | None, verdict: str) -> None:
    fair = pd.DataFrame({"arm": ARMS, "channel": ["ads", "ads"], "users": [900, 100]})
    counts = replace(Counts(), outcomes=outcomes(offered, holdout), channels=fair)
    itt = intention_to_treat(counts, days=(8, 14), is_rate=False)
    assert randomised_verdict(itt, sample_ratio(counts, holdout_share=share)) == verdict


def test_too_few_on_a_side_is_too_early() -> None:
    itt = intention_to_treat(Counts(), days=(8, 14), is_rate=False)
    few = replace(itt, holdout=Group(29, 10))
    assert randomised_verdict(few, sample_ratio(Counts(), holdout_share=0.2)) == "too_early"
