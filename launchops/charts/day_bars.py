"""Users by a number of days: on how many days they came, and how long until they came a second time."""

from collections.abc import Sequence

import plotly.graph_objects as go

from launchops.charts.axes import round_ticks, value_axis
from launchops.charts.chart import Chart
from launchops.charts.style import Look, blank_figure
from launchops.charts.values import value_text
from launchops.locale import gettext
from launchops.metrics.results import ActiveDays, SecondVisit

_HEIGHT_LINES = 16
_MOST_TICKS = 15


def active_days_chart(result: ActiveDays, *, look: Look) -> Chart | None:
    """Users by their number of active days from 1 on, with "at least so many" beside the pointer; None without any.

    Users without an active day stand in the table, not in the picture: they would hide everybody else.
    """
    frame = result.frame[result.frame["active_days"] > 0]
    if frame.empty or int(frame["users"].sum()) == 0:
        return None
    text = gettext("{days} days: {users} users; {at_least} on at least so many", look.language)
    hover = [
        text.format(
            days=row.active_days, users=value_text(row.users, "users", look),
            at_least=value_text(row.users_at_least, "users", look),
        )
        for row in frame.itertuples()
    ]  # fmt: skip
    figure = _bars(list(frame["active_days"]), [int(users) for users in frame["users"]], hover, "users", look)
    once = int(frame["users"].iloc[0])
    alt = gettext("{once} of {all} active users came on one day only.", look.language)
    everybody = int(frame["users_at_least"].iloc[0])
    return Chart(
        figure,
        alt.format(once=value_text(once, "users", look), all=value_text(everybody, "users", look)),
    )


def second_visit_chart(result: SecondVisit, *, look: Look) -> Chart | None:
    """The share of users whose second visit came so many days after the first; None while nobody's time is over."""
    frame = result.frame
    if frame.empty:
        return None
    text = gettext("day {days}: {users} of {n}; {within} by then", look.language)
    shares = [int(row.users) / int(row.eligible) for row in frame.itertuples()]
    within = [int(row.users_within) / int(row.eligible) for row in frame.itertuples()]
    hover = [
        text.format(
            days=row.days, users=value_text(row.users, "users", look), n=value_text(row.eligible, "users", look),
            within=value_text(share, "percent", look),
        )
        for row, share in zip(frame.itertuples(), within, strict=True)
    ]  # fmt: skip
    figure = _bars(list(frame["days"]), shares, hover, "percent", look)
    alt = gettext("{share} come a second time within {days} days.", look.language)
    return Chart(figure, alt.format(share=value_text(within[-1], "percent", look), days=result.within))


def _bars(days: list[int], heights: Sequence[float], hover: list[str], unit: str, look: Look) -> go.Figure:
    figure = blank_figure(look, height_lines=_HEIGHT_LINES)
    value_axis(figure, round_ticks(0, max(heights)), unit, look)
    step = -(-len(days) // _MOST_TICKS)
    ticks = days[::step]
    figure.update_xaxes(range=[days[0] - 0.6, days[-1] + 0.6], tickvals=ticks, ticktext=[str(day) for day in ticks])
    figure.add_bar(x=days, y=heights, marker_color=look.palette.core, hovertext=hover, hoverinfo="text")
    figure.update_layout(bargap=0.25)
    return figure
