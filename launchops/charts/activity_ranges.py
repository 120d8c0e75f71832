"""The days of activities, shaded orange behind a time chart, and the days that are not over yet, hatched."""

from collections.abc import Sequence
from datetime import datetime, time, timedelta

import plotly.graph_objects as go

from launchops.charts.style import Look, plain, text_width
from launchops.facade.results import ActivitySummary
from launchops.locale import gettext
from launchops.periods import day_date, day_number

_PLOT_WIDTH = 720  # px, a plot as wide as on a laptop; only decides which names would touch


def activity_days(activity: ActivitySummary) -> tuple[int, int] | None:
    """First and last day of an activity, both included: as recorded, else as seen in the uploads."""
    record = activity.record
    first = day_number(record.start_on) if record and record.start_on else activity.first_day
    last = day_number(record.end_on) if record and record.end_on else activity.last_day
    return (first, last) if first is not None and last is not None and first <= last else None


def add_activity_ranges(
    figure: go.Figure, activities: Sequence[ActivitySummary], *, first_day: int, last_day: int, look: Look
) -> None:
    """Shade the days of each activity and write its name at the top; a name that would touch stands lower."""
    ends: list[float] = []  # right end of the last name in each line of names
    scale = _PLOT_WIDTH / max(1, last_day - first_day)
    known = [(activity, days) for activity in activities if (days := activity_days(activity))]
    for activity, (start, end) in sorted(known, key=lambda item: item[1]):
        if end < first_day or start > last_day:
            continue
        left = max(start, first_day)
        _shade(figure, left, min(end + 1, last_day), look)
        name = plain(gettext(activity.name, look.language))
        at = (left - first_day) * scale
        line = next((i for i, used in enumerate(ends) if used <= at), len(ends))
        ends[line : line + 1] = [at + text_width(name, look.font_size)]
        _write_name(figure, name, left, line, look)


def _shade(figure: go.Figure, start: int, end: int, look: Look) -> None:
    figure.add_shape(
        type="rect", x0=day_date(start), x1=day_date(end), xref="x", y0=0, y1=1, yref="paper",
        fillcolor=look.palette.shade, line_width=0, layer="below",
    )  # fmt: skip


def _write_name(figure: go.Figure, name: str, day: int, line: int, look: Look) -> None:
    size = round(look.font_size * 0.9)
    figure.add_annotation(
        x=day_date(day), y=1, yref="paper", text=name, showarrow=False, xanchor="left", yanchor="top",
        xshift=size // 3, yshift=-round(line * size * 1.3),
        font={"color": look.palette.activity, "size": size},
    )  # fmt: skip


def add_not_over(figure: go.Figure, start_day: int, last_day: int, *, bottom: float, top: float, look: Look) -> None:
    """Hatch the days from `start_day` to `last_day`, which have data but are not over yet."""
    left = datetime.combine(day_date(start_day), time()) - timedelta(hours=12)
    right = datetime.combine(day_date(last_day), time()) + timedelta(hours=12)
    figure.add_scatter(
        x=[left, right, right, left, left], y=[bottom, bottom, top, top, bottom], mode="lines", line_width=0,
        fill="toself", fillcolor="rgba(0,0,0,0)", hoverinfo="skip",
        fillpattern={"shape": "/", "fgcolor": look.palette.plan, "size": 5, "solidity": 0.2},
    )  # fmt: skip
