"""The screen this session draws on: shared or own, light or dark."""

import streamlit as st

KEPT_PARAMETERS = ("lang", "tv", "channel", "segment")
SHARED_SCALE = 1.6  # text of a chart for three metres, against 1 on one's own screen


def is_shared() -> bool:
    """Whether the page is drawn for a shared screen (``?tv=1``)."""
    return st.query_params.get("tv") == "1"


def text_scale() -> float:
    """Factor by which a chart's text and lines are larger than on one's own screen."""
    return SHARED_SCALE if is_shared() else 1.0


def is_dark() -> bool:
    """Whether the browser shows the dark theme; light while that is not known."""
    return bool(st.context.theme.type == "dark")


def kept_query() -> dict[str, list[str]]:
    """The parameters of the URL that go along to another page: language, filters, shared screen."""
    return {name: st.query_params.get_all(name) for name in KEPT_PARAMETERS if name in st.query_params}
