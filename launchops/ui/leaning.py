"""The panel on dependence: how much the product leans on activities, and what to do."""

from html import escape as escape_html

import streamlit as st

from launchops.facade.types import Comparison, advice, leaning
from launchops.locale import format_value
from launchops.ui import screen
from launchops.ui.text import _, language, say

SHARED_FACTS = 1  # on a wall the first fact is enough


def draw_leaning(comparison: Comparison) -> None:
    """The ratio large, the facts behind it, and the advice."""
    found = leaning(comparison)
    shown = found.facts[:SHARED_FACTS] if screen.is_shared() else found.facts
    facts = "".join(f"<li>{escape_html(say(fact))}</li>" for fact in shown)
    lead = _("What to do:")
    todo = f"<b>{escape_html(lead)}</b> {escape_html(say(advice(comparison)))}"
    st.html(f'<div class="lo-leaning lo-{found.tone}">{_ratio_html(found.ratio)}<ul>{facts}</ul><p>{todo}</p></div>')


def _ratio_html(ratio: float | None) -> str:
    if ratio is None:
        return ""
    value = format_value(ratio, "times", language())
    words = _("as many active days as its share of the calendar")
    return f'<div class="lo-value"><b>{escape_html(value)}</b><span>{escape_html(words)}</span></div>'
