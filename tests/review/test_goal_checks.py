"""What keeps a goal, a step, a check-in or a reading from being saved: one code at one field."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from launchops.errors import RecordError
from launchops.locale import say
from launchops.review.goal_checks import check_check_in, check_goal, check_milestone, check_reading
from launchops.store.records import CheckIn, Milestone
from tests.review.make import goal, on

TODAY = on(10)


def refusal_of(the_goal: Any, *, unit: str | None = "users", latest: float | None = None) -> tuple[str, str]:
    with pytest.raises(RecordError) as refused:
        check_goal(the_goal, kpi_unit=unit, latest=latest)
    for language in ("en", "zh"):
        assert say(refused.value.message, language) != refused.value.code, "every refusal has its sentence"
    return refused.value.code, refused.value.field


def test_a_sound_goal_passes() -> None:
    check_goal(goal(100, phased=((on(49), Decimal(40)),)), kpi_unit="users")
    check_goal(goal(60, target_type="fall_to", baseline=80.0, phased=((on(49), Decimal(70)),)), kpi_unit="money")
    check_goal(goal(0.2, target_type="stay_above", baseline=None, tolerance=0.02), kpi_unit="percent")
    check_goal(goal(-0.02, target_type="stay_above", baseline=None), kpi_unit="points")
    check_goal(goal(-5, target_type="stay_above", baseline=None, kpi="reading:nps"), kpi_unit="count")
    check_goal(goal(0.75, kpi="reading:seeds", unit="percent"), kpi_unit="count", latest=0.6)


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"name": "  "}, "field_required", "name"),
        ({"kpi": ""}, "field_required", "kpi"),
        ({"target_type": "grow"}, "choice_unknown", "target_type"),
        ({"cadence": "hourly"}, "choice_unknown", "cadence"),
        ({"due_on": on(-1)}, "due_before_start", "due_on"),
        ({"baseline": 100.0}, "target_is_baseline", "target"),
        ({"baseline": 120.0}, "target_on_other_side", "target"),
        ({"target_type": "fall_to"}, "target_on_other_side", "target"),
        ({"target": Decimal(-5)}, "value_negative", "target"),
        ({"target": Decimal("NaN")}, "field_not_number", "target"),
        ({"target": Decimal("Infinity")}, "field_not_number", "target"),
        ({"tolerance": Decimal(-1)}, "value_negative", "tolerance"),
        ({"unit": "money"}, "unit_other", "unit"),
        ({"phased": ((on(100), Decimal(50)),)}, "phase_outside", "phased"),
        ({"phased": ((on(9), Decimal(50)), (on(9), Decimal(60)))}, "phase_twice", "phased"),
        ({"phased": ((on(9), Decimal(60)), (on(19), Decimal(50)))}, "phases_not_on_way", "phased"),
        ({"phased": ((on(9), Decimal(160)),)}, "phases_not_on_way", "phased"),
        ({"behind_from": Decimal("0.96")}, "limits_crossed", "behind_from"),
        ({"behind_from": Decimal(0)}, "limits_crossed", "behind_from"),
        ({"stale_after_days": 0}, "days_too_few", "stale_after_days"),
        ({"override_status": "fine"}, "choice_unknown", "override_status"),
        ({"override_status": "at_risk", "override_until": on(9)}, "override_without_reason", "override_reason"),
        ({"override_status": "at_risk", "override_reason": "x"}, "override_without_end", "override_until"),
    ],
)
def test_each_wrong_field_is_named(fields: dict[str, Any], code: str, field: str) -> None:
    assert refusal_of(replace(goal(100), **fields)) == (code, field)


def test_a_figure_that_is_gone_is_refused_at_its_field() -> None:
    assert refusal_of(goal(100, kpi="vanished"), unit=None) == ("kpi_gone", "kpi")


def test_a_share_is_typed_as_a_fraction() -> None:
    assert refusal_of(goal(20), unit="percent") == ("percent_as_number", "target")
    assert refusal_of(goal(0.2, baseline=10.0, target_type="fall_to"), unit="percent") == (
        "percent_as_number",
        "baseline",
    )
    assert refusal_of(goal(5), unit="points") == ("points_as_number", "target")


def test_a_unit_that_does_not_go_with_the_readings_is_refused() -> None:
    reading = goal(0.9, kpi="reading:nps", unit="percent")
    assert refusal_of(reading, unit="count", latest=42.0) == ("unit_other_reading", "unit")


STEP = Milestone(None, "A thousand notes", date(2026, 4, 1), kpi="activated_users", value=Decimal(1000))


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"name": ""}, "field_required", "name"),
        ({"state": "done"}, "choice_unknown", "state"),
        ({"direction": "up"}, "choice_unknown", "direction"),
        ({"value": None}, "criterion_without_value", "value"),
        ({"kpi": ""}, "criterion_without_kpi", "kpi"),
        ({"value": Decimal(-1)}, "value_negative", "value"),
    ],
)
def test_a_step_names_its_wrong_field(fields: dict[str, Any], code: str, field: str) -> None:
    check_milestone(STEP, kpi_unit="users")
    check_milestone(replace(STEP, kpi="", value=None), kpi_unit=None)
    with pytest.raises(RecordError) as refused:
        check_milestone(replace(STEP, **fields), kpi_unit="users")
    assert (refused.value.code, refused.value.field) == (code, field)


def test_a_step_on_a_figure_that_is_gone_is_refused() -> None:
    with pytest.raises(RecordError) as refused:
        check_milestone(STEP, kpi_unit=None)
    assert (refused.value.code, refused.value.field) == ("kpi_gone", "kpi")


SAID = CheckIn(None, 1, TODAY, Decimal("0.5"), "behind", "behind", 6)


@pytest.mark.parametrize(
    ("fields", "code", "field"),
    [
        ({"checked_on": on(11)}, "day_in_future", "checked_on"),
        ({"confidence": 0}, "confidence_range", "confidence"),
        ({"confidence": 11}, "confidence_range", "confidence"),
        ({"chosen_status": ""}, "choice_unknown", "chosen_status"),
        ({"value": Decimal(50)}, "percent_as_number", "value"),
    ],
)
def test_a_check_in_names_its_wrong_field(fields: dict[str, Any], code: str, field: str) -> None:
    check_check_in(SAID, unit="percent", today=TODAY)
    with pytest.raises(RecordError) as refused:
        check_check_in(replace(SAID, **fields), unit="percent", today=TODAY)
    assert (refused.value.code, refused.value.field) == (code, field)


@pytest.mark.parametrize(
    ("options", "code", "field"),
    [
        ({"kpi": "signups"}, "not_a_reading", "kpi"),
        ({"on": on(11)}, "day_in_future", "on"),
        ({"value": float("nan")}, "field_not_number", "value"),
        ({"units": ("percent",)}, "percent_as_number", "value"),
        ({"known": 41.0}, "reading_exists", "value"),
    ],
)
def test_a_typed_reading_names_its_wrong_field(options: dict[str, Any], code: str, field: str) -> None:
    sound: dict[str, Any] = {"kpi": "reading:nps", "on": TODAY, "value": 42.0}
    rest: dict[str, Any] = {"known": None, "replace": False, "units": (), "today": TODAY}
    check_reading(**sound, **rest)
    check_reading(**sound, **rest | {"known": 41.0, "replace": True})
    check_reading(**sound, **rest | {"known": 42.0})
    with pytest.raises(RecordError) as refused:
        check_reading(**(sound | rest | options))
    assert (refused.value.code, refused.value.field) == (code, field)
