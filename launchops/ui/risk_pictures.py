"""The pictures of the risks page, drawn in the language, theme and letter size of this session."""

from collections.abc import Sequence

import streamlit as st

from launchops.charts import Chart, Look
from launchops.charts.against_plan import cost_chart, floor_chart
from launchops.charts.capacity import capacity_chart
from launchops.charts.loss_exceedance import loss_exceedance_chart
from launchops.charts.risk_matrix import risk_matrix_chart
from launchops.charts.risks import expected_loss_chart, trigger_chart
from launchops.facade.types import CapacityStatus, CostStatus, FloorStatus, RiskStatus
from launchops.ui import blocks, data, pictures, risk_data, screen
from launchops.ui.text import _

MOST_BARS = 20
SHARED_HEIGHT = 400  # px, beside the rows on a wall


def draw_trigger(status: RiskStatus) -> None:
    """The readings of a risk's trigger with its limits, and the days on which it fired."""
    chart = _kept_trigger(data.basis(), status.risk.id, pictures.look(), status)
    shown = chart.at_height(SHARED_HEIGHT) if chart is not None and screen.is_shared() else chart
    _draw(shown, "risk_trigger", _("No reading yet."))


@st.cache_resource(max_entries=64, show_spinner=False)
def _kept_trigger(
    basis: data.Basis,  # noqa: ARG001 - with the risk and the look, the key of what is kept
    risk_id: int | None,
    look: Look,
    _status: RiskStatus,
) -> Chart | None:
    """The chart as it was drawn; nobody changes it afterwards."""
    if _status.trigger is None:
        return None
    fired = risk_data.fired_days(risk_id)
    return trigger_chart(
        _status.trigger, risk_data.series(_status.risk), fired_days=fired, unit=_status.unit, look=look
    )


def draw_capacity(status: CapacityStatus) -> None:
    """Users a day against the number at which the servers break."""
    _draw(capacity_chart(status, data.activities(), look=pictures.look()), "risk_capacity", "")


def draw_cost(status: CostStatus) -> None:
    """Money spent beside the plan."""
    _draw(cost_chart(status, look=pictures.look()), "risk_cost", "")


def draw_floor(status: FloorStatus) -> None:
    """Sign-ups since the launch beside the floor."""
    _draw(floor_chart(status, look=pictures.look()), "risk_floor", "")


def draw_together() -> None:
    """How likely it is that all risks together cost more than an amount."""
    losses = risk_data.exceedance()
    chart = None if losses is None else loss_exceedance_chart(losses, look=pictures.look())
    _draw(chart, "risk_together", _("No risk has an estimated loss yet."))
    if losses is not None and losses.unknown_count:
        blocks.quiet(_("Not in it: {n} open risks without an estimate.").format(n=losses.unknown_count))


def draw_one_by_one(risks: Sequence[RiskStatus]) -> None:
    """What each risk would cost, the largest first."""
    chart = expected_loss_chart(risks, most=MOST_BARS, look=pictures.look())
    _draw(chart, "expected_losses", _("No risk has an estimated loss yet."))


def draw_matrix() -> None:
    """The 5 × 5 picture, numbered by expected loss."""
    matrix = risk_data.matrix()
    chart = None if matrix is None else risk_matrix_chart(matrix, risk_data.loss_ranks(matrix), look=pictures.look())
    _draw(chart, "risk_matrix", _("No risk has an estimated loss yet."))


def _draw(chart: Chart | None, key: str, nothing: str) -> None:
    """Draw the chart, or say why there is none, where that is not said already."""
    if chart is not None:
        blocks.chart(chart.figure, key=key, alt=chart.alt)
    elif nothing:
        blocks.quiet(nothing)
