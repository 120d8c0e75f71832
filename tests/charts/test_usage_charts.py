"""Charts of retention and usage: what is not over is hatched and never a number, and every chart has words."""

from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from launchops.charts.chart import Chart
from launchops.charts.day_bars import active_days_chart, second_visit_chart
from launchops.charts.lifecycle import lifecycle_chart
from launchops.charts.retention_curve import retention_curve
from launchops.charts.retention_heatmap import retention_heatmap
from launchops.charts.retention_over_time import retention_over_time_chart
from launchops.charts.stickiness_share import stickiness_share_chart
from launchops.charts.style import Look
from launchops.charts.survival import survival_chart
from launchops.facade.results import Retention
from tests.metrics.launches import SOME, SmallLaunch, launches
from tests.pages import fake_launch as fake
from tests.pages.fake_launch import AS_OF_DAY
from tests.pages.usage_launch import MONDAY, metrics_of, weekly_users

LOOK = Look()
METRICS = metrics_of(*weekly_users())


def shares(chart: Chart | None) -> list[list[Any]]:
    """The coloured cells of a heat map, None where there is none."""
    assert chart is not None
    return [list(row) for row in chart.figure.data[0].z]


def hatched(chart: Chart) -> list[Any]:
    return [trace for trace in chart.figure.data if getattr(trace, "fillpattern", None) and trace.fillpattern.shape]


def test_a_cell_has_its_share_or_is_hatched_with_the_day_on_which_it_is_readable():
    chart = retention_heatmap(METRICS.retention(), look=LOOK)
    cells = shares(chart)
    assert cells[0][:3] == [1.0, 0.25, 0.25]
    assert cells[7] == [1.0] + [None] * (len(cells[0]) - 1)
    assert len(hatched(chart)) == 1
    texts = chart.figure.data[2].customdata
    assert texts[7][1] == "readable on 6 Apr" and texts[0][1] is None


def test_a_cell_of_fewer_than_30_has_counts_instead_of_a_share():
    chart = retention_heatmap(metrics_of(*weekly_users(size=8)).retention(), look=LOOK)
    assert all(value is None for row in shares(chart) for value in row)
    assert "2/8" in next(trace for trace in chart.figure.data if trace.type == "scatter").text


def test_the_curve_begins_at_age_1_with_its_interval_and_the_same_cohorts():
    chart = retention_curve(METRICS.retention(), look=LOOK)
    line = next(trace for trace in chart.figure.data if trace.mode == "lines+markers")
    assert set(line.y) == {0.25}
    assert chart.figure.layout.xaxis.ticktext[0] == "1"
    assert any("the same 4 cohorts throughout" in note.text for note in chart.figure.layout.annotations)


def test_a_breakdown_has_a_line_for_each_group_with_its_name():
    chart = retention_curve(METRICS.retention(by="channel"), look=LOOK)
    texts = [note.text for note in chart.figure.layout.annotations]
    assert texts == ["<b>ads 50.0 %</b>", "<b>seo 0.0 %</b>"]


def test_one_age_over_time_stands_under_the_days_of_activities():
    chart = retention_over_time_chart(METRICS.retention(), 4, fake.ACTIVITIES, look=LOOK)
    assert len(chart.figure.data[0].x) == 4
    assert chart.figure.layout.shapes
    assert len(hatched(chart)) == 1
    assert retention_over_time_chart(METRICS.retention(), 99, look=LOOK) is None


def test_dormant_users_stand_below_zero_and_the_running_week_is_hatched():
    chart = lifecycle_chart(METRICS.lifecycle(), look=LOOK)
    bars = {trace.hovertemplate.split(" %{")[0]: list(trace.y) for trace in chart.figure.data if trace.type == "bar"}
    assert bars["new"] == [40] * 8
    assert bars["stayed away"] == [0] + [-30] * 7
    assert len(hatched(chart)) == 1


def test_half_are_lost_by_the_day_that_the_dot_marks():
    chart = survival_chart(METRICS.survival(), look=LOOK)
    assert any("half are lost by day 1" in note.text for note in chart.figure.layout.annotations)


def test_nothing_to_show_is_no_chart():
    nobody = metrics_of()
    assert retention_heatmap(nobody.retention(), look=LOOK) is None
    assert retention_curve(nobody.retention(), look=LOOK) is None
    assert survival_chart(nobody.survival(), look=LOOK) is None
    assert second_visit_chart(nobody.second_visit(), look=LOOK) is None
    assert lifecycle_chart(nobody.lifecycle(), look=LOOK) is None
    assert active_days_chart(nobody.active_days(MONDAY, AS_OF_DAY), look=LOOK) is None
    assert stickiness_share_chart(nobody.active_users(), look=LOOK) is None


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("is_dark", [False, True])
def test_every_chart_has_words_for_those_who_cannot_see_it(language, is_dark: bool):
    look = Look(language=language, is_dark=is_dark, font_size=22)
    retention = METRICS.retention()
    charts = [
        retention_heatmap(retention, look=look),
        retention_curve(retention, look=look),
        retention_over_time_chart(retention, 4, look=look),
        survival_chart(METRICS.survival(), look=look),
        second_visit_chart(METRICS.second_visit(), look=look),
        lifecycle_chart(METRICS.lifecycle(), look=look),
        active_days_chart(METRICS.active_days(AS_OF_DAY - 28, AS_OF_DAY), look=look),
        stickiness_share_chart(METRICS.active_users(), look=look),
    ]
    for chart in charts:
        assert chart is not None and len(chart.alt) > 10 and "{" not in chart.alt
        assert chart.figure.layout.font.size == 22
        assert any("\u4e00" <= letter <= "\u9fff" for letter in chart.alt) == (language == "zh")


def crowd(result: Retention) -> Retention:
    """The same shape with a hundred people for each, so that no figure is left out for being of too few."""

    def larger(frame: pd.DataFrame) -> pd.DataFrame:
        return frame.assign(eligible=frame["eligible"] * 100, active=frame["active"] * 100)

    frames = {name: larger(getattr(result, name)) for name in ("cells", "average", "same_cohorts")}
    return Retention(**{**vars(result), **frames})


@SOME
@given(launches(), st.sampled_from(["on", "on_or_after", "bracket"]), st.sampled_from(["day", "week", "month"]))
def test_no_chart_ever_shows_a_cell_of_an_unfinished_period(small: SmallLaunch, mode: str, period):
    metrics = metrics_of(*small.users, as_of=small.as_of, week_start=small.week_start)
    result = crowd(metrics.retention(period, mode=mode))
    mature = {(int(row.cohort_day), row.age) for row in result.cells.itertuples() if row.readable_day <= small.as_of}
    cohorts, ages = sorted(set(result.cohorts["cohort_day"]))[-26:], list(dict.fromkeys(result.cells["age"]))
    heat = retention_heatmap(result, look=LOOK)
    if heat is not None:
        for row, values in zip(cohorts, shares(heat), strict=True):
            for age, value in zip(ages, values, strict=False):
                assert (value is not None) == ((int(row), age) in mature)
    for age in ages[:3]:
        over_time = retention_over_time_chart(result, age, look=LOOK)
        drawn = 0 if over_time is None else len(over_time.figure.data[0].x)
        assert drawn == sum((int(day), age) in mature for day in set(result.cohorts["cohort_day"]))
    weeks = metrics.lifecycle()
    bars = lifecycle_chart(weeks, look=LOOK)
    complete = int((weeks.frame["readable_day"] <= small.as_of).sum())
    assert (0 if bars is None else len(bars.figure.data[0].x)) == complete
