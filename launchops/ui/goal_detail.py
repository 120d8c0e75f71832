"""One goal in full: its course, whether it moved, how good its forecasts were, check-ins, its form and history."""

import streamlit as st

from launchops.facade.types import GoalStatus
from launchops.locale.sentences import N_
from launchops.ui import (
    blocks,
    check_ins,
    counts,
    data,
    goal_data,
    goal_form,
    goal_history,
    goal_pictures,
    reading_form,
    screen,
)
from launchops.ui.status import status_word
from launchops.ui.text import _, escape, language, say

PARTS = (
    N_("Course"),
    N_("Noise or signal"),
    N_("Past forecasts"),
    N_("Check-ins"),
    N_("Change"),
    N_("History"),
)


def draw_detail(status: GoalStatus) -> None:
    """The chosen goal: its line in words, and its parts, each worked out when it is opened."""
    if status.sentence is not None:
        st.markdown(_sentence(status))
    if screen.is_shared():
        goal_pictures.draw_course(status, data.goal_series(status.goal))
        return
    key = f"goal_parts_{status.goal.id}_{language()}"
    draws = (
        _draw_course,
        _draw_signal,
        _draw_past,
        check_ins.draw_check_ins,
        goal_form.draw_goal_change,
        _draw_history,
    )
    for tab, draw in zip(st.tabs([_(part) for part in PARTS], key=key, on_change="rerun"), draws, strict=True):
        if tab.open:
            with tab:
                draw(status)


def _sentence(status: GoalStatus) -> str:
    words = escape(say(status.sentence)) if status.sentence else ""
    if status.computed_status and status.computed_status != status.status:
        figures = _("The figures say: {status}.").format(status=status_word(status.computed_status))
        words = f"{words} :gray[{escape(figures)}]"
    return words


def _draw_course(status: GoalStatus) -> None:
    series = data.goal_series(status.goal)
    goal_pictures.draw_course(status, series)
    if status.forecast_note is not None:
        blocks.quiet(say(status.forecast_note))
    if goal_data.is_reading(status.goal.kpi):
        reading_form.draw_reading_form(status)
    counts.draw_goal_counts(status, series)


def _draw_signal(status: GoalStatus) -> None:
    if status.signal_note is not None:
        name = goal_data.kpi_names(status.goal.kpi)[status.goal.kpi]
        blocks.heading(_("{kpi}: {note}").format(kpi=name, note=say(status.signal_note)))
    goal_pictures.draw_signal(status)
    blocks.quiet(
        _("Weeks between the dashed lines are the usual ups and downs; only a week beyond them calls for a reason.")
    )


def _draw_past(status: GoalStatus) -> None:
    if status.forecast_note is not None:
        blocks.heading(say(status.forecast_note))
    goal_pictures.draw_past_forecasts(status)
    blocks.quiet(
        _(
            "Each bar is the range foretold as far ahead as today's, the dot what came; of a total, what those "
            "days brought."
        )
    )


def _draw_history(status: GoalStatus) -> None:
    goal_history.draw_history(goal_data.history("goals", status.goal.id))
