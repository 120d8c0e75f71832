"""What is wrong with the list of risks as a whole."""

import streamlit as st

from launchops.ui import risk_data, screen
from launchops.ui.text import escape, say, together


def draw_warnings() -> None:
    """Too many open, extremes without a trigger, overdue reviews; nothing on a shared screen."""
    found = () if screen.is_shared() else risk_data.warnings()
    if found:
        st.warning(escape(together(*(say(message) for message in found))), icon=":material/warning:")
