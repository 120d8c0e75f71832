"""Stickiness over time: mean daily active users ÷ monthly active users."""

from collections.abc import Sequence

from launchops.charts.activity_ranges import add_activity_ranges
from launchops.charts.axes import day_axis, round_ticks, value_axis
from launchops.charts.chart import Chart
from launchops.charts.style import Look, blank_figure, end_label, text_width
from launchops.charts.values import day_text, value_text
from launchops.facade.results import ActivitySummary
from launchops.locale import gettext
from launchops.metrics.results import ActiveUsers
from launchops.periods import day_date

_HEIGHT_LINES = 19


def stickiness_share_chart(
    result: ActiveUsers, activities: Sequence[ActivitySummary] = (), *, look: Look
) -> Chart | None:
    """The ratio on every day on which it is readable, numerator and denominator beside the pointer; None before."""
    known = result.frame[result.frame["stickiness"].notna()]
    if known.empty:
        return None
    first, last = int(known["day"].iloc[0]), int(known["day"].iloc[-1])
    figure = blank_figure(look, height_lines=_HEIGHT_LINES)
    value_axis(figure, round_ticks(0, float(known["stickiness"].max())), "percent", look)
    day_axis(figure, first, max(last, first + 1), look)
    add_activity_ranges(figure, activities, first_day=first, last_day=last, look=look)
    hover = [
        f"{value_text(row.stickiness, 'percent', look)} = {value_text(row.dau_mean, 'users', look)} ÷ "
        f"{value_text(row.mau, 'users', look)}"
        for row in known.itertuples()
    ]
    figure.add_scatter(
        x=[day_date(int(day)) for day in known["day"]], y=known["stickiness"].astype(float), mode="lines",
        line={"color": look.palette.core, "width": look.line_width}, customdata=hover,
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    figure.update_layout(hovermode="x unified")
    end = float(known["stickiness"].iloc[-1])
    text = value_text(end, "percent", look)
    end_label(figure, text, x=day_date(last), y=end, colour=look.palette.core, look=look)
    figure.update_layout(margin_r=text_width(text, look.font_size * 1.1) + look.font_size)
    words = gettext("Stickiness on {day}: {values}.", look.language)
    return Chart(figure, words.format(day=day_text(last, look), values=hover[-1]))
