"""Marks on the chart of a goal: what its owner said on a day, and the days of the steps to the vision."""

import textwrap
from bisect import bisect_right
from collections.abc import Sequence

import plotly.graph_objects as go

from launchops.charts.style import Look, plain
from launchops.locale import gettext
from launchops.periods import day_date, day_number
from launchops.store.records import CheckIn, Milestone

_LINE_LETTERS = 48  # of a text shown on hover
Point = tuple[int, float]  # day, value


def add_check_ins(figure: go.Figure, check_ins: Sequence[CheckIn], actual: Sequence[Point], look: Look) -> None:
    """A ring on the line for every check-in within its days; what was said shows on hover."""
    days = [day for day, _ in actual]
    shown = [(entry, bisect_right(days, day_number(entry.checked_on)) - 1) for entry in check_ins]
    shown = [(entry, at) for entry, at in shown if at >= 0]
    if not shown:
        return
    figure.add_scatter(
        x=[day_date(days[at]) for _, at in shown], y=[actual[at][1] for _, at in shown], mode="markers",
        name="check_ins", cliponaxis=False, hovertemplate="%{customdata}<extra></extra>",
        marker={
            "color": look.palette.ground, "size": round(look.font_size * 0.8),
            "line": {"color": look.palette.ink, "width": round(look.line_width * 0.8, 1)},
        },
        customdata=[_said(entry, look) for entry, _ in shown],
    )  # fmt: skip


def _said(entry: CheckIn, look: Look) -> str:
    text = gettext("Check-in, confidence {n} of 10: {text}", look.language)
    said = text.format(n=entry.confidence, text=gettext(entry.what_moved, look.language) if entry.what_moved else "–")
    return _lines(said)


def add_milestones(
    figure: go.Figure, milestones: Sequence[Milestone], *, first_day: int, last_day: int, bottom: float, look: Look
) -> None:
    """A diamond on the axis for the day of every step; its name shows on hover."""
    shown = [step for step in milestones if first_day <= day_number(step.due_on) <= last_day]
    if not shown:
        return
    figure.add_scatter(
        x=[step.due_on for step in shown], y=[bottom] * len(shown), mode="markers", name="milestones",
        marker={"symbol": "diamond", "color": look.palette.plan, "size": round(look.font_size * 0.8)},
        customdata=[_lines(gettext(step.name, look.language)) for step in shown],
        hovertemplate="%{customdata}<extra></extra>", cliponaxis=False,
    )  # fmt: skip


def _lines(text: str) -> str:
    """A text from data in lines short enough for a hover label."""
    letters = _LINE_LETTERS // 2 if any(ord(letter) >= 0x2E80 for letter in text) else _LINE_LETTERS
    return "<br>".join(plain(line) for line in textwrap.wrap(text, letters))
