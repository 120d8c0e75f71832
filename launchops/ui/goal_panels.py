"""The list of goals and the one that is chosen. A choice draws these two anew and leaves the rest of the page."""

import streamlit as st

from launchops.ui import blocks, data, goal_detail, goal_rows, screen, shell
from launchops.ui.text import _, record_text

_DRAWN = "_goals_drawn"  # what the page around the two panels rests on


def draw_panels() -> None:
    """The panel of all goals and that of the chosen one; beside each other on a shared screen."""
    st.session_state[_DRAWN] = data.basis()
    _draw_both()


@st.fragment
def _draw_both() -> None:
    with shell.errors_in_words(), data.one_version():
        goals = data.goals()
        if not goals or st.session_state.get(_DRAWN) != data.basis():
            st.rerun()  # newer data, or a goal gone: the sentence on top is another
        chosen = goal_rows.chosen_goal(goals)
        rows, picture = st.columns((1, 1.1)) if screen.is_shared() else (st.container(), st.container())
        with rows, blocks.panel(_("All goals"), note=goal_rows.rows_note(), key="panel_goals"):
            goal_rows.draw_rows(goals, chosen)
        note = goal_rows.goal_note(chosen)
        with picture, blocks.panel(record_text(chosen.goal.name), note=note, key="panel_goal"):
            goal_detail.draw_detail(chosen)
