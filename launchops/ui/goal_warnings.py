"""What is wrong with the plan as a whole."""

import streamlit as st

from launchops.ui import goal_data, screen
from launchops.ui.text import escape, say, together


def draw_warnings() -> None:
    """Too many goals at a time, goals or steps too far ahead; nothing on a shared screen."""
    found = () if screen.is_shared() else goal_data.warnings()
    if found:
        st.warning(escape(together(*(say(message) for message in found))), icon=":material/warning:")
