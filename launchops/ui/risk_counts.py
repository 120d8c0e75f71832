"""The counts behind the risks page: every risk, and spend against plan, each as a table with its CSV."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
import streamlit as st

from launchops.facade.types import CostLine, CostStatus, RiskStatus
from launchops.periods import day_date
from launchops.ui import blocks, counts, data, safe_csv
from launchops.ui.counts import NUMBER
from launchops.ui.status import status_word
from launchops.ui.text import _, quantity, record_text, say


def _number(heading: str, form: str = NUMBER) -> Any:
    return st.column_config.NumberColumn(heading, format=form)


def draw_risk_counts(risks: Sequence[RiskStatus]) -> None:
    """Every risk with its loss, probability and trigger, made when it is unfolded; and all their fields as CSV."""
    fold = st.expander(_("Counts behind the picture"), key="risk_counts_fold", on_change="rerun")
    if fold.open:
        with fold:
            _draw_table(risks)
            blocks.download(
                _("Download all fields as CSV"), _all_fields, file_name="risk_records.csv", key="risk_records_csv"
            )


def _all_fields() -> bytes:
    return safe_csv.table_csv(data.launch().risks.export())


def _draw_table(risks: Sequence[RiskStatus]) -> None:
    frame = pd.DataFrame([_risk_row(status) for status in risks])
    columns = {
        "risk": _("Risk"),
        "status": _("Status"),
        "probability": _number(_("Probability"), "percent"),
        "loss_low": _number(_("Loss, low")),
        "loss_high": _number(_("Loss, high")),
        "expected_loss": _number(_("Expected loss")),
        "trigger": _("Trigger"),
        "value": _("Latest reading"),
        "amber": _("Amber"),
        "red": _("Red"),
    }
    blocks.counts_table(frame, key="risk_counts", file_name="risks.csv", columns=columns)


def draw_cost_counts(status: CostStatus) -> None:
    """Spend against plan of the whole, of every channel and of every activity."""
    lines = [line for line in (status.total, *status.channels, *status.activities) if line is not None]
    columns = {
        "name": _("Spent on"),
        "spent": _number(_("Spent")),
        "planned_to_date": _number(_("Planned by now")),
        "planned": _number(_("Planned in all")),
        "ratio": _number(_("Spent ÷ planned by now"), "%.2f"),
        "burn_out_on": st.column_config.DateColumn(_("Money gone on")),
        "per_activated": _number(_("Per activated user")),
        "per_retained": _number(_("Per retained user")),
    }
    frame = pd.DataFrame([_cost_row(line) for line in lines], columns=list(columns))
    counts.draw_counts(frame, columns, key="cost_counts", file_name="cost.csv")


def _cost_row(line: CostLine) -> dict[str, Any]:
    names = ("spent", "planned_to_date", "planned", "ratio", "per_activated", "per_retained")
    return {
        "name": _("all together") if line.kind == "total" else record_text(line.name),
        "burn_out_on": None if line.burn_out_day is None else day_date(line.burn_out_day),
        **{name: getattr(line, name) for name in names},
    }


def _risk_row(status: RiskStatus) -> dict[str, Any]:
    risk, trigger = status.risk, status.trigger
    limits = {
        name: quantity(getattr(trigger, name), status.unit, currency=status.currency) if trigger else ""
        for name in ("value", "amber", "red")
    }
    return {
        "risk": record_text(risk.name),
        "status": status_word(status.status),
        "probability": risk.probability,
        "loss_low": None if risk.loss_low is None else float(risk.loss_low),
        "loss_high": None if risk.loss_high is None else float(risk.loss_high),
        "expected_loss": None if status.expected_loss is None else round(status.expected_loss),
        "trigger": say(status.reason),
        **limits,
    }
