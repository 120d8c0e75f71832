"""Charts of the risks page: amounts, days and ranks stand where the result says, and unknown is not drawn."""

from dataclasses import replace
from math import nan

import pandas as pd
import pytest

from launchops.charts.against_plan import cost_chart, floor_chart
from launchops.charts.capacity import capacity_chart
from launchops.charts.chart import Chart
from launchops.charts.loss_exceedance import loss_exceedance_chart
from launchops.charts.risk_matrix import risk_matrix_chart
from launchops.charts.risks import trigger_chart
from launchops.charts.style import LIGHT, Look
from launchops.periods import day_date
from launchops.review.risk_results import MatrixCell
from tests.pages import fake_launch as fake
from tests.pages import fake_risks as risks

LOOK = Look(currency="CNY")
RANKS = {1: 1, 2: 2}


def _texts(chart: Chart | None) -> list[str]:
    assert chart is not None
    found = [annotation.text for annotation in chart.figure.layout.annotations]
    return [text.replace("\u00a0", " ") for text in found]


def _named(chart: Chart | None, name: str) -> list:
    assert chart is not None
    return [trace for trace in chart.figure.data if trace.name == name]


def test_the_curve_marks_the_mean_and_the_odds():
    texts = _texts(loss_exceedance_chart(risks.EXCEEDANCE, look=LOOK))
    assert texts == ["<b>expected ¥ 49,900</b>", "<b>1 in 10: ¥ 61,000</b>", "<b>1 in 20: ¥ 91,500</b>"]


def test_the_curve_ends_where_chances_are_too_small_to_tell():
    chart = loss_exceedance_chart(risks.EXCEEDANCE, look=LOOK)
    assert min(chart.figure.data[0].y) >= 0.01
    assert len(chart.figure.data[0].x) < len(risks.EXCEEDANCE.frame)


@pytest.mark.parametrize(
    "losses",
    [
        replace(risks.EXCEEDANCE, risk_count=0),
        replace(risks.EXCEEDANCE, frame=pd.DataFrame({"loss": [0.0], "probability": [0.0]})),
    ],
)
def test_without_an_estimate_there_is_no_curve(losses):
    assert loss_exceedance_chart(losses, look=LOOK) is None


def test_every_risk_stands_in_its_field_by_its_rank_and_a_disagreement_is_marked():
    points = risk_matrix_chart(risks.MATRIX, RANKS, look=LOOK).figure.data[0]
    assert list(zip(points.x, points.y, points.text, strict=True)) == [(5, 1, "1"), (4, 3, "<b>2!</b>")]


def test_a_full_field_counts_its_risks_and_names_some_on_hover():
    cells = tuple(MatrixCell(place, f"<i>Risk {place}</i>", 2, 2, 4, 100.0) for place in range(40))
    points = risk_matrix_chart(replace(risks.MATRIX, cells=cells), {}, look=LOOK).figure.data[0]
    assert list(points.text) == ["40 risks"]
    assert points.customdata[0].count("<br>") == 12  # twelve names and the dots
    assert "<i>" not in points.customdata[0]


def test_the_limits_of_the_bands_stand_between_the_fields():
    figure = risk_matrix_chart(risks.MATRIX, RANKS, look=LOOK).figure
    assert list(figure.layout.yaxis.ticktext) == ["10 %", "30 %", "50 %", "70 %"]
    assert list(figure.layout.yaxis.tickvals) == [1.5, 2.5, 3.5, 4.5]


def test_without_an_estimate_there_is_no_picture():
    assert risk_matrix_chart(replace(risks.MATRIX, cells=()), {}, look=LOOK) is None


def test_capacity_names_the_number_at_which_it_breaks_and_each_day():
    texts = _texts(capacity_chart(risks.CAPACITY, look=LOOK))
    assert "<b>breaks at 6,400</b>" in texts
    assert [text for text in texts if "now" in text or "Apr" in text] == ["<b>15× now</b>", "<b>3× 12 Apr</b>"]


