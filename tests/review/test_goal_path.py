"""The way of a goal on totals small enough to add up by hand."""

from datetime import date
from decimal import Decimal

import pandas as pd

from launchops.metrics.results import KpiSeries
from launchops.periods import day_number
from launchops.review.goal_path import goal_path
from launchops.review.goals import goal_status
from launchops.store.records import Goal

START = day_number(date(2026, 2, 2))


def _goal(target_type: str = "rise_to", baseline: str | None = "100") -> Goal:
    return Goal(
        1, "Signups", "signups", target_type, Decimal(500), date(2026, 2, 2), date(2026, 2, 11),
        baseline=Decimal(baseline) if baseline else None,
    )  # fmt: skip


def _series(days: list[int], values: list[float]) -> KpiSeries:
    unknown = float("nan")
    columns = {"day": days, "value": values, "numerator": unknown, "denominator": unknown}
    return KpiSeries("signups", pd.DataFrame(columns))


def test_a_total_is_summed_from_the_first_day_on_top_of_the_baseline() -> None:
    series = _series([START - 1, START, START + 1, START + 2], [50, 10, 20, 30])
    path = goal_path(_goal(), series, "flow").frame
    assert list(path["value"]) == [110, 130, 160]  # the day before the start does not count


def test_days_after_the_end_do_not_count_towards_a_total() -> None:
    path = goal_path(_goal(), _series([START + 9, START + 10], [5, 7]), "flow").frame
    assert list(path["value"]) == [105]


def test_a_total_with_a_floor_is_the_mean_of_seven_days() -> None:
    values = [7.0, 7, 7, 7, 7, 7, 7, 14]
    path = goal_path(_goal("stay_above"), _series([START + i for i in range(8)], values), "flow").frame
    assert list(path["value"]) == [7, 7, 7, 7, 7, 7, 7, 8]


def test_a_day_without_a_row_counts_as_none_in_the_mean() -> None:
    path = goal_path(_goal("stay_above"), _series([START, START + 2], [6.0, 6.0]), "flow").frame
    assert list(path["value"]) == [6, 4]


def test_levels_and_rates_are_as_they_are() -> None:
    series = _series([START], [0.2])
    assert goal_path(_goal(), series, "rate") is series


def test_the_last_value_is_the_actual_of_the_status() -> None:
    for target_type in ("rise_to", "stay_above", "stay_below"):
        goal = _goal(target_type)
        series = _series([START - 3, START, START + 1, START + 4], [9.0, 3.0, 5.0, 8.0])
        status = goal_status(goal, series, "flow", as_of_day=START + 5, today_day=START + 5)
        assert goal_path(goal, series, "flow").frame["value"].iloc[-1] == status.actual, target_type
