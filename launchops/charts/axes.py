"""Axes with few, round grid lines, and dates in the language of the chart."""

import math
from datetime import date
from itertools import pairwise

import plotly.graph_objects as go

from launchops.charts.style import Look, text_width
from launchops.charts.values import day_text, tick_text
from launchops.periods import day_date, month_first_day, month_number, week_first_day, week_number

_STEPS = (1.0, 2.0, 2.5, 3.0, 4.0, 5.0, 10.0, 20.0)
_MAX_DATE_TICKS = 6


def round_ticks(low: float, high: float, *, lines: int = 3) -> list[float]:
    """At most `lines` + 1 round values, the first at or below `low` and the last at or above `high`.

    Of all round steps the one that wastes least room is taken.
    """
    span = high - low if high > low else abs(high) or 1.0
    magnitude = 10.0 ** math.floor(math.log10(span / lines))
    candidates = []
    for step in (factor * magnitude for factor in _STEPS):
        first, last = math.floor(low / step + 1e-9), math.ceil((low + span) / step - 1e-9)
        if last - first <= lines:
            candidates.append(((last - first) * step, step, first, last))
    _room, step, first, last = min(candidates)
    return [round(k * step, 12) for k in range(first, last + 1)]


def inner_ticks(low: float, high: float, *, lines: int = 5) -> list[float]:
    """At most `lines` + 1 round values between `low` and `high`, zero among them where it lies between."""
    magnitude = 10.0 ** math.floor(math.log10((high - low) / lines))
    step = next(s for s in (1, 2, 2.5, 5, 10, 20) if (high - low) / (s * magnitude) <= lines) * magnitude
    first, last = math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9)
    return [round(k * step, 12) for k in range(first, last + 1)]


def date_ticks(first_day: int, last_day: int) -> list[int]:
    """At most six days that begin a month, a week (Monday) or, in short periods, days at an even step."""
    months = range(month_number(first_day), month_number(last_day) + 1)
    starts = [month_first_day(m) for m in months if first_day <= month_first_day(m) <= last_day]
    if len(starts) >= 3:
        return starts[:: math.ceil(len(starts) / _MAX_DATE_TICKS)]
    weeks = range(week_number(first_day, "monday"), week_number(last_day, "monday") + 1)
    mondays = [w for week in weeks if first_day <= (w := week_first_day(week, "monday")) <= last_day]
    if len(mondays) >= 3:
        return mondays[:: math.ceil(len(mondays) / _MAX_DATE_TICKS)]
    return list(range(first_day, last_day + 1, math.ceil((last_day - first_day + 1) / _MAX_DATE_TICKS)))


def on_date(day: int) -> date:
    """The x position of a day."""
    return day_date(day)


def value_axis(figure: go.Figure, ticks: list[float], unit: str, look: Look) -> int:
    """Give the y axis these grid lines; returns the pixels its labels need on the left."""
    step = ticks[1] - ticks[0]
    texts = [tick_text(t, unit, look, step=step) for t in ticks]
    figure.update_yaxes(range=[ticks[0], ticks[-1]], tickvals=ticks, ticktext=texts)
    room = max(text_width(t, look.font_size) for t in texts) + look.font_size
    figure.update_layout(margin_l=room)
    return room


def day_axis(figure: go.Figure, first_day: int, last_day: int, look: Look) -> None:
    """Give the x axis the days from first to last, both included, as dates in the language."""
    ticks = date_ticks(first_day, last_day)
    figure.update_xaxes(
        type="date",
        range=[on_date(first_day), on_date(last_day)],
        tickvals=[on_date(day) for day in ticks],
        ticktext=[day_text(day, look) for day in ticks],
        hoverformat="%-m月%-d日" if look.language == "zh" else "%-d %b",
        showspikes=False,
    )


def spread_labels(heights: list[float], *, room: float) -> list[float]:
    """The same heights moved apart as little as needed so that neighbours stand at least `room` apart."""
    order = sorted(range(len(heights)), key=lambda i: heights[i])
    placed = list(heights)
    for lower, upper in pairwise(order):
        placed[upper] = max(placed[upper], placed[lower] + room)
    return placed


def first_and_last(days: list[int]) -> tuple[int, int]:
    """First and last day; at least two days, so that an axis has a length."""
    return min(days), max(*days, min(days) + 1)
