"""What keeps a risk, a plan or a check from being saved: one sentence at one field."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from launchops.errors import RecordError
from launchops.review.risk_checks import check_capacity, check_floor, check_risk
from launchops.store.records import CapacityPlan, FloorCheck, Risk
from tests.review.make import risk

TODAY = date(2026, 3, 2)
PAST = TODAY - timedelta(days=1)
D = Decimal
READING, OWN = "reading:peak", "d7_retention"
PLAN = CapacityPlan(None, D(60), D("0.1"), D(300))

# fields of the risk, unit of its KPI (None: there is no such KPI) -> code, field
REFUSED: list[tuple[dict[str, Any], str | None, str, str]] = [
    ({"name": "  "}, "count", "field_required", "name"),
    ({"category": "cyber"}, "count", "choice_unknown", "category"),
    ({"probability": 1.01}, "count", "probability_range", "probability"),
    ({"probability": -0.1}, "count", "probability_range", "probability"),
    ({"probability": float("nan")}, "count", "probability_range", "probability"),
    ({"loss_low": D(0), "loss_high": D(9)}, "count", "loss_not_positive", "loss_low"),
    ({"loss_low": D(-1), "loss_high": D(9)}, "count", "loss_not_positive", "loss_low"),
    ({"loss_low": D(10), "loss_high": D(9)}, "count", "loss_reversed", "loss_high"),
    ({"loss_low": D(10)}, "count", "loss_half", "loss_high"),
    ({"loss_high": D(10)}, "count", "loss_half", "loss_low"),
    ({"loss_low": D("NaN"), "loss_high": D(10)}, "count", "field_not_number", "loss_low"),
    ({"trigger_kpi": "churn"}, None, "kpi_gone", "trigger_kpi"),
    ({"trigger_kpi": ""}, None, "trigger_without_kpi", "trigger_kpi"),
    ({"trigger_kpi": OWN, "trigger_unit": "days"}, "percent", "unit_other", "trigger_unit"),
    ({"trigger_kpi": OWN, "trigger_red": D(70)}, "percent", "percent_as_number", "trigger_red"),
    ({"trigger_kpi": OWN, "trigger_amber": D(-60)}, "percent", "percent_as_number", "trigger_amber"),
    ({"trigger_kpi": "dau", "trigger_amber": D(-1)}, "users", "value_negative", "trigger_amber"),
    ({"trigger_kpi": READING, "trigger_unit": "percent"}, "count", "unit_other_reading", "trigger_unit"),
    ({"trigger_red": None}, "count", "trigger_without_red", "trigger_red"),
    ({"trigger_direction": "below"}, "count", "limits_crossed_trigger", "trigger_amber"),
    ({"trigger_amber": D("0.8")}, "count", "limits_crossed_trigger", "trigger_amber"),
    ({"trigger_readings": 0}, "count", "readings_too_few", "trigger_readings"),
    ({"trigger_stale_days": 0}, "count", "days_too_few", "trigger_stale_days"),
    ({"review_on": PAST}, "count", "review_in_past", "review_on"),
    ({"status": "accepted"}, "count", "acceptance_without_end", "accepted_until"),
    ({"status": "accepted", "accepted_until": PAST}, "count", "acceptance_in_past", "accepted_until"),
    ({"status": "triggered"}, "count", "choice_unknown", "status"),  # computed, never saved
]


@pytest.mark.parametrize(("fields", "unit", "code", "field"), REFUSED)
def test_a_risk_that_cannot_be_is_refused_at_its_field(
    fields: dict[str, Any], unit: str | None, code: str, field: str
) -> None:
    with pytest.raises(RecordError) as refused:
        check(risk(**fields), unit, latest=12.0)
    assert (refused.value.code, refused.value.field) == (code, field)
    assert str(refused.value) != code, "it is said in words"


def check(the_risk: Risk, unit: str | None = "count", *, before: Risk | None = None, latest: float = 0.5) -> None:
    """The check of a risk on TODAY."""
    check_risk(the_risk, before=before, kpi_unit=unit, today=TODAY, latest=latest)


def test_a_risk_that_can_be_passes() -> None:
    check(risk())
    check(risk(trigger_kpi="", trigger_amber=None, trigger_red=None), None)
    check(risk(trigger_unit="percent", trigger_kpi=READING))
    check(risk(trigger_amber=None))
    check(risk(trigger_amber=D("0.7"), trigger_red=D("0.7")))
    check(risk(review_on=TODAY, status="accepted", accepted_until=TODAY))
    check(risk(probability=0.0, loss_low=D(5), loss_high=D(5)))


def test_a_date_that_has_passed_may_stay_but_not_be_set() -> None:
    saved = risk(review_on=PAST, status="accepted", accepted_until=PAST)
    check(replace(saved, owner="Product lead"), before=saved)
    with pytest.raises(RecordError, match="review date has passed"):
        check(replace(saved, review_on=PAST - timedelta(days=1)), before=saved)


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"tested_limit": D(0)}, "limit_not_positive", "tested_limit"),
        ({"peak_hour_share": D("1.1")}, "share_range", "peak_hour_share"),
        ({"requests_per_user": D(-1)}, "limit_not_positive", "requests_per_user"),
        ({"requests_per_user": D("Infinity")}, "field_not_number", "requests_per_user"),
        ({"tested_on": TODAY + timedelta(days=1)}, "day_in_future", "tested_on"),
    ],
)
def test_a_capacity_plan_that_cannot_be_is_refused(fields: dict[str, Any], code: str, field: str) -> None:
    check_capacity(PLAN, today=TODAY)
    with pytest.raises(RecordError) as refused:
        check_capacity(replace(PLAN, **fields), today=TODAY)
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize(
    ("days", "floor", "code", "field"),
    [
        (0, 10, "days_too_few", "days_after"),
        (5, 0, "limit_not_positive", "floor"),
        (3, 10, "check_twice", "days_after"),
        (5, 9, "floors_falling", "floor"),
        (5, 31, "floors_falling", "floor"),
    ],
)
def test_a_floor_check_that_cannot_be_is_refused(days: int, floor: int, code: str, field: str) -> None:
    others = [FloorCheck(1, 3, D(10)), FloorCheck(2, 7, D(30))]
    check_floor(FloorCheck(None, 5, D(20)), others=others)
    with pytest.raises(RecordError) as refused:
        check_floor(FloorCheck(None, days, D(floor)), others=others)
    assert (refused.value.code, refused.value.field) == (code, field)
