"""What threatens the launch as a whole: capacity, money, nobody coming, gaming. Each with its answer and picture."""

from collections.abc import Iterable

import streamlit as st

from launchops.locale import Message
from launchops.locale.sentences import N_
from launchops.ui import blocks, capacity_form, floor_form, risk_counts, risk_data, risk_pictures
from launchops.ui.abuse import draw_abuse
from launchops.ui.text import _, escape, language, record, say

PARTS = (N_("Capacity"), N_("Money"), N_("Does anybody come?"), N_("Will it be gamed?"))


def draw_watch() -> None:
    """One tab a question, each worked out when it is opened."""
    tabs = st.tabs([_(part) for part in PARTS], key=f"risk_watch_{language()}", on_change="rerun")
    for tab, draw in zip(tabs, (_draw_capacity, _draw_cost, _draw_floor, draw_abuse), strict=True):
        if tab.open:
            with tab:
                draw()


def _draw_answer(alarm: str, sentence: Message) -> None:
    blocks.status_chip(alarm, say(sentence))


def _draw_lines(sentences: Iterable[Message]) -> None:
    """Further sentences, one line each."""
    lines = [f"- {escape(say(sentence))}" for sentence in sentences]
    if lines:
        st.markdown("\n".join(lines))


def _draw_capacity() -> None:
    status = risk_data.capacity()
    _draw_answer(status.alarm, status.sentence)
    risk_pictures.draw_capacity(status)
    _draw_lines([*(one.sentence for one in status.scenarios), *(one.sentence for one in status.planned)])
    capacity_form.draw_capacity_form(status.plan)


def _draw_cost() -> None:
    status = risk_data.cost()
    _draw_answer(status.alarm, status.sentence)
    risk_pictures.draw_cost(status)
    for line in (*status.channels, *status.activities):
        if line.alarm not in ("quiet", "unknown"):
            st.markdown(f"**{record(line.name)}** {blocks.chip_markdown(line.alarm)} {escape(say(line.sentence))}")
    risk_counts.draw_cost_counts(status)


def _draw_floor() -> None:
    status = risk_data.floor()
    _draw_answer(status.alarm, status.sentence)
    risk_pictures.draw_floor(status)
    _draw_lines(step.sentence for step in status.steps)
    floor_form.draw_floor_form()
