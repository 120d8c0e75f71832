"""Expected loss of a risk from its probability and a 90 % range of the loss, in closed form."""

import math

from scipy.stats import norm

WIDTH_OF_90_PERCENT = 2 * float(norm.ppf(0.95))  # 3.2897 standard deviations between the 5 % and 95 % points


def expected_loss(*, probability: float | None, loss_low: float | None, loss_high: float | None) -> float | None:
    """Probability × mean of a lognormal loss whose 90 % range is `loss_low` … `loss_high`.

    p × exp(μ + σ²/2) with μ = (ln L + ln H)/2 and σ = (ln H − ln L)/3.2897 (the riskquant model).
    None where the probability or the range is not known or cannot be: a probability outside 0…1, a low end of
    zero or less, a high end under the low one.
    """
    if probability is None or loss_low is None or loss_high is None:
        return None
    if not 0 <= probability <= 1 or not 0 < loss_low <= loss_high or math.isinf(loss_high):
        return None
    mu = (math.log(loss_low) + math.log(loss_high)) / 2
    sigma = (math.log(loss_high) - math.log(loss_low)) / WIDTH_OF_90_PERCENT
    return probability * math.exp(mu + sigma**2 / 2)
