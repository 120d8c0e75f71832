"""Lifecycle bars: who is new, returns or comes back week by week above the line, who stays away below it."""

import pandas as pd
import plotly.graph_objects as go

from launchops.charts.activity_ranges import add_not_over
from launchops.charts.axes import date_ticks, round_ticks, spread_labels
from launchops.charts.chart import Chart
from launchops.charts.style import Look, blank_figure, end_label, text_width
from launchops.charts.values import day_text, tick_text, value_text
from launchops.locale import gettext
from launchops.metrics.results import Lifecycle
from launchops.periods import day_date

_HEIGHT_LINES = 18
_HALF_WEEK = 3


def state_word(state: str, look: Look) -> str:
    """A state of the lifecycle in the language of the chart."""
    words = {
        "new": gettext("new", look.language),
        "returning": gettext("returning", look.language),
        "resurrecting": gettext("back after a pause", look.language),
        "dormant": gettext("stayed away", look.language),
    }
    return words[state]


def lifecycle_chart(result: Lifecycle, *, look: Look) -> Chart | None:
    """Users of each complete week by state, dormant ones below zero; None while no week is over.

    The week that is not over is hatched: nobody is dormant before its end.
    """
    known = result.frame[result.frame["complete"]]
    if known.empty:
        return None
    figure = blank_figure(look, height_lines=_HEIGHT_LINES)
    colours = _colours(look)
    above = known[["returning", "resurrecting", "new"]].sum(axis=1).max()
    ticks = _axes(figure, result.frame, -float(known["dormant"].max()), float(above), look)
    for state, colour in colours.items():
        _add_state(figure, known, state, colour, look)
    figure.update_layout(barmode="relative", bargap=0.2, hovermode="x unified")
    figure.add_hline(y=0, line_color=look.palette.muted, line_width=1.2)
    young = result.frame[~result.frame["complete"]]
    if not young.empty:
        first, last = int(young["week_day"].iloc[0]), int(young["week_day"].iloc[-1]) + 6
        add_not_over(figure, first, last, bottom=0, top=ticks[-1], look=look)
    _add_labels(figure, known, colours, end=int(result.frame["week_day"].iloc[-1]) + 6, ticks=ticks, look=look)
    return Chart(figure, _alt(known, look))


def _colours(look: Look) -> dict[str, str]:
    """From the core outwards; who stays away in grey."""
    colours = look.palette
    return {
        "returning": colours.core,
        "resurrecting": colours.middle,
        "new": colours.outer,
        "dormant": colours.plan,
    }


def _axes(figure: go.Figure, frame: pd.DataFrame, low: float, high: float, look: Look) -> list[float]:
    ticks = round_ticks(low, high, lines=4)
    texts = [tick_text(abs(tick), "users", look, step=ticks[1] - ticks[0]) for tick in ticks]
    figure.update_yaxes(range=[ticks[0], ticks[-1]], tickvals=ticks, ticktext=texts)
    first, last = int(frame["week_day"].iloc[0]), int(frame["week_day"].iloc[-1]) + 6
    days = date_ticks(first, last)
    figure.update_xaxes(
        type="date", range=[day_date(first - 1), day_date(last + 1)], tickvals=[day_date(day) for day in days],
        ticktext=[day_text(day, look) for day in days], hoverformat="%-m月%-d日" if look.language == "zh" else "%-d %b",
    )  # fmt: skip
    figure.update_layout(margin_l=max(text_width(text, look.font_size) for text in texts) + look.font_size)
    return ticks


def _add_state(figure: go.Figure, known: pd.DataFrame, state: str, colour: str, look: Look) -> None:
    sign = -1 if state == "dormant" else 1
    figure.add_bar(
        x=[day_date(int(day) + _HALF_WEEK) for day in known["week_day"]],
        y=[sign * int(users) for users in known[state]],
        width=6 * 86_400_000, marker_color=colour,
        customdata=[value_text(users, "users", look) for users in known[state]],
        hovertemplate=f"{state_word(state, look)} %{{customdata}}<extra></extra>",
    )  # fmt: skip


def _add_labels(
    figure: go.Figure, known: pd.DataFrame, colours: dict[str, str], *, end: int, ticks: list[float], look: Look
) -> None:
    """Name and value of the last complete week, each at the height of its bar."""
    last = known.iloc[-1]
    base, heights, texts = 0.0, [], []
    for state in colours:
        users = float(last[state])
        heights.append(-users / 2 if state == "dormant" else base + users / 2)
        base += users if state != "dormant" else 0
        texts.append(f"{state_word(state, look)} {value_text(users, 'users', look)}")
    placed = spread_labels(heights, room=(ticks[-1] - ticks[0]) * 1.3 / (_HEIGHT_LINES - 3))
    for text, height, colour in zip(texts, placed, colours.values(), strict=True):
        shown = look.palette.muted if colour == look.palette.plan else colour
        end_label(figure, text, x=day_date(end + 1), y=height, colour=shown, look=look)
    figure.update_layout(margin_r=max(text_width(text, look.font_size * 1.1) for text in texts) + look.font_size)


def _alt(known: pd.DataFrame, look: Look) -> str:
    last = known.iloc[-1]
    separator = "、" if look.language == "zh" else ", "
    values = separator.join(
        f"{state_word(state, look)} {value_text(float(last[state]), 'users', look)}" for state in _colours(look)
    )
    text = gettext("In the week from {day}: {values}.", look.language)
    return text.format(day=day_text(int(last["week_day"]), look), values=values)
