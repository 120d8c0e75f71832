"""The chance that all risks together cost more than an amount, against closed forms."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import norm

from launchops.stats.exceedance import loss_exceedance, total_losses
from launchops.stats.risk import LossEstimate, loss_estimate


def estimate(probability: float, low: float, high: float) -> LossEstimate:
    """An estimate that can be."""
    found = loss_estimate(probability=probability, loss_low=low, loss_high=high)
    assert found is not None
    return found


WORKED = estimate(0.10, 100_000, 1_000_000)  # riskquant's own example: 40,400
LAUNCH = [WORKED, estimate(0.35, 20_000, 180_000), estimate(0.02, 5_000, 5_000), estimate(1.0, 1_000, 3_000)]


def variance(one: LossEstimate) -> float:
    """Of what a risk costs: p·E[X²] − (p·E[X])², E[X²] = exp(2μ + 2σ²)."""
    return one.probability * math.exp(2 * one.mu + 2 * one.sigma**2) - one.expected_loss**2


def test_the_worked_value() -> None:
    assert round(WORKED.expected_loss, -2) == 40_400
    assert WORKED.mean_loss == pytest.approx(403_990, rel=1e-4)
    curve = loss_exceedance([WORKED])
    assert curve is not None
    assert round(curve.expected, -2) == 40_400
    assert (curve.even, curve.chance_of_any) == (0.0, pytest.approx(0.1))


@pytest.mark.parametrize("seed", range(3))
def test_drawn_totals_lie_within_four_standard_errors_of_the_closed_form(seed: int, proving: bool) -> None:
    draws = 2_000_000 if proving else 100_000
    totals = total_losses(LAUNCH, draws=draws, seed=seed)
    expected = sum(one.expected_loss for one in LAUNCH)
    error = math.sqrt(sum(variance(one) for one in LAUNCH) / draws)
    assert abs(totals.mean() - expected) <= 4 * error


@pytest.mark.parametrize("amount", [50_000, 316_228, 900_000])
def test_the_curve_of_one_risk_lies_within_four_standard_errors_of_its_lognormal(amount: float) -> None:
    draws = 100_000
    true = WORKED.probability * float(norm.sf((math.log(amount) - WORKED.mu) / WORKED.sigma))
    drawn = float((total_losses([WORKED], draws=draws, seed=9) > amount).mean())
    assert abs(drawn - true) <= 4 * math.sqrt(true * (1 - true) / draws)
    if amount == 900_000:
        assert 0.05 * 0.1 < true < 0.1 * 0.1, "the upper end of the range is passed 1 time in 20"


def test_the_same_risks_give_the_same_curve() -> None:
    one, other = loss_exceedance(LAUNCH, draws=1_000), loss_exceedance(LAUNCH, draws=1_000)
    assert one is not None
    assert other is not None
    assert one.frame.equals(other.frame)


@given(
    st.lists(st.tuples(st.floats(0, 1), st.floats(1, 1e6), st.floats(1, 50)), min_size=1, max_size=6),
)
def test_the_curve_falls_from_the_chance_that_anything_happens(risks: list[tuple[float, float, float]]) -> None:
    curve = loss_exceedance([estimate(p, low, low * width) for p, low, width in risks], draws=2_000)
    assert curve is not None
    chances = curve.frame["probability"].to_numpy()
    assert np.all(np.diff(chances) <= 0)
    assert np.all((chances >= 0) & (chances <= 1))
    assert curve.even <= curve.one_in_ten <= curve.one_in_twenty
    error = math.sqrt(max(curve.chance_of_any * (1 - curve.chance_of_any), 0) / 2_000)
    assert abs(chances[0] - curve.chance_of_any) <= 5 * error + 4 / 2_000  # a rare one may be drawn a few times


def test_without_an_estimate_there_is_no_curve() -> None:
    assert loss_exceedance([]) is None
    assert loss_estimate(probability=0.1, loss_low=0, loss_high=10) is None
    assert loss_estimate(probability=0.1, loss_low=10, loss_high=5) is None
    assert loss_estimate(probability=1.2, loss_low=5, loss_high=10) is None
