"""Choices that a page keeps in the URL, so that a link opens the same view."""

from collections.abc import Callable, Sequence

import streamlit as st

from launchops.ui import screen
from launchops.ui.text import language


def choose_one(
    label: str,
    key: str,
    options: Sequence[str],
    *,
    default: str,
    words: Callable[[str], str],
    is_short: bool = False,
) -> str:
    """One of stable codes: from the URL, else as chosen before on this page, else `default`.

    `is_short`: a few short options side by side instead of a list. On the shared screen only the URL chooses.
    `words` must escape for Markdown where `is_short`; a list shows its options as plain text.
    """
    kept = f"_kept_{key}"
    given = st.query_params.get(key) or st.session_state.get(kept)
    start = str(given) if given in options else default
    if screen.is_shared():
        return start
    widget = f"{key}:{language()}"  # a new widget for each language, or the old words would stay
    if st.session_state.get(widget) not in options:
        st.session_state[widget] = start
    if is_short:
        picked = st.segmented_control(
            label, options, format_func=words, key=widget, required=True, label_visibility="collapsed"
        )
    else:
        picked = st.selectbox(label, options, format_func=words, key=widget, label_visibility="collapsed", width=280)
    chosen = str(picked or start)
    st.session_state[kept] = chosen
    st.query_params[key] = chosen
    return chosen
