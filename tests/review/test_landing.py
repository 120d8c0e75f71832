"""What is asked of the forecast for a goal, worked by hand."""

from typing import Any

import pytest

from launchops.locale import Message
from launchops.metrics.results import KpiSeries
from launchops.review.landing import ForecastTask, forecast_task
from launchops.review.progress import goal_progress
from launchops.store.records import Goal
from tests.review.make import constant, day, goal, series


def task_of(the_goal: Goal, values: KpiSeries, kind: str = "flow", *, as_of: int, **options: Any) -> Any:
    progress = goal_progress(the_goal, values, kind, as_of_day=day(as_of))
    return forecast_task(the_goal, values, kind, progress, as_of_day=day(as_of), **{"unit": "users"} | options)


def reason_of(*args: Any, **options: Any) -> str:
    found = task_of(*args, **options)
    assert isinstance(found, Message)
    return found.code


def test_a_total_adds_all_days_to_come_to_what_it_has() -> None:
    # 40 of 100 days at 9 on a baseline of 500: 860 so far, 60 days to come
    task = task_of(goal(1500, baseline=500.0), constant(9, 40), as_of=40)
    question = task.question
    assert (question.horizon, question.tail, question.is_total) == (60, 60, True)
    assert (question.offset, question.scale, question.target, question.is_at_least) == (860, 1, 1500, True)
    assert (len(task.history), task.first_day) == (40, day(0))


def test_days_that_were_not_reported_yet_are_days_to_come() -> None:
    assert task_of(goal(1000), constant(9, 37), as_of=40).question.horizon == 63


def test_history_before_the_goal_counts_for_the_model_but_not_for_the_total() -> None:
    task = task_of(goal(1000), constant(9, 60, first=-30), as_of=30)
    assert (len(task.history), task.question.offset) == (60, 270)


def test_a_level_or_rate_is_asked_for_its_last_day() -> None:
    question = task_of(goal(200), constant(50, 40), "level", as_of=40).question
    assert (question.horizon, question.tail, question.offset, question.is_total) == (60, 1, 0, False)


def test_a_budget_is_to_stay_below_and_its_tolerance_counts() -> None:
    budget = goal(1000, target_type="stay_below", baseline=None, tolerance=50.0)
    question = task_of(budget, constant(9, 40), as_of=40).question
    assert (question.target, question.is_at_least, question.is_total) == (1050, False, True)
    floor = goal(0.2, target_type="stay_above", baseline=None, tolerance=0.02)
    asked = task_of(floor, constant(0.3, 40, denominator=99), "rate", as_of=40, unit="percent").question
    assert (asked.target, asked.ceiling) == (pytest.approx(0.18), 1.0)


def test_a_daily_floor_is_the_mean_of_the_last_seven_days() -> None:
    floor = goal(8, target_type="stay_above", baseline=None)
    question = task_of(floor, constant(9, 40), as_of=40).question
    assert (question.tail, question.offset, question.scale) == (7, 0, pytest.approx(1 / 7))
    late = task_of(floor, constant(9, 97), as_of=97).question  # three days to come, four are known
    assert (late.horizon, late.tail, late.offset) == (3, 3, pytest.approx(4 * 9 / 7))


def test_the_first_days_of_a_window_that_fills_are_left_out() -> None:
    task = task_of(goal(200), constant(50, 60), "level", as_of=60, warm_up_days=27)
    assert (len(task.history), task.first_day) == (33, day(27))


def test_rates_rest_on_thirty_people_at_least() -> None:
    few = constant(0.2, 40, denominator=29)
    assert reason_of(goal(0.3), few, "rate", as_of=40, unit="percent") == "forecast_no_data"


def test_readings_with_a_few_holes_are_drawn_straight_across_them() -> None:
    values = dict.fromkeys(range(40), 10.0) | {21: 20.0}
    del values[20]
    task = task_of(goal(200), series(values), "level", as_of=40)
    assert task.history[19:22] == (10, 15, 20)


@pytest.mark.parametrize(
    ("the_goal", "values", "kind", "as_of", "code"),
    [
        (goal(1000), constant(9, 60, first=-60), "flow", -3, "forecast_not_started"),
        (goal(1000), constant(9, 100), "flow", 100, "forecast_ended"),
        (goal(1000), series({}), "flow", 40, "forecast_no_data"),
        (goal(1000), constant(9, 27), "flow", 27, "forecast_too_early"),
        (goal(1000), constant(-1, 40), "level", 40, "forecast_negative"),
        (goal(1000), series(dict.fromkeys(range(0, 40, 7), 9.0)), "level", 40, "forecast_holes"),
        (goal(1000, days=500), constant(9, 40), "flow", 40, "forecast_too_far"),
    ],
)
def test_without_a_forecast_there_is_a_reason(
    the_goal: Goal, values: KpiSeries, kind: str, as_of: int, code: str
) -> None:
    assert reason_of(the_goal, values, kind, as_of=as_of) == code


def test_the_basis_changes_with_what_the_forecast_is_made_from_and_with_nothing_else() -> None:
    values = constant(9, 40)
    basis = task_of(goal(1000), values, as_of=40).basis
    assert task_of(goal(1000, name="Other", owner="Growth lead", version=7), values, as_of=40).basis == basis
    assert task_of(goal(1001), values, as_of=40).basis != basis
    assert task_of(goal(1000, days=101), values, as_of=40).basis != basis
    assert task_of(goal(1000), constant(9.5, 40), as_of=40).basis != basis
    assert isinstance(task_of(goal(1000), values, as_of=40), ForecastTask)
