"""Charts of an activity: two groups day by day, weeks before and after, a lot, balance, newcomers."""

from dataclasses import replace
from typing import Any

import pytest

from launchops.charts.balance import MOST_ROWS, balance_chart
from launchops.charts.chart import Chart
from launchops.charts.comparison import comparison_chart
from launchops.charts.daily_return import daily_return_chart
from launchops.charts.lasting import lasting_chart
from launchops.charts.signups import signups_chart
from launchops.charts.stay import stay_chart
from launchops.charts.style import LIGHT, Look
from launchops.stats.results import Group, GroupDifference, TraitBalance
from tests.pages.fake_comparisons import ASSOCIATED_HIGHER, RAISED, STAY, VERDICTS, effect

LOOK = Look()


def texts(chart: Chart | None) -> list[str]:
    assert chart is not None
    return [annotation.text for annotation in chart.figure.layout.annotations]


def traces(chart: Chart | None, **wanted: Any) -> list[Any]:
    assert chart is not None
    return [
        trace for trace in chart.figure.data if all(getattr(trace, name) == value for name, value in wanted.items())
    ]


def test_a_lot_is_drawn_as_assigned_and_as_taken_never_as_matched():
    chart = comparison_chart(RAISED, look=LOOK)
    drawn = {round(trace.x[0], 1): trace.marker.color for trace in traces(chart, mode="markers")}
    assert drawn == {45.4: LIGHT.plan, 3.8: LIGHT.activity, 11.4: LIGHT.activity}
    assert "All offered vs all held out" in texts(chart)
    assert "Same day, same habits before" not in texts(chart)


def test_the_difference_without_activity_days_stands_under_the_one_with_them():
    chart = comparison_chart(ASSOCIATED_HIGHER, look=LOOK)
    heights = {round(trace.x[0], 1): trace.y[0] for trace in traces(chart, mode="markers")}
    assert heights[5.2] == heights[6.1] - 1


def test_weeks_before_are_blue_and_left_of_taking_part_weeks_after_orange():
    chart = lasting_chart(ASSOCIATED_HIGHER, look=LOOK)
    marks = {trace.x[0]: (round(trace.y[0], 1), trace.marker.color) for trace in traces(chart, mode="markers")}
    assert marks == {
        0: (-0.8, LIGHT.core), 1: (0.3, LIGHT.core), 2: (0.4, LIGHT.core),
        3: (8.2, LIGHT.activity), 4: (6.1, LIGHT.activity), 5: (2.4, LIGHT.activity),
    }  # fmt: skip
    assert chart is not None
    assert list(chart.figure.layout.xaxis.ticktext)[:4] == ["−28…−22", "−21…−15", "−14…−8", "1–7"]
    assert "took part" in texts(chart)


def test_a_week_before_that_is_not_known_is_left_out_not_drawn_at_zero():
    some = replace(ASSOCIATED_HIGHER, weeks_before=(((-28, -22), None), ((-14, -8), effect(0.01, 0.02))))
    chart = lasting_chart(some, look=LOOK)
    assert chart is not None
    assert chart.figure.layout.xaxis.ticktext[0] == "−14…−8"


def test_a_lot_has_its_own_weeks():
    marks = [round(trace.y[0], 1) for trace in traces(lasting_chart(RAISED, look=LOOK), mode="markers")]
    assert marks == [0.2, 0.2, 0.2, 5.0, 3.8, 3.4, 3.3]


def test_both_groups_are_drawn_with_their_bands_and_named_at_the_last_known_day():
    chart = daily_return_chart(ASSOCIATED_HIGHER, look=LOOK)
    lines = {trace.line.color: trace for trace in traces(chart, mode="lines", fill=None)}
    last = ASSOCIATED_HIGHER.by_day[-1]
    assert (lines[LIGHT.activity].x[-1], lines[LIGHT.activity].y[-1]) == (26, last.participant_rate)
    assert (lines[LIGHT.plan].x[-1], lines[LIGHT.plan].y[-1]) == (26, last.other_rate)
    assert len(traces(chart, fill="tonexty")) == 2
    assert [text.split(" ")[0] for text in texts(chart)] == ["<b>took", "<b>comparable"]
    assert chart is not None and list(chart.figure.layout.xaxis.range) == [0.5, 28.5]  # the days to come stay empty


def test_the_days_that_count_are_shaded():
    chart = daily_return_chart(ASSOCIATED_HIGHER, look=LOOK)
    assert chart is not None
    assert [(shape.x0, shape.x1) for shape in chart.figure.layout.shapes] == [(7.5, 14.5)]


def test_a_lot_is_named_by_its_arms():
    assert [text.split(" ")[0] for text in texts(daily_return_chart(RAISED, look=LOOK))] == ["<b>offered", "<b>held"]


