"""The counts behind the pictures of usage, as tables with their CSV; what is not over yet stays blank."""

from typing import Any

import pandas as pd
import streamlit as st

from launchops.facade.results import Retention
from launchops.facade.types import ActiveDays, Lifecycle
from launchops.periods import day_date
from launchops.ui import blocks, counts
from launchops.ui.text import _, record_text


def draw_retention_counts(result: Retention) -> None:
    """Every cell: cohort, age, sign-ups, who came, share and interval, and when a blank one becomes readable."""
    cells = result.cells
    frame = cells.assign(
        group=[record_text(str(group)) for group in cells["group"]],
        cohort=[day_date(int(day)) for day in cells["cohort_day"]],
        readable=[day_date(int(day)) for day in cells["readable_day"]],
    )
    columns: dict[str, Any] = {"group": _("Group")} if result.by else {}
    columns |= {
        "cohort": st.column_config.DateColumn(_("Sign-ups from")),
        "age": _("After so many days, weeks or months"),
        "eligible": _number(_("Sign-ups")),
        "active": _number(_("Came")),
        **_share_columns(),
        "readable": st.column_config.DateColumn(_("Readable from")),
    }
    counts.draw_counts(frame, columns, key="retention_counts", file_name="retention.csv")


def draw_lifecycle_counts(result: Lifecycle) -> None:
    """The four states of every week; blank where the week is not over."""
    frame = result.frame.iloc[::-1]
    frame = frame.assign(week=[day_date(int(day)) for day in frame["week_day"]])
    columns = {
        "week": st.column_config.DateColumn(_("Week from")),
        "new": _number(_("New")),
        "returning": _number(_("Returning")),
        "resurrecting": _number(_("Back after a pause")),
        "dormant": _number(_("Stayed away")),
    }
    _folded(_("Counts by week"), frame, columns, "lifecycle")


def draw_active_days_counts(result: ActiveDays) -> None:
    """Users by number of active days, also those without any."""
    columns = {
        "active_days": _("Active days"),
        "users": _number(_("Users")),
        "users_at_least": _number(_("Users with at least so many")),
    }
    _folded(_("Counts by active days"), result.frame, columns, "active_days")


def _folded(title: str, frame: pd.DataFrame, columns: dict[str, Any], name: str) -> None:
    with st.expander(title, key=f"{name}_counts_fold"):
        blocks.counts_table(frame, key=f"{name}_counts", file_name=f"{name}.csv", columns=columns)


def _number(heading: str, form: str = counts.NUMBER) -> Any:
    return st.column_config.NumberColumn(heading, format=form)


def _share_columns() -> dict[str, Any]:
    headings = {"rate": _("Share"), "low": _("from"), "high": _("to")}
    return {name: _number(heading, "percent") for name, heading in headings.items()}
