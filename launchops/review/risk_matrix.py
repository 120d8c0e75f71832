"""The picture of 5 × 5, and where it disagrees with the ranking by expected loss.

Bands lose what decides: Cox (2008) shows that such a matrix orders perhaps a tenth of random pairs of risks
unambiguously. So it is only drawn, never ranked by, and every risk it misplaces says so.
"""

from bisect import bisect_right
from collections.abc import Sequence

from launchops.locale import Message
from launchops.review.results import RiskStatus
from launchops.review.risk_results import MatrixCell, RiskMatrix

LIKELIHOOD_LIMITS = (0.05, 0.15, 0.35, 0.65)
IMPACT_STEP = 3.0  # each band of the loss reaches three times as far as the one below; the dearest risk is in the fifth


def risk_matrix(statuses: Sequence[RiskStatus]) -> RiskMatrix | None:
    """The open risks with an estimate in the picture, by expected loss; None where none has one.

    The limits of the loss follow from the largest mean loss: a ninth of it … so that the bands fit this launch.
    """
    open_risks = [status for status in statuses if status.status != "closed"]
    known = [status for status in open_risks if status.expected_loss is not None and status.mean_loss is not None]
    if not known:
        return None
    limits = _impact_limits(max(status.mean_loss or 0.0 for status in known))
    ranked = sorted(known, key=lambda status: -(status.expected_loss or 0.0))
    scores = [_bands(status, limits) for status in ranked]
    cells = tuple(
        MatrixCell(
            risk_id=status.risk.id or 0,
            name=status.risk.name,
            likelihood=likelihood,
            impact=impact,
            score=likelihood * impact,
            expected_loss=status.expected_loss or 0.0,
            note=_note(place, ranked, [one * other for one, other in scores]),
        )
        for place, (status, (likelihood, impact)) in enumerate(zip(ranked, scores, strict=True))
    )
    return RiskMatrix(
        cells=cells,
        likelihood_limits=LIKELIHOOD_LIMITS,
        impact_limits=limits,
        disagreements=sum(cell.note is not None for cell in cells),
        unknown_count=len(open_risks) - len(known),
    )


def _impact_limits(largest: float) -> tuple[float, float, float, float]:
    fourth, third, second, first = (largest / IMPACT_STEP**power for power in (1, 2, 3, 4))
    return first, second, third, fourth


def _bands(status: RiskStatus, limits: tuple[float, float, float, float]) -> tuple[int, int]:
    """Likelihood and impact, 1 … 5; a value on a limit stands in the upper band."""
    return (
        1 + bisect_right(LIKELIHOOD_LIMITS, status.risk.probability or 0.0),
        1 + bisect_right(limits, status.mean_loss or 0.0),
    )


def _note(place: int, ranked: Sequence[RiskStatus], scores: Sequence[int]) -> Message | None:
    """The cheapest risk that the picture puts above a dearer one; None where the two orders agree."""
    mine = ranked[place]
    lower = [other for other in range(place + 1, len(ranked)) if scores[other] > scores[place]]
    if not lower:
        return None
    other = ranked[lower[-1]]
    params = {"name": other.risk.name, "loss": mine.expected_loss, "other": other.expected_loss}
    return Message("matrix_disagrees", {**params, "currency": mine.currency})