def test_how_long_both_stay_is_drawn_in_steps_with_names():
    chart = stay_chart(STAY, design="observational", look=LOOK)
    steps = {trace.line.color: trace for trace in traces(chart, mode="lines", fill=None)}
    assert steps[LIGHT.activity].line.shape == "hv"
    assert (steps[LIGHT.plan].x[-1], steps[LIGHT.plan].y[-1]) == (40, STAY[-1].other_rate)
    assert [text.split(" ")[0] for text in texts(chart)] == ["<b>took", "<b>comparable"]
    assert stay_chart(STAY[:1], design="observational", look=LOOK) is None


@pytest.mark.parametrize("known", [0, 1])
def test_without_two_known_days_there_is_no_curve(known: int):
    young = replace(ASSOCIATED_HIGHER, by_day=ASSOCIATED_HIGHER.by_day[:known])
    assert daily_return_chart(young, look=LOOK) is None


def test_balance_shows_the_least_alike_first_before_and_after_without_sign():
    chart = balance_chart(ASSOCIATED_HIGHER, look=LOOK)
    assert chart is not None
    names = list(chart.figure.layout.yaxis.ticktext)
    assert names[0] == "time since sign-up" and names[-1] == "region not given"
    before, after = chart.figure.data
    top = max(after.y)
    assert (before.x[list(before.y).index(top)], after.x[list(after.y).index(top)]) == (0.41, 0.06)
    assert min(after.x) >= 0
    assert sorted(shape.x0 for shape in chart.figure.layout.shapes) == [0.10, 0.25]


def test_balance_keeps_to_a_few_rows_and_leaves_the_unknown_out():
    many = tuple(TraitBalance("region", f"<b>r{n}</b>", None, n / 100, "good") for n in range(20))
    chart = balance_chart(replace(ASSOCIATED_HIGHER, balance=many), look=LOOK)
    assert chart is not None
    names = list(chart.figure.layout.yaxis.ticktext)
    assert len(names) == MOST_ROWS and names[0] == "region &lt;b&gt;r19&lt;/b&gt;"
    assert len(chart.figure.data[0].x) == 0  # before is not known
    unknown = (TraitBalance("region", "north", 0.2, None, "good"),)
    assert balance_chart(replace(ASSOCIATED_HIGHER, balance=unknown), look=LOOK) is None


def test_newcomers_are_two_bars_with_their_counts():
    chart = signups_chart(ASSOCIATED_HIGHER, look=LOOK)
    assert chart is not None
    assert list(chart.figure.data[0].x) == [211 / 640, 387 / 1210]
    assert texts(chart) == ["<b>33.0 % of 640</b>", "<b>32.0 % of 1,210</b>"]


def test_a_share_of_days_is_not_written_as_a_share_of_users():
    chart = signups_chart(replace(ASSOCIATED_HIGHER, outcome="active_day_rate"), look=LOOK)
    assert texts(chart) == ["<b>33.0 % · 640 users</b>", "<b>32.0 % · 1,210 users</b>"]


def test_newcomers_of_an_empty_side_are_not_drawn():
    signups = ASSOCIATED_HIGHER.signups
    assert signups is not None
    nobody = replace(signups, difference=GroupDifference(Group(0, 0), Group(9, 3), None, None, None))
    assert signups_chart(replace(ASSOCIATED_HIGHER, signups=nobody), look=LOOK) is None
    assert signups_chart(replace(ASSOCIATED_HIGHER, signups=None), look=LOOK) is None


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("verdict", VERDICTS)
def test_every_picture_of_every_verdict_has_words_in_its_language(verdict: str, language):
    look = Look(language=language, is_dark=True, font_size=22)
    charts = (daily_return_chart, lasting_chart, comparison_chart, balance_chart, signups_chart)
    drawn = [chart for draw in charts if (chart := draw(VERDICTS[verdict], look=look)) is not None]
    assert drawn
    for chart in drawn:
        assert len(chart.alt) > 15 and "{" not in chart.alt
        assert any("\u4e00" <= letter <= "\u9fff" for letter in chart.alt) == (language == "zh")


@pytest.mark.parametrize("verdict", ["assignment_broken", "not_comparable", "already_different"])
def test_a_difference_that_may_not_be_read_is_grey_and_says_so(verdict: str):
    chart = comparison_chart(VERDICTS[verdict], look=LOOK)
    colours = [trace.marker.color for trace in traces(chart, mode="markers")]
    assert LIGHT.activity not in colours
    assert any(text.endswith("not a fair comparison</b>") for text in texts(chart))
    weeks = {trace.marker.color for trace in traces(lasting_chart(VERDICTS[verdict], look=LOOK), mode="markers")}
    assert weeks == {LIGHT.core, LIGHT.plan}
