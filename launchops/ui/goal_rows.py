"""The list of goals, one row each, and the choice of the goal whose chart is shown."""

from collections.abc import Sequence
from html import escape as escape_html

import streamlit as st

from launchops.facade.types import GoalStatus
from launchops.ui import blocks, screen, sparkline
from launchops.ui.goal_facts import GoalFacts, goal_facts, target_note
from launchops.ui.status import status_tone
from launchops.ui.text import _, escape, full_day, record_text

PARAMETER = "goal"  # of the URL
_WIDTHS = (2.3, 2.1, 2.0, 4.2, 1.5)
_CHOICE = "_goal_chosen"
_WORST_FIRST = ("missed", "at_risk", "out_of_tolerance", "behind")


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
    """A row per goal; a click on a name shows its chart."""
    draw = _draw_short_row if screen.is_shared() else _draw_row
    with st.container(key="goal_rows", gap=None):
        for status in goals:
            with st.container(key=f"goal_row_{status.goal.id}", gap=None):
                draw(status, is_chosen=status is chosen)


def _draw_row(status: GoalStatus, *, is_chosen: bool) -> None:
    facts = goal_facts(status)
    name, value, bar, state, trend = st.columns(_WIDTHS, vertical_alignment="center", gap="medium")
    with name:
        _draw_name(status, is_chosen=is_chosen)
    value.html(_value_html(facts))
    bar.html(_bar_html(status, facts))
    reason = f"<span>{escape_html(facts.reason)}</span>"
    state.html(f'<div class="lo-state">{blocks.chip_html(status.status)} {reason}</div>')
    trend.html(sparkline.trend_html(facts.trend) or "<span></span>")


def _draw_short_row(status: GoalStatus, *, is_chosen: bool) -> None:
    """For three metres: name, value and status word only."""
    name, value, state = st.columns((3, 1.6, 1.6), vertical_alignment="center", gap="small")
    with name:
        _draw_name(status, is_chosen=is_chosen)
    value.html(f'<div class="lo-value lo-row-value"><b>{escape_html(goal_facts(status).value)}</b></div>')
    state.html(blocks.chip_html(status.status))


def _draw_name(status: GoalStatus, *, is_chosen: bool) -> None:
    name = escape(record_text(status.goal.name))
    st.button(
        f"**{name}**" if is_chosen else name,
        key=f"goal_{status.goal.id}",
        type="tertiary",
        on_click=_choose,
        args=(str(status.goal.id),),
    )


def _choose(goal_id: str) -> None:
    st.session_state[_CHOICE] = goal_id
    st.query_params[PARAMETER] = goal_id


def _value_html(facts: GoalFacts) -> str:
    lead, note = (f"<span>{escape_html(text)}</span>" if text else "" for text in (facts.lead, facts.note))
    return f'<div class="lo-value lo-row-value">{lead}<b>{escape_html(facts.value)}</b>{note}</div>'


def _bar_html(status: GoalStatus, facts: GoalFacts) -> str:
    fill = f'<i style="width:{_place(facts.filled)}"></i>' if facts.filled is not None else ""
    tick = f'<u style="left:{_place(facts.pace)}"></u>' if facts.pace is not None else ""
    tone = status_tone(status.status)
    return f'<div class="lo-{tone}"><div class="lo-bar lo-row-bar">{fill}{tick}</div></div>'


def _place(share: float) -> str:
    return f"{min(1.0, max(0.0, share)) * 100:.1f}%"
