"""The list of risks and the one that is chosen. A choice draws these two anew and leaves the rest of the page."""

import streamlit as st

from launchops.ui import blocks, data, risk_data, risk_detail, risk_rows, shell
from launchops.ui.text import _, record_text

_DRAWN = "_risks_drawn"  # what the page around the two panels rests on


def draw_panels() -> None:
    """The panel of all risks beside that of the chosen one."""
    st.session_state[_DRAWN] = data.basis()
    _draw_both()


@st.fragment
def _draw_both() -> None:
    with shell.errors_in_words(), data.one_version():
        risks = data.risks()
        if not risks or st.session_state.get(_DRAWN) != data.basis():
            st.rerun()  # newer data, or a risk gone: the sentence on top is another
        chosen = risk_data.chosen_risk(risks)
        rows, detail = st.columns((1, 1.1))
        with rows, blocks.panel(_("All risks"), note=risk_rows.rows_note(risks), key="panel_risks"):
            risk_rows.draw_rows(risks, chosen)
        with detail, blocks.panel(record_text(chosen.risk.name), key="panel_risk"):
            risk_detail.draw_detail(chosen)
