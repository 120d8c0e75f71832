"""Active users: how many people use the product, day by day."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from launchops.charts.activity_ranges import add_activity_ranges, add_not_over
from launchops.charts.axes import day_axis, round_ticks, spread_labels, value_axis
from launchops.charts.chart import Chart
from launchops.charts.style import Look, blank_figure, end_label, text_width
from launchops.charts.values import day_text, value_text
from launchops.facade.results import ActivitySummary
from launchops.locale import gettext
from launchops.metrics.results import ActiveUsers
from launchops.periods import day_date

_HEIGHT_LINES = 19
_MEASURES = ("mau", "wau", "dau")  # drawn from the edge of use to its core


def active_users_chart(result: ActiveUsers, activities: Sequence[ActivitySummary] = (), *, look: Look) -> Chart | None:
    """Daily, weekly and monthly active users with activity days shaded; None while no day is complete.

    Each line ends with its name and latest value. Days from as_of on have data but are not over: hatched.
    """
    known = result.frame[result.frame["day"] < result.as_of_day].dropna(subset=["dau"])
    if known.empty:
        return None
    first, last, end = int(known["day"].iloc[0]), int(known["day"].iloc[-1]), int(result.frame["day"].max())
    latest = {name: float(known[name].iloc[-1]) for name in _MEASURES}
    labels = {name: f"{_name(name)} {value_text(latest[name], 'users', look)}" for name in _MEASURES}
    figure = blank_figure(look, height_lines=_HEIGHT_LINES)
    ticks = round_ticks(0, float(known[list(_MEASURES)].max().max()))
    value_axis(figure, ticks, "users", look)
    day_axis(figure, first, max(end, last + 1), look)
    add_activity_ranges(figure, activities, first_day=first, last_day=last, look=look)
    _add_lines(figure, known, look)
    has_tail = end >= result.as_of_day
    if has_tail:
        add_not_over(figure, result.as_of_day, end, bottom=0, top=ticks[-1], look=look)
    _add_end_labels(figure, labels, latest, end=max(end, last), top=ticks[-1], has_tail=has_tail, look=look)
    return Chart(figure, _alt(labels, first, last, look))


def _name(measure: str) -> str:
    return measure.upper()


def _colours(look: Look) -> dict[str, str]:
    return {"dau": look.palette.core, "wau": look.palette.middle, "mau": look.palette.outer}


def _add_lines(figure: go.Figure, known: pd.DataFrame, look: Look) -> None:
    days = [day_date(day) for day in known["day"]]
    for measure in _MEASURES:
        values = known[measure].astype(float)
        figure.add_scatter(
            x=days,
            y=values,
            mode="lines",
            line={
                "color": _colours(look)[measure],
                "width": look.line_width * (1 if measure == "dau" else 0.7),
            },
            customdata=[value_text(v, "users", look) for v in values],
            hovertemplate=f"{_name(measure)} %{{customdata}}<extra></extra>",
        )
    figure.update_layout(hovermode="x unified")


def _add_end_labels(
    figure: go.Figure,
    labels: dict[str, str],
    latest: dict[str, float],
    *,
    end: int,
    top: float,
    has_tail: bool,
    look: Look,
) -> None:
    """Write the labels right of the last day, moved apart so that none covers another."""
    texts = [
        *([gettext("not over yet", look.language)] if has_tail else []),
        *(labels[m] for m in reversed(_MEASURES)),
    ]
    heights = [*([0.0] if has_tail else []), *(latest[m] for m in reversed(_MEASURES))]
    colours = [*([look.palette.muted] if has_tail else []), *(_colours(look)[m] for m in reversed(_MEASURES))]
    placed = spread_labels(heights, room=top * 1.25 / (_HEIGHT_LINES - 3))
    for text, height, colour in zip(texts, placed, colours, strict=True):
        end_label(figure, text, x=day_date(end), y=height, colour=colour, look=look)
    figure.update_layout(margin_r=max(text_width(t, look.font_size * 1.1) for t in texts) + look.font_size)


def _alt(labels: dict[str, str], first: int, last: int, look: Look) -> str:
    text = gettext("Active users from {first} to {last}; on the last complete day {values}.", look.language)
    values = ("、" if look.language == "zh" else ", ").join(labels[m] for m in reversed(_MEASURES))
    return text.format(first=day_text(first, look), last=day_text(last, look), values=values)
