"""Expected loss: the published example, and what is unknown stays unknown."""

import math

import numpy as np
import pytest

from launchops.stats.risk import loss_estimate


def test_ten_percent_of_100k_to_1m_costs_40400() -> None:
    estimate = loss_estimate(probability=0.10, loss_low=100_000, loss_high=1_000_000)
    assert estimate is not None
    assert estimate.expected_loss == pytest.approx(40_400, rel=0.001)


def test_a_certain_loss_of_one_size_is_that_size() -> None:
    estimate = loss_estimate(probability=1, loss_low=500, loss_high=500)
    assert estimate is not None
    assert estimate.expected_loss == pytest.approx(500)


def test_the_mean_agrees_with_a_simulation_of_the_same_lognormal() -> None:
    low, high = 2_000.0, 30_000.0
    sigma = (math.log(high) - math.log(low)) / (2 * 1.6448536)
    draws = np.random.default_rng(5).lognormal((math.log(low) + math.log(high)) / 2, sigma, 400_000)
    assert np.quantile(draws, [0.05, 0.95]) == pytest.approx([low, high], rel=0.02)
    estimate = loss_estimate(probability=0.5, loss_low=low, loss_high=high)
    assert estimate is not None
    assert estimate.expected_loss == pytest.approx(0.5 * draws.mean(), rel=0.01)


@pytest.mark.parametrize(
    ("probability", "low", "high"),
    [
        (None, 1, 2),
        (0.1, None, 2),
        (0.1, 1, None),
        (1.2, 1, 2),
        (-0.1, 1, 2),
        (0.1, 0, 2),
        (0.1, 3, 2),
        (0.1, 1, math.inf),
        (math.nan, 1, 2),
    ],
)
def test_an_unknown_or_impossible_estimate_has_no_expected_loss(
    probability: float | None, low: float | None, high: float | None
) -> None:
    assert loss_estimate(probability=probability, loss_low=low, loss_high=high) is None
