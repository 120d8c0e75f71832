"""Signal or noise: a KPI week by week within the limits of its usual ups and downs (Wheeler's XmR chart)."""

import plotly.graph_objects as go

from launchops.charts.axes import day_axis, round_ticks, spread_labels, value_axis
from launchops.charts.chart import Chart
from launchops.charts.style import Look, blank_figure, end_label, text_width
from launchops.charts.values import value_text
from launchops.locale import gettext
from launchops.periods import day_date
from launchops.stats.goal_results import Signal

_HEIGHT_LINES = 16
Level = tuple[float, str, str]  # value, dash of its line, its words


def signal_chart(signal: Signal, *, unit: str, look: Look) -> Chart:
    """Weekly values with mean and limits; a week beyond a limit is filled in the colour of a warning."""
    days = [week.week_day for week in signal.weeks]
    values = [week.value for week in signal.weeks]
    levels = _levels(signal, unit, look)
    low, high = min([*values, signal.low]), max([*values, signal.high])
    ticks = round_ticks(0 if 0 <= low < high / 2 else low, high)
    figure = blank_figure(look, height_lines=_HEIGHT_LINES)
    value_axis(figure, ticks, unit, look)
    day_axis(figure, days[0], max(days[-1], days[0] + 7), look)
    _add_levels(figure, levels, max(days[-1], days[0] + 7), span=ticks[-1] - ticks[0], look=look)
    _add_weeks(figure, signal, unit, look)
    return Chart(figure, _alt(signal, unit, look))


def _levels(signal: Signal, unit: str, look: Look) -> list[Level]:
    words = (
        (signal.high, "dash", gettext("usual up to {value}", look.language)),
        (signal.mean, "solid", gettext("mean {value}", look.language)),
        (signal.low, "dash", gettext("usual from {value}", look.language)),
    )
    return [(value, dash, text.format(value=value_text(value, unit, look))) for value, dash, text in words]


def _add_levels(figure: go.Figure, levels: list[Level], day: int, *, span: float, look: Look) -> None:
    """The mean and both limits, each with its words at the end of its line, apart."""
    room = span * 1.3 / (_HEIGHT_LINES - 3)
    heights = spread_labels([value for value, _, _ in levels], room=room)
    for (value, dash, text), height in zip(levels, heights, strict=True):
        figure.add_hline(y=value, line_color=look.palette.plan, line_width=1.4, line_dash=dash)
        end_label(figure, text, x=day_date(day), y=height, colour=look.palette.muted, look=look)
    widest = max(text_width(text, look.font_size * 1.1) for _, _, text in levels)
    figure.update_layout(margin_r=widest + look.font_size)


def _add_weeks(figure: go.Figure, signal: Signal, unit: str, look: Look) -> None:
    colours = look.palette
    text = gettext("week from %{x}", look.language)
    figure.add_scatter(
        x=[day_date(week.week_day) for week in signal.weeks], y=[week.value for week in signal.weeks],
        mode="lines+markers", line={"color": colours.core, "width": look.line_width * 0.7}, cliponaxis=False,
        marker={
            "size": [round(look.font_size * (0.8 if week.is_signal else 0.5)) for week in signal.weeks],
            "color": [colours.bad if week.is_signal else colours.core for week in signal.weeks],
            "symbol": ["diamond" if week.is_signal else "circle" for week in signal.weeks],
        },
        customdata=[value_text(week.value, unit, look) for week in signal.weeks],
        hovertemplate=f"{text}: %{{customdata}}<extra></extra>",
    )  # fmt: skip


def _alt(signal: Signal, unit: str, look: Look) -> str:
    text = gettext("{n} weeks, usual between {low} and {high}; {signals} beyond.", look.language)
    return text.format(
        n=len(signal.weeks),
        low=value_text(signal.low, unit, look),
        high=value_text(signal.high, unit, look),
        signals=sum(week.is_signal for week in signal.weeks),
    )
