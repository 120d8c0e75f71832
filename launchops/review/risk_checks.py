"""What keeps a risk, a capacity plan or a floor check from being saved: one sentence at one field."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal

from launchops.errors import RecordError
from launchops.review.goal_checks import READING_PREFIX, UNITS, check_choices, check_filled, check_value
from launchops.store.records import CapacityPlan, FloorCheck, Risk

CATEGORIES = (
    *("capacity", "contingency", "abuse", "cost", "nobody_comes"),
    *("retention", "dependence", "data", "people", "other"),
)
CHOICES: dict[str, tuple[str, ...]] = {
    "category": ("", *CATEGORIES),
    "knowledge": ("weak", "medium", "strong"),
    "response": ("avoid", "mitigate", "transfer", "accept"),
    "trigger_direction": ("above", "below"),
    "trigger_unit": ("", *UNITS),
    "status": ("open", "accepted", "closed"),
}


def check_risk(
    risk: Risk, *, before: Risk | None, kpi_unit: str | None, today: date, latest: float | None = None
) -> None:
    """RecordError with the field that is wrong.

    `before`: the risk as it was saved last, None for a new one: a date that was there already may have passed.
    `kpi_unit`: the unit of the trigger's KPI, None where there is no such KPI; `latest`: its last value.
    """
    check_filled(risk, ("name",))
    check_choices(risk, CHOICES)
    _check_loss(risk)
    _check_trigger(risk, kpi_unit, latest)
    if risk.review_on is not None and risk.review_on < today and not _is_kept(risk, before, "review_on"):
        raise RecordError("review_in_past", field="review_on")
    _check_acceptance(risk, before, today)


def _check_loss(risk: Risk) -> None:
    if risk.probability is not None and not 0 <= risk.probability <= 1:  # also false where it is no number
        raise RecordError("probability_range", field="probability")
    for field, other in (("loss_low", risk.loss_high), ("loss_high", risk.loss_low)):
        value: Decimal | None = getattr(risk, field)
        if value is None and other is not None:
            raise RecordError("loss_half", field=field)
        if value is not None and not value.is_finite():
            raise RecordError("field_not_number", field=field, value=str(value))
    if risk.loss_low is not None and risk.loss_low <= 0:
        raise RecordError("loss_not_positive", field="loss_low")
    if risk.loss_low is not None and risk.loss_high is not None and risk.loss_high < risk.loss_low:
        raise RecordError("loss_reversed", field="loss_high")


def _check_trigger(risk: Risk, kpi_unit: str | None, latest: float | None) -> None:
    if risk.trigger_readings < 1:
        raise RecordError("readings_too_few", field="trigger_readings")
    if risk.trigger_stale_days < 1:
        raise RecordError("days_too_few", field="trigger_stale_days")
    amber, red = risk.trigger_amber, risk.trigger_red
    if not risk.trigger_kpi:
        if amber is not None or red is not None:
            raise RecordError("trigger_without_kpi", field="trigger_kpi")
        return
    if kpi_unit is None:
        raise RecordError("kpi_gone", field="trigger_kpi", name=risk.trigger_kpi)
    _check_unit(risk, kpi_unit, latest)
    for field in ("trigger_amber", "trigger_red"):
        check_value(getattr(risk, field), risk.trigger_unit or kpi_unit, field=field)
    if red is None and amber is not None:
        raise RecordError("trigger_without_red", field="trigger_red")
    if amber is not None and red is not None and amber != red and (amber > red) == (risk.trigger_direction == "above"):
        raise RecordError("limits_crossed_trigger", field="trigger_amber")


def _check_unit(risk: Risk, kpi_unit: str, latest: float | None) -> None:
    """Only a reading has no unit of its own; what is given must go with its values."""
    is_reading = risk.trigger_kpi.startswith(READING_PREFIX)
    if risk.trigger_unit and not is_reading and risk.trigger_unit != kpi_unit:
        raise RecordError("unit_other", field="trigger_unit")
    if is_reading and risk.trigger_unit and latest is not None:
        try:
            check_value(latest, risk.trigger_unit, field="trigger_unit")
        except RecordError:
            raise RecordError("unit_other_reading", field="trigger_unit", value=latest) from None


def _check_acceptance(risk: Risk, before: Risk | None, today: date) -> None:
    if risk.status != "accepted":
        return
    if risk.accepted_until is None:
        raise RecordError("acceptance_without_end", field="accepted_until")
    if risk.accepted_until < today and not _is_kept(risk, before, "accepted_until"):
        raise RecordError("acceptance_in_past", field="accepted_until")


def _is_kept(risk: Risk, before: Risk | None, field: str) -> bool:
    """Whether a field says what it said when the risk was saved last."""
    return before is not None and getattr(before, field) == getattr(risk, field)


def check_capacity(plan: CapacityPlan, *, today: date) -> None:
    """RecordError with the field that is wrong."""
    for field in ("tested_limit", "peak_hour_share", "requests_per_user"):
        value: Decimal = getattr(plan, field)
        if not value.is_finite():
            raise RecordError("field_not_number", field=field, value=str(value))
        if value <= 0:
            raise RecordError("limit_not_positive", field=field)
    if plan.peak_hour_share > 1:
        raise RecordError("share_range", field="peak_hour_share")
    if plan.tested_on is not None and plan.tested_on > today:
        raise RecordError("day_in_future", field="tested_on")


def check_floor(check: FloorCheck, *, others: Sequence[FloorCheck]) -> None:
    """RecordError with the field that is wrong. `others`: the saved checks beside this one."""
    if check.days_after < 1:
        raise RecordError("days_too_few", field="days_after")
    if not check.floor.is_finite():
        raise RecordError("field_not_number", field="floor", value=str(check.floor))
    if check.floor <= 0:
        raise RecordError("limit_not_positive", field="floor")
    if any(other.days_after == check.days_after for other in others):
        raise RecordError("check_twice", field="days_after", days=check.days_after)
    if not _is_rising([*others, check]):
        raise RecordError("floors_falling", field="floor")


def _is_rising(checks: Iterable[FloorCheck]) -> bool:
    """Whether every check asks for at least as many as the one before."""
    floors = [check.floor for check in sorted(checks, key=lambda check: check.days_after)]
    return floors == sorted(floors)
