"""The two groups as everybody wants to see them, made comparable: who came back on each of the 28 days after."""

from launchops.charts.axes import round_ticks, value_axis
from launchops.charts.chart import Chart
from launchops.charts.pair_lines import HEIGHT_LINES, add_names, add_pair, pair_alt, pair_hover, pair_names
from launchops.charts.style import Look, blank_figure
from launchops.locale import gettext
from launchops.stats.results import Comparison, DayReturn

_LAST_DAY = 28


def daily_return_chart(comparison: Comparison, *, look: Look) -> Chart | None:
    """Active on day 1 … 28 after taking part: participants (orange) and comparable others (grey), with 95 % bands.

    The days on which coming back counts are shaded. None while fewer than two days are known.
    """
    days = comparison.by_day
    if len(days) < 2:
        return None
    figure = blank_figure(look, height_lines=HEIGHT_LINES)
    top = max(max(day.participant_high, day.other_high) for day in days)
    ticks = round_ticks(0, top, lines=5)
    value_axis(figure, ticks, "percent", look)
    weeks = [1, 7, 14, 21, _LAST_DAY]
    figure.update_xaxes(range=[0.5, _LAST_DAY + 0.5], tickvals=weeks, ticktext=[str(day) for day in weeks])
    figure.add_vrect(
        x0=comparison.days[0] - 0.5, x1=comparison.days[1] + 0.5, fillcolor=look.palette.line, opacity=0.45,
        line_width=0, layer="below",
    )  # fmt: skip
    names = pair_names(comparison.design, look)

    def hover(day: DayReturn) -> str:
        return pair_hover(gettext("day {day}: {participants} against {others}", look.language), day, look)

    add_pair(figure, days, hover, look, shape="linear")
    add_names(figure, days[-1], names, top=ticks[-1], last_day=_LAST_DAY, look=look)
    return Chart(figure, pair_alt(names, [hover(day) for day in days if day.day in weeks], look))
