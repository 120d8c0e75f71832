"""How likely it is that all risks together cost more than an amount, from seeded draws."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from launchops.stats.risk import LossEstimate
from launchops.stats.risk_results import LossExceedance

DRAWS = 50_000
SEED = 5
POINTS = 101
RAREST = 0.001  # the curve ends at the total that one draw in a thousand passes

Values = npt.NDArray[np.float64]


def loss_exceedance(
    estimates: Sequence[LossEstimate], *, unknown_count: int = 0, draws: int = DRAWS, seed: int = SEED
) -> LossExceedance | None:
    """The chance of each total loss, every risk happening at most once and independently of the others.

    The mean total and the chance that anything happens are in closed form; the curve and the totals of 1 in 2, 10 and
    20 are of `draws` launches drawn with `seed`, so that the same risks give the same curve. None without a risk.
    """
    if not estimates:
        return None
    totals = np.sort(total_losses(estimates, draws=draws, seed=seed))
    even, one_in_ten, one_in_twenty, rarest = np.quantile(totals, (0.5, 0.9, 0.95, 1 - RAREST))
    amounts = np.unique(np.linspace(0.0, float(rarest), POINTS))  # one row where nothing ever happens
    above = 1 - np.searchsorted(totals, amounts, side="right") / draws
    return LossExceedance(
        frame=pd.DataFrame({"loss": amounts, "probability": above}),
        expected=sum(estimate.expected_loss for estimate in estimates),
        even=float(even),
        one_in_ten=float(one_in_ten),
        one_in_twenty=float(one_in_twenty),
        chance_of_any=1 - float(np.prod([1 - estimate.probability for estimate in estimates])),
        risk_count=len(estimates),
        unknown_count=unknown_count,
        draws=draws,
    )


def total_losses(estimates: Sequence[LossEstimate], *, draws: int, seed: int) -> Values:
    """The total loss of each drawn launch: of every risk nothing, or a lognormal loss where it happens."""
    rng = np.random.default_rng(seed)
    totals = np.zeros(draws)
    for estimate in estimates:
        happens = np.flatnonzero(rng.random(draws) < estimate.probability)
        totals[happens] += rng.lognormal(estimate.mu, estimate.sigma, len(happens))
    return totals
