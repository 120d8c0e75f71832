"""Loss of a risk if it happens, and expected loss, from its probability and a 90 % range of the loss, in closed form.

The model of riskquant: the loss is lognormal, its 5 % and 95 % points are the ends of the range.
"""

import math
from dataclasses import dataclass
from statistics import NormalDist

WIDTH_OF_90_PERCENT = 2 * NormalDist().inv_cdf(0.95)  # 3.2897 standard deviations between the 5 % and 95 % points


@dataclass(frozen=True)
class LossEstimate:
    """A risk's probability and the lognormal loss behind its range: `mu` and `sigma` of the logarithm."""

    probability: float
    mu: float
    sigma: float

    @property
    def mean_loss(self) -> float:
        """The mean loss if it happens: exp(μ + σ²/2)."""
        return math.exp(self.mu + self.sigma**2 / 2)

    @property
    def expected_loss(self) -> float:
        """Probability × mean loss."""
        return self.probability * self.mean_loss


def loss_estimate(*, probability: float | None, loss_low: float | None, loss_high: float | None) -> LossEstimate | None:
    """The estimate with μ = (ln L + ln H)/2 and σ = (ln H − ln L)/3.2897.

    None where the probability or the range is not known or cannot be: a probability outside 0…1, a low end of
    zero or less, a high end under the low one.
    """
    if probability is None or loss_low is None or loss_high is None:
        return None
    if not 0 <= probability <= 1 or not 0 < loss_low <= loss_high or math.isinf(loss_high):
        return None
    low, high = math.log(loss_low), math.log(loss_high)
    return LossEstimate(probability, (low + high) / 2, (high - low) / WIDTH_OF_90_PERCENT)
