"""The matched difference on cells counted by hand."""

from dataclasses import dataclass, field

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from launchops.stats.differences import newcombe_interval
from launchops.stats.matched import matched_effect

NAMES = [
    "participants",
    "others",
    "participant_sum",
    "participant_square_sum",
    "other_sum",
    "other_square_sum",
    "later_joiners",
]


@dataclass(frozen=True)
class Cells:
    """Cells as the engine would count them; yes/no outcomes unless `unit` says otherwise."""

    rows: list[tuple[int, ...]]
    residual_square_sum: float = 0.0
    unit: int = 1
    level: int = 0
    participants: int = 10
    others_matched: int = 8
    cells: pd.DataFrame = field(init=False)

    def __post_init__(self) -> None:
        frame = pd.DataFrame(self.rows, columns=NAMES, dtype="int64")
        object.__setattr__(self, "cells", frame)


def cell(n1: int, n0: int, x1: int, x0: int, later: int = 0) -> tuple[int, ...]:
    return (n1, n0, x1, x1, x0, x0, later)


def test_the_estimate_weighs_cells_by_their_participants() -> None:
    effect = matched_effect(Cells([cell(4, 10, 2, 1), cell(2, 5, 2, 3)], residual_square_sum=3.6))
    assert effect is not None
    assert effect.difference == pytest.approx((4 * (0.5 - 0.1) + 2 * (1.0 - 0.6)) / 6)
    assert effect.standard_error == pytest.approx((3.6 / 36) ** 0.5)
    assert effect.low == pytest.approx(effect.difference - 1.959964 * effect.standard_error, abs=1e-6)
    assert (effect.participants_matched, effect.participants, effect.strata) == (6, 10, 2)
    assert effect.share_matched == 0.6


def test_a_side_of_one_user_adds_the_pooled_variance() -> None:
    effect = matched_effect(Cells([cell(1, 4, 1, 1), cell(3, 1, 0, 1), cell(2, 5, 1, 2)], 1.0))
    assert effect is not None
    pooled = 6 / 16 * (1 - 6 / 16)  # 6 of 16 user-days returned
    assert effect.standard_error == pytest.approx((1.0 / 36 + pooled * (1 + 3**2) / 36) ** 0.5)


def test_later_joiners_stretch_difference_and_error_alike() -> None:
    effect = matched_effect(Cells([cell(4, 10, 2, 1, later=5), cell(2, 5, 2, 3, later=0)], 3.6))
    assert effect is not None
    assert effect.joined_later == pytest.approx(4 * 0.5 / 6)
    assert effect.diluted_difference == pytest.approx(0.4)
    assert effect.difference == pytest.approx(0.4 / (1 - 1 / 3))
    assert effect.standard_error == pytest.approx(effect.diluted_standard_error / (1 - 1 / 3))


def test_shares_of_a_week_count_in_sevenths() -> None:
    days = Cells([(2, 2, 7, 29, 3, 5, 0)], residual_square_sum=49.0, unit=7)
    effect = matched_effect(days)
    assert effect is not None
    assert effect.difference == pytest.approx(7 / 14 - 3 / 14)
    assert effect.standard_error == pytest.approx(0.5)


def test_no_cell_with_both_sides_is_unknown() -> None:
    assert matched_effect(Cells([])) is None


def test_when_every_other_joins_later_nothing_is_known() -> None:
    assert matched_effect(Cells([cell(3, 2, 1, 1, later=2)], 1.0)) is None


def test_cells_without_any_variation_still_give_an_interval() -> None:
    effect = matched_effect(Cells([cell(20, 40, 20, 0)]))
    assert effect is not None
    expected = newcombe_interval(20, 20, 0, 40)
    assert effect.difference == 1.0
    assert (effect.low, effect.high) == pytest.approx((expected.low, expected.high))
    assert effect.low < 0.9


@given(
    st.lists(
        st.tuples(st.integers(1, 30), st.integers(1, 30), st.floats(0, 1), st.floats(0, 1)),
        min_size=1,
        max_size=6,
    ),
    st.floats(0, 50),
)
def test_the_interval_holds_the_difference_and_order_of_cells_does_not_matter(
    shapes: list[tuple[int, int, float, float]], residual: float
) -> None:
    rows = [cell(n1, n0, round(p1 * n1), round(p0 * n0)) for n1, n0, p1, p0 in shapes]
    effect, other = matched_effect(Cells(rows, residual)), matched_effect(Cells(rows[::-1], residual))
    assert effect is not None
    assert other is not None
    assert effect.low - 1e-9 <= effect.difference <= effect.high + 1e-9
    assert effect.high - effect.low > 1e-9
    assert -1 <= effect.diluted_difference <= 1
    assert other.difference == pytest.approx(effect.difference, abs=1e-12)
    assert other.standard_error == pytest.approx(effect.standard_error, abs=1e-9)
