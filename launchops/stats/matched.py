"""The matched difference among participants, from counts (METHODS §3.4)."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy.stats import norm

from launchops.stats.counted import MatchedCells
from launchops.stats.differences import newcombe_interval
from launchops.stats.results import Interval, MatchedEffect

Z95 = float(norm.isf(0.025))
ROUNDING = 1e-9  # below this a standard error is what floating-point sums leave of zero
Counts = npt.NDArray[np.float64]


@dataclass(frozen=True)
class _Cells:
    """The columns as arrays, outcomes as fractions of 1."""

    n1: Counts
    n0: Counts
    sum1: Counts
    sum0: Counts
    squares: float  # Σy² of both sides over all cells
    later: Counts


def matched_effect(cells: MatchedCells) -> MatchedEffect | None:
    """The difference between participants and the others of their cells, with a 95 % interval.

    Σ n₁(ȳ₁ − ȳ₀) ÷ Σ n₁ over cells with both sides: the effect among participants. The standard error is by
    user (a user may stand on several days) plus the pooled variance for every side of one user. Both are
    divided by 1 − the share of others who joined later. None where no cell has both sides, or where every
    other joined later.
    """
    c = _arrays(cells)
    total = float(c.n1.sum())
    if not total:
        return None
    joined_later = float((c.n1 * c.later / c.n0).sum() / total)
    if joined_later >= 1:
        return None
    diluted = float((c.n1 * (c.sum1 / c.n1 - c.sum0 / c.n0)).sum() / total)
    variance = cells.residual_square_sum / cells.unit**2 / total**2 + _lone_variance(c)
    diluted_error = float(np.sqrt(variance))
    interval = _interval(c, diluted, diluted_error)
    stayed_out = 1 - joined_later
    return MatchedEffect(
        difference=diluted / stayed_out,
        low=interval.low / stayed_out,
        high=interval.high / stayed_out,
        standard_error=diluted_error / stayed_out,
        diluted_difference=diluted,
        diluted_standard_error=diluted_error,
        participants=cells.participants,
        participants_matched=int(total),
        others=cells.others_matched,
        strata=len(c.n1),
        level=cells.level,
        joined_later=joined_later,
        participant_rate=float(c.sum1.sum()) / total,
        other_rate=float((c.n1 * c.sum0 / c.n0).sum()) / total,
    )


def design_effect(cells: MatchedCells) -> float:
    """How much wider the variance is because users stand on several days: by user ÷ by visit; at least 1."""
    c = _arrays(cells)
    by_visit = float((c.n1**2 * (_variance(c.sum1, c.n1) / c.n1 + _variance(c.sum0, c.n0) / c.n0)).sum())
    return max(1.0, cells.residual_square_sum / cells.unit**2 / by_visit) if by_visit > ROUNDING else 1.0


def _variance(total: Counts, n: Counts) -> Counts:
    """Sample variance of a yes/no outcome per cell; 0 for a side of one user."""
    mean = total / n
    return mean * (1 - mean) * n / np.maximum(n - 1, 1) * (n > 1)


def _arrays(cells: MatchedCells) -> _Cells:
    def column(name: str) -> Counts:
        return np.asarray(cells.cells[name], dtype=np.float64)

    return _Cells(
        n1=column("participants"),
        n0=column("others"),
        sum1=column("participant_sum") / cells.unit,
        sum0=column("other_sum") / cells.unit,
        squares=float((column("participant_square_sum") + column("other_square_sum")).sum()) / cells.unit**2,
        later=column("later_joiners"),
    )


def _lone_variance(c: _Cells) -> float:
    """Variance of the sides of one user, which have no residual: the one pooled over cells and sides.

    For a yes/no outcome that is p(1 − p). Without this term the interval covers only 87–92 %.
    """
    rows = float((c.n1 + c.n0).sum())
    mean = float((c.sum1 + c.sum0).sum()) / rows
    pooled = max(0.0, c.squares / rows - mean**2)
    lone = (c.n1 == 1).sum() + (c.n1[c.n0 == 1] ** 2).sum()
    return float(pooled * lone / c.n1.sum() ** 2)


def _interval(c: _Cells, difference: float, standard_error: float) -> Interval:
    """difference ± 1.96 standard errors; Newcombe on the matched totals where no cell varies at all.

    Nobody, or everybody, came back on a side: a width of zero would claim a certainty that counts never give.
    """
    if standard_error > ROUNDING:
        return Interval(difference - Z95 * standard_error, difference + Z95 * standard_error)
    participants = float(c.n1.sum())
    others = participants**2 / float((c.n1**2 / c.n0).sum())  # as many as weigh the same unweighted
    share1 = float(c.sum1.sum()) / participants
    share0 = float((c.n1 * c.sum0 / c.n0).sum()) / participants
    return newcombe_interval(share1 * participants, participants, share0 * others, others)
