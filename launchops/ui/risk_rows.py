"""The list of risks, one row each, and the choice of the risk that is shown in full.

As on the goals page the names are one widget and the rows beside them one block: 200 risks cost hardly more than five.
"""

from collections.abc import Sequence
from html import escape as escape_html
from typing import Literal

import streamlit as st

from launchops.facade.types import RiskStatus
from launchops.ui import blocks, data, risk_data, screen
from launchops.ui.text import _, day, escape, language, money, record_text, say

SHORT_LIST = 9  # rows that are all shown; a longer list scrolls, and half a row more says so
MOST_ROWS = 40  # drawn at once; more only on demand, because each costs the browser time
SHARED_ROWS = 8  # rows that fit on a wall
_ROW_HEIGHT = 56  # px, as in style.css


def rows_note(risks: Sequence[RiskStatus]) -> str:
    """How many there are, in which order, and what the amount means."""
    if screen.is_shared():
        return _("the most urgent first")
    return _("{n}, the most urgent first; amount: expected loss").format(n=len(risks))


def draw_rows(risks: Sequence[RiskStatus], chosen: RiskStatus) -> None:
    """A row per risk; choosing a name shows the risk in full."""
    shown = _shown(risks, chosen)
    is_long = len(shown) > SHORT_LIST
    height: int | Literal["content"] = SHORT_LIST * _ROW_HEIGHT + _ROW_HEIGHT // 2 if is_long else "content"
    with st.container(key="risk_rows", height=height, border=False):
        names, rows = st.columns((5, 6), gap="small")
        with names:
            _draw_names(shown, chosen)
        rows.html(_kept_rows(data.basis(), language(), shown, is_short=screen.is_shared()))


def _shown(risks: Sequence[RiskStatus], chosen: RiskStatus) -> Sequence[RiskStatus]:
    """The risks that get a row: the most urgent, or all where that is asked for or the chosen one is further down."""
    if screen.is_shared():
        return risks[:SHARED_ROWS]
    if len(risks) <= MOST_ROWS or chosen not in risks[:MOST_ROWS]:
        return risks
    label = _("Show all {n}").format(n=len(risks))
    return risks if st.toggle(label, key="risk_rows_all") else risks[:MOST_ROWS]


def _draw_names(risks: Sequence[RiskStatus], chosen: RiskStatus) -> None:
    names = {str(status.risk.id): record_text(status.risk.name) for status in risks}
    owners = [escape(record_text(status.risk.owner)) or " " for status in risks]
    widget = f"risk_choice_{language()}"  # a new widget for each language, or the old words would stay
    st.session_state[widget] = str(chosen.risk.id) if str(chosen.risk.id) in names else next(iter(names))
    st.radio(
        _("Risk"), list(names), format_func=lambda code: escape(names[code]), key=widget, on_change=_choose,
        args=(widget,), captions=None if screen.is_shared() else owners, label_visibility="collapsed",
    )  # fmt: skip


def _choose(widget: str) -> None:
    risk_data.choose(str(st.session_state[widget]))


@st.cache_data(max_entries=8, show_spinner=False)
def _kept_rows(
    basis: data.Basis,  # noqa: ARG001 - with the language, the key of what is kept
    language: str,  # noqa: ARG001
    _risks: Sequence[RiskStatus],
    *,
    is_short: bool,
) -> str:
    return rows_html(_risks, is_short=is_short)


def rows_html(risks: Sequence[RiskStatus], *, is_short: bool) -> str:
    """Every risk's row: status, reason, expected loss and an overdue review; for three metres status and loss alone."""
    rows = "".join(_row_html(status, is_short=is_short) for status in risks)
    return f'<div class="lo-goals">{rows}</div>'


def _row_html(status: RiskStatus, *, is_short: bool) -> str:
    words = "" if is_short else f" <span>{escape_html(say(status.reason))}</span>{_overdue_html(status)}"
    return (
        f'<div class="lo-goal lo-risk"><strong>{escape_html(record_text(status.risk.name))}</strong>'
        f'<div class="lo-state">{blocks.chip_html(chip_code(status))}{words}</div>{_loss_html(status)}</div>'
    )


def _overdue_html(status: RiskStatus) -> str:
    if not status.review_overdue_days:
        return ""
    due = _("review was due {day}").format(day=day(status.risk.review_on))
    return f' <b class="lo-warn">{escape_html(due)}</b>'


def _loss_html(status: RiskStatus) -> str:
    """What it is expected to cost; an estimate that is missing is said, never a zero."""
    if status.expected_loss is None:
        nothing = _("unknown loss")
        return f'<div class="lo-landing"><span>{escape_html(nothing)}</span></div>'
    return f'<div class="lo-landing">{escape_html(money(round(status.expected_loss), currency=status.currency))}</div>'


def chip_code(status: RiskStatus) -> str:
    """The word on a risk's chip: for an open one the state of its trigger says more than “open”."""
    if status.status == "open" and status.trigger is not None and status.trigger.state in ("amber", "red", "stale"):
        return status.trigger.state
    return status.status
