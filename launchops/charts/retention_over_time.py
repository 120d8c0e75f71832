"""One age over time: did later sign-ups come back more, with activities shaded and what is not over hatched."""

from collections.abc import Sequence

import pandas as pd
import plotly.graph_objects as go

from launchops.charts.activity_ranges import add_activity_ranges, add_not_over
from launchops.charts.axes import day_axis, round_ticks, value_axis
from launchops.charts.chart import Chart
from launchops.charts.retention_words import age_text, cell_text
from launchops.charts.style import Look, blank_figure, end_label, text_width
from launchops.charts.values import day_text, value_text
from launchops.facade.results import ActivitySummary, Retention
from launchops.locale import gettext
from launchops.periods import day_date

ENOUGH_PEOPLE = 30
_HEIGHT_LINES = 16
_COHORT_DAYS = {"day": 1, "week": 7, "month": 30}


def retention_over_time_chart(
    result: Retention, age: int | str, activities: Sequence[ActivitySummary] = (), *, look: Look
) -> Chart | None:
    """The share of each cohort who came at one age, at the cohort's first day, with 95 % intervals.

    None where no cohort of 30 people is mature at this age. For a result without breakdown.
    """
    cells = result.cells[result.cells["age"] == age].sort_values("cohort_day")
    known = cells[cells["mature"] & (cells["eligible"] >= ENOUGH_PEOPLE)]
    if known.empty:
        return None
    young = cells[~cells["mature"]]
    first = int(cells["cohort_day"].iloc[0])
    last = int(cells["cohort_day"].iloc[-1]) + _COHORT_DAYS[result.cohort] - 1
    figure = blank_figure(look, height_lines=_HEIGHT_LINES)
    ticks = round_ticks(0, float(known["high"].max()))
    value_axis(figure, ticks, "percent", look)
    day_axis(figure, first - 1, last, look)
    add_activity_ranges(figure, activities, first_day=first, last_day=last, look=look)
    _add_cohorts(figure, known, result, look)
    room = look.font_size
    if not young.empty:
        begin = int(young["cohort_day"].iloc[0])
        add_not_over(figure, begin, last, bottom=0, top=ticks[-1], look=look)
        room += _write_readable(figure, int(young["readable_day"].iloc[0]), last, look)
    figure.update_layout(margin_r=room)
    return Chart(figure, _alt(known, result, age, look))


def _add_cohorts(figure: go.Figure, known: pd.DataFrame, result: Retention, look: Look) -> None:
    days = [day_date(int(day)) for day in known["cohort_day"]]
    rates, lows, highs = (known[name].astype(float) for name in ("rate", "low", "high"))
    figure.add_scatter(
        x=days, y=rates, mode="lines+markers", line={"color": look.palette.core, "width": look.line_width * 0.6},
        marker={"color": look.palette.core, "size": round(look.font_size * 0.65)},
        error_y={
            "type": "data", "symmetric": False, "array": highs - rates, "arrayminus": rates - lows,
            "color": look.palette.core, "thickness": look.line_width * 0.7, "width": 0,
        },
        hovertext=[cell_text(row, result, look) for row in known.to_dict("records")], hoverinfo="text",
    )  # fmt: skip


def _write_readable(figure: go.Figure, readable_day: int, last: int, look: Look) -> int:
    """When the first hatched cohort becomes readable, right of the picture; returns the room it needs."""
    lines = gettext("next readable\non {day}", look.language).format(day=day_text(readable_day, look)).split("\n")
    end_label(
        figure, "<br>".join(lines), x=day_date(last), y=0, colour=look.palette.muted, look=look, shift=look.font_size
    )
    return max(text_width(line, look.font_size) for line in lines) + look.font_size


def _alt(known: pd.DataFrame, result: Retention, age: int | str, look: Look) -> str:
    latest = known.to_dict("records")[-1]
    text = gettext("{age} by sign-up: {rate} of the {n} who signed up from {day} on, the latest known.", look.language)
    return text.format(
        age=age_text(age, result, look), rate=value_text(float(latest["rate"]), "percent", look),
        n=value_text(float(latest["eligible"]), "users", look), day=day_text(int(latest["cohort_day"]), look),
    )  # fmt: skip
