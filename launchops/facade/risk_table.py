"""The risks as a table: what is exported."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import date

import pandas as pd

from launchops.periods import day_date
from launchops.review.results import RiskStatus
from launchops.store.records import Risk

RECORD = tuple(field.name for field in fields(Risk) if field.name not in ("version", "status"))
COLUMNS = (
    *(*RECORD, "status", "expected_loss", "mean_loss"),
    *("trigger_state", "trigger_value", "trigger_value_on", "triggered_on"),
)


def risk_table(statuses: Sequence[RiskStatus]) -> pd.DataFrame:
    """One row a risk, in the order given.

    Columns: the fields of the record; status (triggered, open, accepted, closed); expected_loss, mean_loss (the
    launch's currency); trigger_state, trigger_value (in the unit of its figure), trigger_value_on, triggered_on.
    Unknown is empty.
    """
    return pd.DataFrame([_row(status) for status in statuses], columns=list(COLUMNS), dtype=object)


def _row(status: RiskStatus) -> dict[str, object]:
    trigger = status.trigger
    return {
        **{name: getattr(status.risk, name) for name in RECORD},
        "status": status.status,
        "expected_loss": status.expected_loss,
        "mean_loss": status.mean_loss,
        "trigger_state": trigger.state if trigger else "",
        "trigger_value": trigger.value if trigger else None,
        "trigger_value_on": _on(trigger.value_day) if trigger else None,
        "triggered_on": _on(trigger.fired_day) if trigger else None,
    }


def _on(day: int | None) -> date | None:
    return None if day is None else day_date(day)
