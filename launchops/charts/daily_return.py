"""The two groups as everybody wants to see them, made comparable: who came back on each of the 28 days after."""

from collections.abc import Sequence

import plotly.graph_objects as go

from launchops.charts.axes import round_ticks, spread_labels, value_axis
from launchops.charts.chart import Chart
from launchops.charts.style import Look, blank_figure, end_label, text_width
from launchops.charts.values import value_text
from launchops.locale import gettext
from launchops.stats.results import Comparison, DayReturn

_HEIGHT_LINES = 14.7  # as high as the comparison beside it
_LAST_DAY = 28
_SIDES = ("participant", "other")


def daily_return_chart(comparison: Comparison, *, look: Look) -> Chart | None:
    """Active on day 1 … 28 after taking part: participants (orange) and comparable others (grey), with 95 % bands.

    The days on which coming back counts are shaded. None while fewer than two days are known.
    """
    days = comparison.by_day
    if len(days) < 2:
        return None
    figure = blank_figure(look, height_lines=_HEIGHT_LINES)
    top = max(max(day.participant_high, day.other_high) for day in days)
    ticks = round_ticks(0, top, lines=5)
    value_axis(figure, ticks, "percent", look)
    weeks = [1, 7, 14, 21, _LAST_DAY]
    figure.update_xaxes(range=[0.5, _LAST_DAY + 0.5], tickvals=weeks, ticktext=[str(day) for day in weeks])
    figure.add_vrect(
        x0=comparison.days[0] - 0.5, x1=comparison.days[1] + 0.5, fillcolor=look.palette.line, opacity=0.45,
        line_width=0, layer="below",
    )  # fmt: skip
    for side in reversed(_SIDES):  # those who took part on top
        _add_band(figure, days, side, look)
        _add_line(figure, days, side, look)
    _add_names(figure, comparison, top=ticks[-1], look=look)
    return Chart(figure, _alt(comparison, look))


def _colour(side: str, look: Look) -> str:
    return look.palette.activity if side == "participant" else look.palette.plan


def _add_band(figure: go.Figure, days: Sequence[DayReturn], side: str, look: Look) -> None:
    x = [day.day for day in days]
    low, high = ([getattr(day, f"{side}_{end}") for day in days] for end in ("low", "high"))
    figure.add_scatter(
        x=[*x, *x[::-1]], y=[*high, *low[::-1]], mode="lines", line_width=0, fill="toself",
        fillcolor=_colour(side, look), opacity=0.2, hoverinfo="skip",
    )  # fmt: skip


def _add_line(figure: go.Figure, days: Sequence[DayReturn], side: str, look: Look) -> None:
    figure.add_scatter(
        x=[day.day for day in days], y=[getattr(day, f"{side}_rate") for day in days], mode="lines",
        line={"color": _colour(side, look), "width": look.line_width},
        hovertext=[_hover(day, look) for day in days], hoverinfo="text",
    )  # fmt: skip


def _hover(day: DayReturn, look: Look) -> str:
    text = gettext("day {day}: {participants} against {others}", look.language)
    return text.format(
        day=day.day,
        participants=value_text(day.participant_rate, "percent", look),
        others=value_text(day.other_rate, "percent", look),
    )


def _names(comparison: Comparison, look: Look) -> tuple[str, str]:
    if comparison.design == "randomised":
        return gettext("offered", look.language), gettext("held out", look.language)
    return gettext("took part", look.language), gettext("comparable others", look.language)


def _add_names(figure: go.Figure, comparison: Comparison, *, top: float, look: Look) -> None:
    """Name and last value of each line, right of it."""
    last = comparison.by_day[-1]
    ends = [last.participant_rate, last.other_rate]
    texts = [
        f"{name} {value_text(end, 'percent', look)}" for name, end in zip(_names(comparison, look), ends, strict=True)
    ]
    placed = spread_labels(ends, room=top * 1.3 / (_HEIGHT_LINES - 3))
    colours = [look.palette.activity, look.palette.muted]
    for text, height, colour in zip(texts, placed, colours, strict=True):
        end_label(figure, text, x=last.day, y=height, colour=colour, look=look)
    missing = (_LAST_DAY - last.day) / _LAST_DAY  # a line that ends early leaves its label room inside the plot
    room = max(text_width(text, look.font_size * 1.08) for text in texts) + look.font_size
    figure.update_layout(margin_r=round(room * (1 - min(1.0, 2 * missing))) + look.font_size // 2)


def _alt(comparison: Comparison, look: Look) -> str:
    separator = "；" if look.language == "zh" else "; "
    names = " / ".join(_names(comparison, look))
    shown = [day for day in comparison.by_day if day.day in (1, 7, 14, 21, _LAST_DAY)]
    return separator.join([names, *(_hover(day, look) for day in shown)])
