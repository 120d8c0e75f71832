"""What keeps a goal, a milestone, a check-in or a typed reading from being saved: one sentence at one field."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from launchops.errors import RecordError
from launchops.review.progress import STAY_TYPES
from launchops.store.records import CheckIn, Goal, Milestone

TARGET_TYPES = ("rise_to", "fall_to", "stay_above", "stay_below")
UNITS = ("count", "users", "percent", "points", "money", "days", "ratio")
STATUSES = (
    *("on_track", "behind", "at_risk", "met", "missed", "in_tolerance", "out_of_tolerance"),
    *("not_started", "stale", "no_data", "too_few_data"),
)
CHOICES: dict[str, tuple[str, ...]] = {
    "target_type": TARGET_TYPES,
    "kind": ("output", "input"),
    "cadence": ("daily", "weekly", "monthly"),
    "maturity": ("defined", "instrumented", "complete"),
    "unit": ("", *UNITS),
    "override_status": ("", *STATUSES),
}
READING_PREFIX = "reading:"
BELOW_ZERO = ("count", "ratio")  # readings without a unit may be negative, and so may a ratio


def check_goal(goal: Goal, *, kpi_unit: str | None, latest: float | None = None) -> None:
    """RecordError with the field that is wrong. `kpi_unit`: None without such a KPI; `latest`: its last value."""
    check_filled(goal, ("name", "kpi"))
    check_choices(goal, CHOICES)
    if kpi_unit is None:
        raise RecordError("kpi_gone", field="kpi", name=goal.kpi)
    if goal.due_on < goal.start_on:
        raise RecordError("due_before_start", field="due_on")
    _check_unit(goal, kpi_unit, latest)
    unit = goal.unit or kpi_unit
    for field in ("target", "baseline"):
        check_value(getattr(goal, field), unit, field=field)
    _check_direction(goal)
    _check_phases(goal, unit)
    _check_limits(goal)
    if goal.override_status:
        check_filled(goal, ("override_reason",), code="override_without_reason")
        check_filled(goal, ("override_until",), code="override_without_end")


def check_value(value: Decimal | float | None, unit: str, *, field: str) -> None:
    """RecordError where a number cannot be a value of this unit; None is no number and passes."""
    if value is None:
        return
    number = Decimal(str(value))
    if not number.is_finite():
        raise RecordError("field_not_number", field=field, value=str(value))
    if unit == "percent" and not 0 <= number <= 1:
        raise RecordError("percent_as_number", field=field, value=float(number))
    if unit == "points" and not -1 <= number <= 1:
        raise RecordError("points_as_number", field=field, value=float(number))
    if number < 0 and unit not in ("points", *BELOW_ZERO):
        raise RecordError("value_negative", field=field)


def check_milestone(milestone: Milestone, *, kpi_unit: str | None) -> None:
    """RecordError with the field that is wrong. `kpi_unit`: None where there is no such KPI."""
    check_filled(milestone, ("name",))
    check_choices(milestone, {"direction": ("at_least", "at_most"), "state": ("planned", "met", "missed", "dropped")})
    if milestone.kpi and kpi_unit is None:
        raise RecordError("kpi_gone", field="kpi", name=milestone.kpi)
    if milestone.kpi and milestone.value is None:
        raise RecordError("criterion_without_value", field="value")
    if milestone.value is not None and not milestone.kpi:
        raise RecordError("criterion_without_kpi", field="kpi")
    check_value(milestone.value, kpi_unit or "", field="value")


def check_check_in(entry: CheckIn, *, unit: str, today: date) -> None:
    """RecordError with the field that is wrong."""
    if entry.checked_on > today:
        raise RecordError("day_in_future", field="checked_on")
    if not 1 <= entry.confidence <= 10:
        raise RecordError("confidence_range", field="confidence")
    check_choices(entry, {"suggested_status": ("", *STATUSES), "chosen_status": STATUSES})
    check_value(entry.value, unit, field="value")


def check_reading(
    kpi: str, on: date, value: float, *, known: float | None, replace: bool, units: Iterable[str], today: date
) -> None:
    """RecordError with the field that is wrong. `known`: the value of that day so far; `units`: of goals on it."""
    if not kpi.startswith(READING_PREFIX) or kpi == READING_PREFIX:
        raise RecordError("not_a_reading", field="kpi", name=kpi)
    if on > today:
        raise RecordError("day_in_future", field="on")
    for unit in ("count", *units):
        check_value(value, unit, field="value")
    if known is not None and known != value and not replace:
        raise RecordError("reading_exists", field="value", known=known, day=on)


def check_filled(record: object, fields: Iterable[str], *, code: str = "field_required") -> None:
    """RecordError with the first of these fields that is empty."""
    for field in fields:
        value = getattr(record, field)
        if value is None or (isinstance(value, str) and not value.strip()):
            raise RecordError(code, field=field)


def check_choices(record: object, choices: dict[str, tuple[str, ...]]) -> None:
    """RecordError with the first field that holds none of its choices."""
    for field, known in choices.items():
        if getattr(record, field) not in known:
            raise RecordError(
                "choice_unknown", field=field, value=getattr(record, field), known=list(filter(None, known))
            )


def _check_unit(goal: Goal, kpi_unit: str, latest: float | None) -> None:
    """Only a reading has no unit of its own; what is given must go with its values."""
    is_reading = goal.kpi.startswith(READING_PREFIX)
    if goal.unit and not is_reading and goal.unit != kpi_unit:
        raise RecordError("unit_other", field="unit")
    if is_reading and goal.unit and latest is not None:
        try:
            check_value(latest, goal.unit, field="unit")
        except RecordError:
            raise RecordError("unit_other_reading", field="unit", value=latest) from None


def _check_direction(goal: Goal) -> None:
    """A goal that rises has its target above the baseline, one that falls below it."""
    if goal.target_type in STAY_TYPES or goal.baseline is None:
        return
    if goal.target == goal.baseline:
        raise RecordError("target_is_baseline", field="target")
    if (goal.target > goal.baseline) != (goal.target_type == "rise_to"):
        raise RecordError("target_on_other_side", field="target")


def _check_phases(goal: Goal, unit: str) -> None:
    """Targets in between: inside the goal's days, each day once, on the way from baseline to target."""
    days = [on for on, _ in goal.phased]
    if len(set(days)) < len(days):
        raise RecordError("phase_twice", field="phased")
    if any(not goal.start_on <= on < goal.due_on for on in days):
        raise RecordError("phase_outside", field="phased")
    for _, value in goal.phased:
        check_value(value, unit, field="phased")
    values = [value for _, value in sorted(goal.phased)]
    way = [*([] if goal.baseline is None else [goal.baseline]), *values, goal.target]
    rising = sorted(way, reverse=goal.target_type == "fall_to")
    if goal.target_type not in STAY_TYPES and way != rising:
        raise RecordError("phases_not_on_way", field="phased")


def _check_limits(goal: Goal) -> None:
    if not 0 < goal.behind_from < goal.on_track_from:
        raise RecordError("limits_crossed", field="behind_from")
    if goal.tolerance < 0:
        raise RecordError("value_negative", field="tolerance")
    if goal.stale_after_days < 1:
        raise RecordError("days_too_few", field="stale_after_days")
