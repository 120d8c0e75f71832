"""The way from now to the vision as one picture: its steps by date, where we stand, and what is still to come."""

from collections.abc import Sequence
from html import escape as escape_html

import streamlit as st

from launchops.facade.types import MilestoneStatus
from launchops.ui import blocks, data, goal_data, milestone_form, screen
from launchops.ui.status import status_tone, status_word
from launchops.ui.text import _, full_day, record_text, say


def draw_path() -> None:
    """The path, the vision at its end, and the form of its steps."""
    steps = goal_data.milestones()
    if screen.is_shared():
        return
    with blocks.panel(_("The steps to the vision"), key="panel_path"):
        if steps:
            st.html(path_html(steps, vision=record_text(data.settings().vision)))
        else:
            blocks.quiet(_("There are no steps yet. Write down the next three, none more than 90 days ahead."))
        milestone_form.draw_steps_form(steps)


def path_html(steps: Sequence[MilestoneStatus], *, vision: str) -> str:
    """The steps in a row, "now" before the first that is still ahead, the vision at the end."""
    ahead = next((place for place, step in enumerate(steps) if step.suggested_state == "planned"), len(steps))
    marks = [_step_html(step) for step in steps]
    now, last = escape_html(_("now")), escape_html(_("Vision"))
    marks.insert(ahead, f'<li class="lo-now"><i></i><b>{now}</b></li>')
    end = escape_html(vision or _("The vision is not written down yet; its place is on the settings page."))
    marks.append(f'<li class="lo-vision"><i></i><small>{last}</small><b>{end}</b></li>')
    return f'<ol class="lo-path">{"".join(marks)}</ol>'


def _step_html(step: MilestoneStatus) -> str:
    record = step.milestone
    when = full_day(record.due_on)
    if step.suggested_state == "planned" and step.days_left >= 0:
        when = _("{day}, {n} days left").format(day=when, n=step.days_left)
    chip = f'<span class="lo-chip lo-{status_tone(step.suggested_state)}">{_word(step)}</span>'
    notes = (say(step.reason), record_text(record.owner), record_text(record.evidence))
    lines = "".join(f"<small>{escape_html(note)}</small>" for note in notes if note)
    return (
        f'<li class="lo-{status_tone(step.suggested_state)} lo-is-{step.suggested_state}"><i></i>'
        f"<small>{escape_html(when)}</small><b>{escape_html(record_text(record.name))}</b>{chip}{lines}</li>"
    )


def _word(step: MilestoneStatus) -> str:
    """The state's word; where only the figures say it, that a person has yet to confirm it."""
    word = status_word(step.suggested_state)
    if step.suggested_state != step.milestone.state:
        word = _("{state}, to be confirmed").format(state=word)
    return escape_html(word)
