"""What the risks page asks beside the risks themselves. Kept like every answer."""

from collections.abc import Sequence

import streamlit as st

from launchops.facade.types import (
    CapacityStatus,
    CostStatus,
    FloorCheck,
    FloorStatus,
    KpiSeries,
    LossExceedance,
    Risk,
    RiskMatrix,
    RiskStatus,
    TriggerEvent,
)
from launchops.locale import Message
from launchops.periods import day_number
from launchops.ui import data, goal_data

PARAMETER = "risk"  # of the URL
_CHOICE = "_risk_chosen"


def series(risk: Risk) -> KpiSeries:
    """The readings of a risk's trigger, day by day."""
    found: KpiSeries = data.ask("risks", "series", risk)
    return found


def evaluate() -> None:
    """Judge every trigger on the readings of today, once for all pages until something changes."""
    data.ask("risks", "evaluate")


def warnings() -> tuple[Message, ...]:
    """What is wrong with the list as a whole."""
    return tuple(data.ask("risks", "warnings"))


def events(risk_id: int | None) -> Sequence[TriggerEvent]:
    """Every time a risk's trigger fired or cleared, newest first."""
    return list(data.ask("risks", "events", risk_id))


def event_message(event: TriggerEvent) -> Message:
    """A firing or clearing in words, with its values."""
    found: Message = data.ask("risks", "event_message", event)
    return found


def fired_days(risk_id: int | None) -> tuple[int, ...]:
    """The days on which a risk's trigger fired."""
    return tuple(day_number(event.happened_on) for event in events(risk_id) if event.kind == "fired")


def starters() -> Sequence[Risk]:
    """Risks that most launches have and that are not on the list yet."""
    return list(data.ask("risks", "starters"))


def exceedance() -> LossExceedance | None:
    """How likely it is that all risks together cost more than an amount."""
    found: LossExceedance | None = data.ask("risks", "exceedance")
    return found


def matrix() -> RiskMatrix | None:
    """The picture of five by five."""
    found: RiskMatrix | None = data.ask("risks", "matrix")
    return found


def loss_ranks(matrix: RiskMatrix) -> dict[int, int]:
    """The place of each risk of the picture by expected loss, 1 the largest, by its id."""
    ranked = sorted(matrix.cells, key=lambda cell: -cell.expected_loss)
    return {cell.risk_id: place for place, cell in enumerate(ranked, start=1)}


def capacity() -> CapacityStatus:
    """At how many users it breaks, and when."""
    found: CapacityStatus = data.ask("capacity", "status")
    return found


def cost() -> CostStatus:
    """Spend against plan."""
    found: CostStatus = data.ask("cost", "status")
    return found


def floor() -> FloorStatus:
    """Sign-ups since the launch against the floor."""
    found: FloorStatus = data.ask("floor", "status")
    return found


def floor_checks() -> Sequence[FloorCheck]:
    """The checks agreed; before any is, those proposed."""
    return list(data.ask("floor", "checks")) or list(data.ask("floor", "starters"))


def kpi_name(key: str) -> str:
    """The name of a figure in the session's language; an uploaded reading is called as in its file."""
    return goal_data.kpi_names(key)[key]


def chosen_risk(risks: Sequence[RiskStatus]) -> RiskStatus:
    """The risk of the URL, else the one chosen before, else the first: triggered ones stand first."""
    wanted = st.query_params.get(PARAMETER) or st.session_state.get(_CHOICE)
    return next((status for status in risks if str(status.risk.id) == wanted), risks[0])


def choose(risk_id: str) -> None:
    """Show this risk, now and after a reload."""
    st.session_state[_CHOICE] = st.query_params[PARAMETER] = risk_id


def forget_choice() -> None:
    """Show the first risk again."""
    st.query_params.pop(PARAMETER, None)
    st.session_state.pop(_CHOICE, None)
