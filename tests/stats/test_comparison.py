"""The verdict: the first gate that does not open decides."""

from dataclasses import dataclass, replace

import pytest

from launchops.stats.comparison import verdict_code
from launchops.stats.results import MatchedEffect
from tests.stats.test_matched import Cells


@dataclass(frozen=True)
class People(Cells):
    """Cells with the people behind them."""

    rows: list[tuple[int, ...]]
    days: tuple[int, int] = (8, 14)
    participants: int = 100
    participants_active: int = 100
    participants_unfinished: int = 0
    others: int = 100


def effect(low: float, high: float, *, matched: int = 95) -> MatchedEffect:
    middle, error = (low + high) / 2, (high - low) / 3.92
    return MatchedEffect(
        difference=middle,
        low=low,
        high=high,
        standard_error=error,
        diluted_difference=middle,
        diluted_standard_error=error,
        participants=100,
        participants_matched=matched,
        others=90,
        strata=10,
        level=0,
        joined_later=0.0,
    )


MANY = People([])
HIGHER, LOWER, UNCLEAR = effect(0.02, 0.06), effect(-0.06, -0.02), effect(-0.01, 0.05)
ALIKE, DIFFERENT = effect(-0.01, 0.02), effect(0.01, 0.03)


@pytest.mark.parametrize(
    ("cells", "matched", "control", "verdict"),
    [
        (MANY, HIGHER, ALIKE, "associated_higher"),
        (MANY, LOWER, ALIKE, "associated_lower"),
        (MANY, UNCLEAR, ALIKE, "no_clear_difference"),
        (MANY, HIGHER, None, "associated_higher"),  # nobody comparable two weeks earlier: nothing against it
        (MANY, HIGHER, DIFFERENT, "already_different"),
        (MANY, UNCLEAR, DIFFERENT, "already_different"),
        (MANY, effect(0.02, 0.06, matched=50), ALIKE, "associated_higher"),
        (MANY, effect(0.02, 0.06, matched=49), DIFFERENT, "not_comparable"),
        (MANY, None, ALIKE, "not_comparable"),
        (replace(MANY, participants=29), HIGHER, ALIKE, "too_early"),
        (replace(MANY, others=29), HIGHER, ALIKE, "too_early"),
        (replace(MANY, participants=30, others=30), HIGHER, ALIKE, "associated_higher"),
        (replace(MANY, participants=0, participants_unfinished=80), None, ALIKE, "too_early"),
        (replace(MANY, participants_unfinished=80), HIGHER, ALIKE, "associated_higher"),
        (MANY, effect(0.0, 0.04), ALIKE, "no_clear_difference"),
    ],
)
def test_the_first_closed_gate_decides(
    cells: People, matched: MatchedEffect | None, control: MatchedEffect | None, verdict: str
) -> None:
    assert verdict_code(cells, matched, control) == verdict
