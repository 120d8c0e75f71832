"""The list of goals, one row each, and the choice of the goal that is shown in full.

The names are one widget and the rows beside them one block of the same height a row: fifty goals cost hardly more
than five.
"""

from collections.abc import Sequence
from functools import partial
from html import escape as escape_html
from typing import Literal

import streamlit as st

from launchops.facade.types import GoalStatus
from launchops.ui import blocks, data, screen, sparkline
from launchops.ui.goal_facts import GoalFacts, goal_facts, target_note
from launchops.ui.status import status_tone
from launchops.ui.text import _, escape, full_day, language, percent, quantity, record_text, say

PARAMETER = "goal"  # of the URL
_WIDTHS = (2.2, 9.8)
_CHOICE = "_goal_chosen"
_WORST_FIRST = ("missed", "at_risk", "out_of_tolerance", "behind")
_SHORT_LIST = 8  # rows that are all shown; a longer list scrolls
_ROW_HEIGHT = 56  # px, as in style.css


def chosen_goal(goals: Sequence[GoalStatus]) -> GoalStatus:
    """The goal of the URL, else the one chosen before, else the one that most needs a person."""
    wanted = st.query_params.get(PARAMETER) or st.session_state.get(_CHOICE)
    found = next((status for status in goals if str(status.goal.id) == wanted), None)
    if found is None:
        found = min(goals, key=lambda status: _urgency(status.status))
    return found


def _urgency(status: str) -> int:
    return _WORST_FIRST.index(status) if status in _WORST_FIRST else len(_WORST_FIRST)


def goal_note(status: GoalStatus) -> str:
    """The target, its day and the owner, beside the goal's name."""
    day = full_day(status.goal.due_on)
    text = _("{target} by {day}").format(target=target_note(status), day=day)
    return f"{text} · {record_text(status.goal.owner)}" if status.goal.owner else text


def rows_note() -> str:
    """What bar and tick mean; nothing on a shared screen, where the rows have no bars."""
    return "" if screen.is_shared() else _("bar: reached, tick: planned by now")


def draw_rows(goals: Sequence[GoalStatus], chosen: GoalStatus) -> None:
    """A row per goal; choosing a name shows the goal in full."""
    height: int | Literal["content"] = (_SHORT_LIST + 1) * _ROW_HEIGHT if _is_long(goals) else "content"
    with st.container(key="goal_rows", height=height, border=False):
        names, rows = st.columns((3, 4) if screen.is_shared() else _WIDTHS, gap="small")
        with names:
            _draw_names(goals, chosen)
        rows.html(_kept_rows(data.basis(), language(), goals, is_short=screen.is_shared()))


def _is_long(goals: Sequence[GoalStatus]) -> bool:
    return len(goals) > _SHORT_LIST and not screen.is_shared()


def _draw_names(goals: Sequence[GoalStatus], chosen: GoalStatus) -> None:
    names = {str(status.goal.id): record_text(status.goal.name) for status in goals}
    # Each caption is one more text that the browser formats: in a long list the owners stand in the rows instead.
    owners = [escape(record_text(status.goal.owner)) or " " for status in goals]
    captions = None if screen.is_shared() or _is_long(goals) else owners
    widget = f"goal_choice_{language()}"  # a new widget for each language, or the old words would stay
    st.session_state[widget] = str(chosen.goal.id)
    st.radio(
        _("Goal"), list(names), format_func=lambda code: escape(names[code]), key=widget, on_change=_choose,
        args=(widget,), captions=captions, label_visibility="collapsed",
    )  # fmt: skip


def _choose(widget: str) -> None:
    st.session_state[_CHOICE] = st.query_params[PARAMETER] = st.session_state[widget]


@st.cache_data(max_entries=8, show_spinner=False)
def _kept_rows(
    basis: data.Basis,  # noqa: ARG001 - with the language, the key of what is kept
    language: str,  # noqa: ARG001
    _goals: Sequence[GoalStatus],
    *,
    is_short: bool,
) -> str:
    return rows_html(_goals, is_short=is_short)


def rows_html(goals: Sequence[GoalStatus], *, is_short: bool) -> str:
    """Every goal's row: value, bar, status, landing, chance and trend; for three metres value and status alone."""
    has_owner = len(goals) > _SHORT_LIST
    row = _short_row_html if is_short else partial(_row_html, has_owner=has_owner)
    return f'<div class="lo-goals">{"".join(row(status, goal_facts(status)) for status in goals)}</div>'


def _row_html(status: GoalStatus, facts: GoalFacts, *, has_owner: bool) -> str:
    owner = record_text(status.goal.owner) if has_owner else ""
    reason = f"<span>{escape_html(' · '.join(filter(None, (facts.reason, owner))))}</span>"
    return (
        f'<div class="lo-goal"><strong>{escape_html(facts.name)}</strong>{_value_html(facts)}{_bar_html(status, facts)}'
        f'<div class="lo-state">{blocks.chip_html(status.status)} {reason}</div>{_landing_html(status)}'
        f"{sparkline.trend_html(facts.trend) or '<span></span>'}</div>"
    )


def _short_row_html(status: GoalStatus, facts: GoalFacts) -> str:
    value = f'<div class="lo-value lo-row-value"><b>{escape_html(facts.value)}</b></div>'
    return f'<div class="lo-goal lo-short">{value}{blocks.chip_html(status.status)}</div>'


def _value_html(facts: GoalFacts) -> str:
    lead, note = (f"<span>{escape_html(text)}</span>" if text else "" for text in (facts.lead, facts.note))
    return f'<div class="lo-value lo-row-value">{lead}<b>{escape_html(facts.value)}</b>{note}</div>'


def _bar_html(status: GoalStatus, facts: GoalFacts) -> str:
    fill = f'<i style="width:{_place(facts.filled)}"></i>' if facts.filled is not None else ""
    tick = f'<u style="left:{_place(facts.pace)}"></u>' if facts.pace is not None else ""
    tone = status_tone(status.status)
    return f'<div class="lo-{tone}"><div class="lo-bar lo-row-bar">{fill}{tick}</div></div>'


def _landing_html(status: GoalStatus) -> str:
    """Where it lands and how likely it makes it; what is not known stays blank, the reason on hover."""
    forecast = status.forecast
    why = escape_html(say(status.forecast_note)) if status.forecast_note else ""
    if forecast is None:
        words = _("being worked out") if status.is_forecast_pending else _("no forecast")
        return f'<div class="lo-landing" title="{why}"><span>{escape_html(words)}</span></div>'
    low, high = (quantity(v, status.unit, currency=status.currency) for v in (forecast.low, forecast.high))
    lands = _("lands {low}–{high}").format(low=low, high=high)
    chance = _("provisional") if forecast.chance is None else _("chance {share}").format(share=percent(forecast.chance))
    return f'<div class="lo-landing" title="{why}">{escape_html(lands)}<br><span>{escape_html(chance)}</span></div>'


def _place(share: float) -> str:
    return f"{min(1.0, max(0.0, share)) * 100:.1f}%"
