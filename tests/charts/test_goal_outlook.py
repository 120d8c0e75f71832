"""A goal's forecast, noise and past forecasts as pictures: what they show is what the results say."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from launchops.charts.chart import Chart
from launchops.charts.goal import goal_chart
from launchops.charts.past_forecasts import past_forecasts_chart
from launchops.charts.signal import signal_chart
from launchops.charts.style import LIGHT, Look
from launchops.periods import day_date
from launchops.stats.goal_results import Forecast, ForecastDay, PastForecast, Signal, WeekValue
from launchops.store.records import CheckIn, Milestone
from tests.pages import fake_launch as fake

LOOK = Look(currency="CNY")
DUE = fake.AS_OF_DAY + 28
FORECAST = Forecast(
    "ets", 5700, 5400, 6000, 0.05,
    days=(ForecastDay(fake.AS_OF_DAY, 3850, 3840, 3860), ForecastDay(DUE, 5700, 5400, 6000)),
)  # fmt: skip
PAST = (
    PastForecast(20000, 20010, 100, 90, 110, 105),
    PastForecast(20007, 20017, 100, 90, 110, 140),
)
WEEKS = tuple(WeekValue(20003 + 7 * i, value, value > 120) for i, value in enumerate((100, 104, 98, 130)))
SIGNAL = Signal(100, 80, 120, WEEKS, WEEKS[-1].week_day, "above", is_provisional=True)


def texts(chart: Chart | None) -> list[str]:
    assert chart is not None
    return [annotation.text for annotation in chart.figure.layout.annotations]


def course(**more: Any) -> Chart:
    status = replace(fake.goal_statuses()[0], forecast=FORECAST)
    return goal_chart(status, fake.path(status.goal), unit="users", look=LOOK, **more)


def test_the_fan_goes_from_the_first_to_the_last_foretold_day_and_is_named_by_its_landing():
    chart = course()
    fan = next(trace for trace in chart.figure.data if trace.fill == "toself")
    assert list(fan.x) == [day_date(fake.AS_OF_DAY), day_date(DUE), day_date(DUE), day_date(fake.AS_OF_DAY)]
    assert list(fan.y) == [3860, 6000, 5400, 3840]  # along the upper edge and back along the lower
    assert "<b>lands 5,400–6,000</b>" in texts(chart)
    assert chart.figure.layout.yaxis.range[1] >= 7000  # the target stays on the picture


def test_without_a_forecast_there_is_no_fan():
    status = fake.goal_statuses()[0]
    chart = goal_chart(status, fake.path(status.goal), unit="users", look=LOOK)
    assert not any(trace.fill == "toself" for trace in chart.figure.data)
    assert not any("lands" in text for text in texts(chart))


def test_a_check_in_stands_on_the_line_of_its_day_and_its_text_is_shown_letter_by_letter():
    entry = CheckIn(1, 1, date(2026, 3, 1), None, "behind", "behind", 4, fake.EVIL)
    (marks,) = [trace for trace in course(check_ins=[entry]).figure.data if trace.name == "check_ins"]
    line = fake.path(fake.GOALS[0]).frame.set_index("day")["value"]
    assert marks.x[0] == date(2026, 3, 1)
    assert marks.y[0] == line[fake.FIRST_DAY + 28]
    assert "<b>Win" not in marks.customdata[0]
    assert "&lt;b&gt;Win" in marks.customdata[0]


def test_a_check_in_before_the_first_figure_has_no_place_on_the_line():
    entry = CheckIn(1, 1, date(2025, 12, 1), None, "behind", "behind", 4, "early")
    assert not [trace for trace in course(check_ins=[entry]).figure.data if trace.name == "check_ins"]


def test_steps_inside_the_days_of_the_goal_are_marked_and_others_are_not():
    steps = [Milestone(1, "inside", date(2026, 4, 1)), Milestone(2, "after", date(2027, 4, 1))]
    (marks,) = [trace for trace in course(milestones=steps).figure.data if trace.name == "milestones"]
    assert list(marks.x) == [date(2026, 4, 1)]


def test_a_week_beyond_the_limits_differs_in_form_and_colour():
    chart = signal_chart(SIGNAL, unit="users", look=LOOK)
    weeks = chart.figure.data[-1]
    assert list(weeks.marker.symbol) == ["circle", "circle", "circle", "diamond"]
    assert weeks.marker.color[-1] == LIGHT.bad
    assert "4 weeks, usual between 80 and 120; 1 beyond." in chart.alt


def test_an_earlier_forecast_that_missed_differs_in_form_and_colour():
    chart = past_forecasts_chart(PAST, unit="users", look=LOOK)
    assert chart is not None
    bars, dots = chart.figure.data
    assert (list(bars.base), list(bars.y)) == ([90, 90], [20, 20])
    assert list(dots.marker.symbol) == ["circle", "diamond"]
    assert chart.alt == "1 of 2 earlier forecasts held the result."


@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_earlier_forecast_gives_no_chart(language: Any):
    assert past_forecasts_chart((), unit="users", look=replace(LOOK, language=language)) is None
