"""The counts behind a picture: a result as a table with readable headings, folded away, with its CSV."""

from typing import Any

import pandas as pd
import streamlit as st

from launchops.facade.types import (
    ActiveUsers,
    Comparison,
    GoalStatus,
    GroupDifference,
    KpiSeries,
    MatchedEffect,
)
from launchops.periods import day_date
from launchops.ui import blocks, screen
from launchops.ui.text import _, record_text

NUMBER = "localized"


def draw_counts(frame: pd.DataFrame, columns: dict[str, Any], *, key: str, file_name: str) -> None:
    """A folded table with its download; not drawn on a shared screen, where nobody can read it."""
    if screen.is_shared():
        return
    with st.expander(_("Counts behind the picture"), key=f"{key}_fold"):
        blocks.counts_table(frame, key=key, file_name=file_name, columns=columns)


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    """The frame, latest day first, with calendar dates in place of day numbers."""
    latest_first = frame.iloc[::-1]
    return latest_first.assign(day=[day_date(int(day)) for day in latest_first["day"]])


def _number(heading: str, form: str = NUMBER) -> Any:
    return st.column_config.NumberColumn(heading, format=form)


def draw_active_users_counts(result: ActiveUsers) -> None:
    """DAU, WAU, MAU and stickiness of every day; blank where a day is not over."""
    columns = {
        "day": st.column_config.DateColumn(_("Day")),
        "dau": _number(_("Active that day")),
        "wau": _number(_("Active in 7 days")),
        "mau": _number(_("Active in 28 days")),
        "stickiness": _number(_("Stickiness (mean DAU ÷ MAU)"), "percent"),
    }
    draw_counts(_dated(result.frame), columns, key="active_users_counts", file_name="active_users.csv")


def draw_goal_counts(status: GoalStatus, series: KpiSeries) -> None:
    """The goal's value on every readable day, with the two numbers of a ratio; made when it is unfolded."""
    if screen.is_shared():
        return
    fold = st.expander(_("Counts behind the picture"), key="goal_counts_fold", on_change="rerun")
    if not fold.open:
        return
    columns: dict[str, Any] = {"day": st.column_config.DateColumn(_("Day"))}
    columns["value"] = _number(record_text(status.goal.name), "percent" if status.unit == "percent" else NUMBER)
    frame = _dated(series.frame)
    if "denominator" in frame and frame["denominator"].notna().any():
        columns |= {"numerator": _number(_("Counted")), "denominator": _number(_("Out of"))}
    with fold:
        blocks.counts_table(frame, key="goal_counts", file_name="goal.csv", columns=columns)


def draw_comparison_counts(comparison: Comparison) -> None:
    """Every difference of the page with its interval and the people it rests on."""
    rows = [_pair_row(_("All who took part vs all others"), comparison.naive), *_design_rows(comparison)]
    design = comparison if comparison.itt is None else comparison.itt
    for (first, last), effect in design.weeks_before:
        rows.append(
            _effect_row(_("Days {first} to {last} before taking part").format(first=-first, last=-last), effect)
        )
    for (first, last), effect in design.by_week:
        rows.append(_effect_row(_("Days {first}–{last} after joining").format(first=first, last=last), effect))
    columns = {
        "what": _("What is compared"),
        "participants": _number(_("Took part")),
        "compared": _number(_("of these with comparable others")),
        "others": _number(_("Others")),
        "difference": _number(_("Difference in points"), "%+.1f"),
        "low": _number(_("from"), "%+.1f"),
        "high": _number(_("to"), "%+.1f"),
    }
    frame = pd.DataFrame(rows, columns=list(columns))
    draw_counts(frame, columns, key="comparison_counts", file_name="comparison.csv")


def _design_rows(comparison: Comparison) -> list[dict[str, Any]]:
    """The differences that the design allows: by lot, or matched."""
    itt = comparison.itt
    if itt is None:
        return [
            _matched_row(_("Same day, same habits before"), comparison.matched),
            _matched_row(_("The same, without activity days"), comparison.without_activity),
            _matched_row(_("Same two groups, two weeks before"), comparison.negative_control),
        ]
    whole = GroupDifference(itt.offered, itt.holdout, itt.difference, itt.low, itt.high)
    rows = [_pair_row(_("All offered vs all held out"), whole)]
    if itt.takers is not None:
        takers = itt.takers
        pair = GroupDifference(takers.offered, takers.holdout, takers.difference, takers.low, takers.high)
        rows.append(_pair_row(_("Those who took the offer"), pair))
    return rows


def _effect_row(what: str, effect: MatchedEffect | GroupDifference | None) -> dict[str, Any]:
    return _matched_row(what, effect) if isinstance(effect, MatchedEffect) else _pair_row(what, effect)


def _in_points(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 2)


def _pair_row(what: str, pair: GroupDifference | None) -> dict[str, Any]:
    if pair is None:
        return {"what": what}
    return {
        "what": what,
        "participants": pair.first.n,
        "others": pair.second.n,
        "difference": _in_points(pair.difference),
        "low": _in_points(pair.low),
        "high": _in_points(pair.high),
    }


def _matched_row(what: str, effect: MatchedEffect | None) -> dict[str, Any]:
    if effect is None:
        return {"what": what}
    return {
        "what": what,
        "participants": effect.participants,
        "compared": effect.participants_matched,
        "others": effect.others,
        "difference": _in_points(effect.difference),
        "low": _in_points(effect.low),
        "high": _in_points(effect.high),
    }
