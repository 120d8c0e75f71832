"""The pictures of one goal, drawn in the language, theme and letter size of this session."""

import streamlit as st

from launchops.charts import Chart, Look
from launchops.charts.goal import goal_chart
from launchops.charts.past_forecasts import past_forecasts_chart
from launchops.charts.signal import signal_chart
from launchops.facade.types import GoalStatus, KpiSeries
from launchops.ui import blocks, data, goal_data, pictures, screen
from launchops.ui.text import _

SHARED_HEIGHT = 520  # px, beside the rows on a wall


def draw_course(status: GoalStatus, series: KpiSeries) -> None:
    """The goal against its pace, where it will land, activities, steps and check-ins."""
    chart = _kept_course(data.basis(), status.goal.id, pictures.look(), status, series)
    shown = chart.at_height(SHARED_HEIGHT) if screen.is_shared() else chart
    blocks.chart(shown.figure, key="goal_chart", alt=shown.alt)


@st.cache_resource(max_entries=64, show_spinner=False)
def _kept_course(
    basis: data.Basis,  # noqa: ARG001 - with the goal and the look, the key of what is kept
    goal_id: int | None,
    look: Look,
    _status: GoalStatus,
    _series: KpiSeries,
) -> Chart:
    """The chart as it was drawn; nobody changes it afterwards."""
    return goal_chart(
        _status,
        _series,
        data.activities(),
        milestones=[step.milestone for step in goal_data.milestones()],
        check_ins=goal_data.check_ins(goal_id),
        unit=_status.unit,
        look=look,
    )


def draw_signal(status: GoalStatus) -> None:
    """The KPI week by week within its usual limits."""
    if status.signal is None:
        blocks.quiet(_("There is no full week of figures yet."))
    else:
        chart = signal_chart(status.signal, unit=status.unit, look=pictures.look())
        blocks.chart(chart.figure, key="goal_signal", alt=chart.alt)


def draw_past_forecasts(status: GoalStatus) -> None:
    """Every earlier range beside what then came."""
    past = status.forecast.past if status.forecast else ()
    chart = past_forecasts_chart(past, unit=status.unit, look=pictures.look())
    if chart is None:
        blocks.quiet(_("No earlier forecast has a result yet."))
    else:
        blocks.chart(chart.figure, key="goal_past_forecasts", alt=chart.alt)
