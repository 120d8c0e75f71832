"""How good the forecasts were: each earlier range beside what then came."""

from collections.abc import Sequence

import plotly.graph_objects as go

from launchops.charts.axes import day_axis, round_ticks, value_axis
from launchops.charts.chart import Chart
from launchops.charts.style import Look, blank_figure
from launchops.charts.values import day_text, value_text
from launchops.locale import gettext
from launchops.periods import day_date
from launchops.stats.goal_results import PastForecast

_HEIGHT_LINES = 15


def past_forecasts_chart(past: Sequence[PastForecast], *, unit: str, look: Look) -> Chart | None:
    """A bar for each range on the day of its result, a dot for what came; None without a result.

    A dot inside its bar is filled, one outside is a diamond in the colour of a miss.
    """
    if not past:
        return None
    values = [value for each in past for value in (each.low, each.high, each.actual)]
    low, high = min(values), max(values)
    days = [each.result_day for each in past]
    figure = blank_figure(look, height_lines=_HEIGHT_LINES)
    value_axis(figure, round_ticks(0 if 0 <= low < high / 2 else low, high), unit, look)
    day_axis(figure, min(days) - 3, max(days) + 3, look)
    _add_ranges(figure, past, look)
    _add_results(figure, past, unit, look)
    text = gettext("{held} of {total} earlier forecasts held the result.", look.language)
    return Chart(figure, text.format(held=sum(each.is_held for each in past), total=len(past)))


def _add_ranges(figure: go.Figure, past: Sequence[PastForecast], look: Look) -> None:
    figure.add_bar(
        x=[day_date(each.result_day) for each in past], y=[each.high - each.low for each in past],
        base=[each.low for each in past], width=3 * 86_400_000, marker_color=look.palette.outer, opacity=0.45,
        hoverinfo="skip",
    )  # fmt: skip


def _add_results(figure: go.Figure, past: Sequence[PastForecast], unit: str, look: Look) -> None:
    colours = look.palette
    figure.add_scatter(
        x=[day_date(each.result_day) for each in past], y=[each.actual for each in past], mode="markers",
        marker={
            "size": round(look.font_size * 0.7),
            "color": [colours.core if each.is_held else colours.bad for each in past],
            "symbol": ["circle" if each.is_held else "diamond" for each in past],
        },
        customdata=[_words(each, unit, look) for each in past], hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip


def _words(each: PastForecast, unit: str, look: Look) -> str:
    text = gettext("foretold on {day}: {low}–{high}; came: {actual}", look.language)
    amounts = {name: value_text(getattr(each, name), unit, look) for name in ("low", "high", "actual")}
    return text.format(day=day_text(each.made_day, look), **amounts)
