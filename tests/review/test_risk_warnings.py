"""What stands against a list of risks, and where the picture of 5 × 5 disagrees with the ranking."""

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from launchops.locale import say
from launchops.review.results import RiskStatus
from launchops.review.risk_matrix import risk_matrix
from launchops.review.risk_warnings import risk_warnings
from launchops.review.risks import risk_status
from launchops.review.triggers import trigger_state
from launchops.stats.risk import loss_estimate
from tests.review.make import constant, day, on, risk, series

TODAY = 120


def judged(readings: Any = None, **fields: Any) -> RiskStatus:
    """A risk as it stands on day 120."""
    the_risk = risk(**fields)
    low, high = (None if value is None else float(value) for value in (the_risk.loss_low, the_risk.loss_high))
    estimate = loss_estimate(probability=the_risk.probability, loss_low=low, loss_high=high)
    return risk_status(
        the_risk,
        trigger=trigger_state(the_risk, readings, as_of_day=day(TODAY)),
        expected_loss=None if estimate is None else estimate.expected_loss,
        mean_loss=None if estimate is None else estimate.mean_loss,
        today_day=day(TODAY),
        currency="CNY",
    )


def codes(status: RiskStatus) -> list[str]:
    return [note.code for note in status.warnings]


def test_a_review_is_overdue_from_the_day_after_its_date_and_never_of_a_closed_risk() -> None:
    assert codes(judged(review_on=on(TODAY))) == []
    late = judged(review_on=on(TODAY - 1))
    assert (codes(late), late.review_overdue_days) == (["risk_is_overdue"], 1)
    assert say(late.warnings[0]) == "Review overdue by 1 day. Look at it and set the next date."
    assert codes(judged(review_on=on(0), status="closed")) == []


def test_an_acceptance_that_is_over_is_said() -> None:
    over = judged(status="accepted", accepted_until=on(TODAY - 1))
    assert (over.status, over.is_acceptance_over, codes(over)) == ("open", True, ["risk_acceptance_is_over"])


@pytest.mark.parametrize(
    ("probability", "kpi", "red", "is_extreme"),
    [
        (0.04, "", None, True),
        (0.04, "dau", None, True),  # a trigger that can never fire watches nothing
        (0.04, "dau", Decimal(1), False),
        (0.05, "", None, False),
        (None, "", None, False),
    ],
)
def test_an_extreme_is_improbable_and_watched_by_nothing(
    probability: float | None, kpi: str, red: Decimal | None, is_extreme: bool
) -> None:
    status = judged(probability=probability, trigger_kpi=kpi, trigger_amber=None, trigger_red=red)
    assert ("risk_is_extreme" in codes(status)) == is_extreme


def test_perpetual_green_is_long_and_far_from_its_limits() -> None:
    # amber 0.6: readings of 0.1 … 0.2 lie 0.1 apart and 0.4 from it
    far = {place: 0.1 + 0.1 * (place % 2) for place in range(TODAY)}
    assert codes(judged(series(far))) == ["risk_is_perpetual_green"]
    assert say(judged(series(far)).warnings[0]).startswith("Green for 120 days.")
    assert codes(judged(series({place: far[place] for place in range(40, TODAY)}))) == []  # 80 days
    assert codes(judged(series({**far, 50: 0.5}))) == []  # it came near: 0.1 away, readings 0.4 apart
    assert codes(judged(series({**far, 50: 0.6}))) == []  # it was amber
    assert codes(judged(constant(0.9, TODAY))) == []


def test_the_list_says_each_kind_once_with_names_and_too_many_from_the_twenty_first() -> None:
    late = judged(review_on=on(TODAY - 3), name="Late")
    assert risk_warnings([judged()] * 20) == ()
    words = [say(warning) for warning in risk_warnings([late, *[judged()] * 20])]
    assert words == [
        "21 open risks are too many to watch: keep 20 at most. Close the far-fetched ones.",
        "Reviews overdue: Late. Look at them and set the next date.",
    ]
    closed = replace(late, status="closed")
    assert risk_warnings([closed] * 30) == ()


def test_a_warning_names_five_risks_and_counts_the_rest() -> None:
    late = [judged(review_on=on(TODAY - 3), name=f"R{number}") for number in range(7)]
    (warning,) = risk_warnings(late)
    assert say(warning) == "Reviews overdue: R0, R1, R2, R3, R4, 2 more. Look at them and set the next date."


def with_loss(number: int, probability: float, low: int, high: int) -> RiskStatus:
    return judged(
        id=number, name=f"Risk {number}", probability=probability, loss_low=Decimal(low), loss_high=Decimal(high)
    )


def test_the_picture_has_five_bands_each_way() -> None:
    matrix = risk_matrix(
        [with_loss(1, 0.65, 81_000, 81_000), with_loss(2, 0.04, 999, 999), with_loss(3, 0.2, 9_001, 9_001)]
    )
    assert matrix is not None
    assert matrix.impact_limits == pytest.approx((1_000, 3_000, 9_000, 27_000))
    places = {cell.risk_id: (cell.likelihood, cell.impact) for cell in matrix.cells}
    assert places == {1: (5, 5), 2: (1, 1), 3: (3, 4)}
    assert [cell.risk_id for cell in matrix.cells] == [1, 3, 2]
    assert matrix.disagreements == 0


def test_a_risk_that_the_picture_puts_under_a_cheaper_one_says_so() -> None:
    # 0.36 × 8,900 = 3,204 in cell 4 × 3 = 12; 0.14 × 81,000 = 11,340 in cell 2 × 5 = 10
    matrix = risk_matrix([with_loss(1, 0.36, 8_900, 8_900), with_loss(2, 0.14, 81_000, 81_000)])
    assert matrix is not None
    dearer, cheaper = matrix.cells
    assert (dearer.risk_id, dearer.score, cheaper.score, matrix.disagreements) == (2, 10, 12, 1)
    assert cheaper.note is None
    assert dearer.note is not None
    assert say(dearer.note).replace("\xa0", " ") == (
        "Stands below “Risk 1” in the picture, yet should cost more (¥ 11,340 against ¥ 3,204)."
    )


def test_risks_without_an_estimate_are_counted_not_drawn() -> None:
    assert risk_matrix([judged()]) is None
    matrix = risk_matrix([judged(), with_loss(2, 0.2, 10, 20), judged(status="closed")])
    assert matrix is not None
    assert (len(matrix.cells), matrix.unknown_count) == (1, 1)
