"""Charts show what their result says: values, colours by meaning, unknown as unknown, texts in the language."""

from dataclasses import replace
from typing import Any

import pytest

from launchops.charts.active_users import active_users_chart
from launchops.charts.chart import Chart
from launchops.charts.comparison import comparison_chart
from launchops.charts.goal import goal_chart, pace_points
from launchops.charts.lasting import lasting_chart
from launchops.charts.risks import expected_loss_chart, trigger_chart
from launchops.charts.style import LIGHT, Look
from launchops.metrics.results import ActiveUsers, KpiSeries
from launchops.periods import day_date
from tests.pages import fake_launch as fake

LOOK = Look(currency="CNY")


def _texts(chart: Chart | None) -> list[str]:
    assert chart is not None
    return [annotation.text for annotation in chart.figure.layout.annotations]


def _traces(chart: Chart | None, mode: str) -> list[Any]:
    assert chart is not None
    return [trace for trace in chart.figure.data if trace.type == "scatter" and trace.mode == mode]


def test_active_users_end_with_name_and_value_of_the_last_complete_day():
    result = fake.active_users()
    last = result.frame[result.frame["complete"]].iloc[-1]
    texts = _texts(active_users_chart(result, look=LOOK))
    for name in ("dau", "wau", "mau"):
        assert f"<b>{name.upper()} {last[name]:,}</b>" in texts


def test_days_that_are_not_over_are_hatched_and_have_no_value():
    chart = active_users_chart(fake.active_users(), look=LOOK)
    hatched = [trace for trace in chart.figure.data if trace.fillpattern.shape]
    assert len(hatched) == 1
    assert "<b>not over yet</b>" in _texts(chart)
    for line in chart.figure.data[:3]:
        assert line.x[-1] == day_date(fake.AS_OF_DAY - 1)


def test_complete_data_has_no_hatching():
    result = fake.active_users()
    complete = ActiveUsers(result.as_of_day, result.frame[result.frame["complete"]], result.stickiness_from_day)
    chart = active_users_chart(complete, look=LOOK)
    assert not any(trace.fillpattern.shape for trace in chart.figure.data)


def test_activities_are_shaded_over_their_days_and_named():
    chart = active_users_chart(fake.active_users(), fake.ACTIVITIES, look=LOOK)
    shaded = {(shape.x0, shape.x1) for shape in chart.figure.layout.shapes}
    first = fake.FIRST_DAY
    assert (day_date(first + 20), day_date(first + 34)) in shaded  # recorded dates, the last day included
    assert (day_date(first + 5), day_date(first + 12)) in shaded  # no record: as seen in the uploads
    assert {"Invite week", "Spring festival"} <= set(_texts(chart))


def test_an_activity_outside_the_chart_is_not_drawn():
    late = replace(fake.ACTIVITIES[0], first_day=fake.AS_OF_DAY + 30, last_day=fake.AS_OF_DAY + 33)
    chart = active_users_chart(fake.active_users(), [late], look=LOOK)
    assert not chart.figure.layout.shapes


def test_no_complete_day_gives_no_chart():
    result = fake.active_users()
    assert active_users_chart(replace(result, as_of_day=fake.FIRST_DAY), look=LOOK) is None


def test_the_pace_line_runs_from_baseline_over_phases_to_target():
    status = fake.goal_statuses()[0]
    points = pace_points(status)
    assert points[0] == (fake.FIRST_DAY - 1, 0)
    assert points[-1][1] == 7000
    # what is expected at the end of the last complete day lies on the line, but for the rhythm of the week
    (x0, y0), (x1, y1) = points
    assert status.expected == pytest.approx(y0 + (y1 - y0) * (fake.AS_OF_DAY - 1 - x0) / (x1 - x0), rel=0.005)


def test_a_goal_chart_writes_the_latest_value_and_the_target():
    status = fake.goal_statuses()[0]
    texts = _texts(goal_chart(status, fake.path(status.goal), unit="users", look=LOOK))
    assert "<b>3,848 now</b>" in texts
    assert "<b>target 7,000</b>" in texts


def test_a_goal_without_data_shows_its_plan_alone():
    status = fake.goal_statuses()[0]
    chart = goal_chart(
        status, KpiSeries("activated_users", fake.path(status.goal).frame.iloc[:0]), unit="users", look=LOOK
    )
    assert _texts(chart) == ["<b>target 7,000</b>"]


def test_plan_is_dashed_grey_and_measured_is_blue():
    status = fake.goal_statuses()[0]
    chart = goal_chart(status, fake.path(status.goal), unit="users", look=LOOK)
    plan, actual = chart.figure.data[:2]
    assert (plan.line.dash, plan.line.color) == ("dash", LIGHT.muted)
    assert (actual.line.dash, actual.line.color) == (None, LIGHT.core)