def test_factors_that_break_on_the_same_day_share_a_label():
    scenarios = tuple(replace(one, breaks_day=risks.AS_OF_DAY) for one in risks.CAPACITY.scenarios)
    chart = capacity_chart(replace(risks.CAPACITY, scenarios=scenarios), look=LOOK)
    assert "<b>1×, 3×, 15× now</b>" in _texts(chart)
    assert len(_named(chart, "breaks")) == 1


def test_a_path_beyond_the_picture_is_left_out_but_its_day_stays():
    chart = capacity_chart(risks.CAPACITY, look=LOOK)
    assert _named(chart, "15×") == []
    assert len(_named(chart, "3×")) == len(_named(chart, "1×")) == 1
    assert [trace.x[0] for trace in _named(chart, "breaks")] == [
        day_date(risks.AS_OF_DAY),
        day_date(risks.AS_OF_DAY + 9),
    ]


def test_capacity_without_a_limit_has_no_picture():
    assert capacity_chart(risks.NOTHING_PLANNED, look=LOOK) is None


def test_money_over_its_plan_is_red_and_both_ends_are_written():
    chart = cost_chart(risks.COST, look=LOOK)
    assert _texts(chart) == ["<b>spent ¥ 4,087</b>", "<b>planned ¥ 3,477</b>"]
    assert chart.figure.data[0].line.color == LIGHT.bad


def test_money_within_its_plan_is_blue():
    days = tuple((day, spent / 2, planned) for day, spent, planned in risks.COST.days)
    assert cost_chart(replace(risks.COST, days=days), look=LOOK).figure.data[0].line.color == LIGHT.core


def test_money_without_a_plan_has_one_line():
    days = tuple((day, spent, nan) for day, spent, _ in risks.COST.days)
    assert _texts(cost_chart(replace(risks.COST, days=days), look=LOOK)) == ["<b>spent ¥ 4,087</b>"]
    assert cost_chart(risks.NO_SPEND, look=LOOK) is None


def test_the_floor_shows_its_checks_in_their_colours():
    chart = floor_chart(risks.FLOOR, look=LOOK)
    checks = [(trace.text[0], trace.y[0], trace.marker.color) for trace in _named(chart, "check")]
    assert checks == [("<b>T+3</b>", 200, LIGHT.good), ("<b>T+7</b>", 500, LIGHT.bad)]


def test_days_that_are_not_known_are_not_drawn_as_zero():
    path = (*risks.FLOOR.path, (risks.FIRST_DAY + 8, nan, 560.0))
    chart = floor_chart(replace(risks.FLOOR, path=path), look=LOOK)
    assert chart.figure.data[0].x[-1] == day_date(risks.FIRST_DAY + 7)
    assert chart.figure.data[1].x[-1] == day_date(risks.FIRST_DAY + 8)


def test_the_reading_that_fired_has_a_ring():
    status = next(one for one in fake.risk_statuses() if one.risk.id == 1)
    series = fake.SERIES["reading:peak_share"][0]
    fired = fake.AS_OF_DAY - 3
    chart = trigger_chart(status.trigger, series, fired_days=(fired, fake.AS_OF_DAY + 40), unit="percent", look=LOOK)
    (ring,) = _named(chart, "fired")
    assert list(ring.x) == [day_date(fired)]  # a firing on a day without a reading has no place
    assert _named(trigger_chart(status.trigger, series, unit="percent", look=LOOK), "fired") == []


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_picture_says_what_it_shows(language):
    look = replace(LOOK, language=language)
    charts = (
        loss_exceedance_chart(risks.EXCEEDANCE, look=look),
        risk_matrix_chart(risks.MATRIX, RANKS, look=look),
        capacity_chart(risks.CAPACITY, look=look),
        cost_chart(risks.COST, look=look),
        floor_chart(risks.FLOOR, look=look),
    )
    alts = [chart.alt for chart in charts if chart]
    assert len(set(alts)) == 5
    assert all(("。" in alt) == (language == "zh") for alt in alts)
