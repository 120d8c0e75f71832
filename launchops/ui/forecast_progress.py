"""While forecasts are being made: how far that is, and the page again once they are there."""

from collections.abc import Sequence

import streamlit as st

from launchops.facade.types import GoalStatus
from launchops.ui import data
from launchops.ui.text import _

_BEGUN = "_forecasts_begun"  # the versions for which this session has asked for forecasts


def draw_progress(goals: Sequence[GoalStatus]) -> None:
    """Begin what is missing and watch it; nothing where every forecast that can be made is there."""
    if any(status.is_forecast_pending for status in goals):
        if st.session_state.get(_BEGUN) != data.launch().versions():
            st.session_state[_BEGUN] = data.launch().versions()
            data.launch().forecasts.start()
        _watch()


@st.fragment(run_every="2s")
def _watch() -> None:
    state = data.launch().forecasts.state()
    if state.is_running:
        st.progress(state.share, text=_("The forecasts are being worked out. Everything else is there."))
    elif state.pending:
        st.warning(_("The forecasts could not be worked out."))
        st.button(_("Try again"), key="forecasts_again", on_click=_try_again)
    else:
        st.rerun()


def _try_again() -> None:
    st.session_state.pop(_BEGUN, None)