def test_every_difference_is_drawn_with_its_interval_in_its_colour():
    chart = comparison_chart(fake.COMPARISON, look=LOOK)
    drawn = {trace.line.color: sorted(trace.x) for trace in _traces(chart, "lines")}
    assert drawn[LIGHT.plan] == pytest.approx([43.4, 47.4])  # naive gap
    assert drawn[LIGHT.activity] == pytest.approx([3.8, 8.4])  # fair difference
    assert drawn[LIGHT.core] == pytest.approx([-1.8, 2.6])  # two weeks before
    assert "<b>+45.4 points · misleading</b>" in _texts(chart)
    assert "<b>+0.4 points · should be 0</b>" in _texts(chart)


def test_what_cannot_be_estimated_is_left_out_of_the_comparison():
    chart = comparison_chart(replace(fake.COMPARISON, negative_control=None), look=LOOK)
    assert len(_traces(chart, "markers")) == 3
    nothing = replace(fake.COMPARISON, naive=None, matched=None, negative_control=None, without_activity=None)
    assert comparison_chart(nothing, look=LOOK) is None


def test_an_unfinished_week_says_when_it_becomes_readable():
    texts = _texts(lasting_chart(fake.COMPARISON, look=LOOK))
    # window ends on 6 March; its participants' day 28 is 3 April, complete from the 4th on
    assert "readable on 4 Apr" in texts
    assert (
        len(_traces(lasting_chart(fake.COMPARISON, look=LOOK), "markers")) == 3 + 3
    )  # three weeks before, three after


def test_a_finished_week_without_estimate_says_too_few():
    weeks = (*fake.COMPARISON.by_week[:1], ((8, 14), None))
    assert "too few to compare" in _texts(lasting_chart(replace(fake.COMPARISON, by_week=weeks), look=LOOK))


def test_risks_are_ranked_by_expected_loss_and_unknown_is_not_zero():
    chart = expected_loss_chart(fake.risk_statuses(), look=LOOK)
    assert chart is not None
    assert list(chart.figure.data[0].x) == [40_400, 9_500]  # the third has no estimate
    assert list(chart.figure.data[0].marker.color) == [LIGHT.bad, LIGHT.plan]
    assert any("triggered" in text for text in _texts(chart))


def test_trigger_limits_are_drawn_at_their_values_and_named():
    status = fake.risk_statuses()[0]
    chart = trigger_chart(status.trigger, fake.SERIES["reading:peak_share"][0], unit="percent", look=LOOK)
    assert sorted(shape.y0 for shape in chart.figure.layout.shapes) == [0.6, 0.69]
    assert {"<b>amber 60.0 %</b>", "<b>red 69.0 %</b>"} <= set(_texts(chart))


def test_names_from_data_are_shown_letter_by_letter():
    evil = replace(fake.risk_statuses()[1], risk=replace(fake.RISKS[2], name=fake.EVIL))
    texts = _texts(expected_loss_chart([evil], look=LOOK))
    assert any(text.startswith("&lt;b&gt;Win&lt;/b&gt; &#36;1&#36;") for text in texts)
    activity = replace(fake.ACTIVITIES[0], name=fake.EVIL)
    texts = _texts(active_users_chart(fake.active_users(), [activity], look=LOOK))
    assert any(text.startswith("&lt;b&gt;") for text in texts)


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("is_dark", [False, True])
def test_every_chart_has_words_for_those_who_cannot_see_it(language, is_dark: bool):
    look = Look(language=language, is_dark=is_dark, font_size=22, currency="CNY")
    goal, risk = fake.goal_statuses()[0], fake.risk_statuses()[0]
    charts = [
        active_users_chart(fake.active_users(), fake.ACTIVITIES, look=look),
        goal_chart(goal, fake.path(goal.goal), fake.ACTIVITIES, unit="users", look=look),
        comparison_chart(fake.COMPARISON, look=look),
        lasting_chart(fake.COMPARISON, look=look),
        expected_loss_chart(fake.risk_statuses(), look=look),
        trigger_chart(risk.trigger, fake.SERIES["reading:peak_share"][0], unit="percent", look=look),
    ]
    for chart in charts:
        assert chart is not None and len(chart.alt) > 20 and "{" not in chart.alt
        assert chart.figure.layout.font.size == 22
        assert chart.figure.layout.showlegend is False
        has_chinese = any("\u4e00" <= letter <= "\u9fff" for letter in chart.alt)
        assert has_chinese == (language == "zh")
