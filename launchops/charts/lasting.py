"""Does it last: the fair difference week by week after joining an activity."""

import plotly.graph_objects as go

from launchops.charts.axes import inner_ticks
from launchops.charts.chart import Chart
from launchops.charts.interval import Estimate, add_estimate, estimate_text, points_tick
from launchops.charts.style import Look, blank_figure
from launchops.charts.values import day_text, points_text
from launchops.locale import gettext
from launchops.stats.results import Comparison

_HEIGHT_LINES = 14.7  # as high as the three rows of the comparison beside it


def lasting_chart(comparison: Comparison, *, look: Look) -> Chart | None:
    """The fair difference by days after joining, with 95 % intervals; None where no week is known yet.

    A week that is not over stands in its place with the day on which it becomes readable.
    """
    weeks = [(days, Estimate(e.difference, e.low, e.high) if e else None) for days, e in comparison.by_week]
    ends = [point for _, estimate in weeks if estimate for point in estimate.points]
    if not ends:
        return None
    low, high = min(0, *ends), max(0, *ends)
    margin = (high - low) * 0.04
    ticks = inner_ticks(low - margin, high + margin, lines=4)
    figure = blank_figure(look, height_lines=_HEIGHT_LINES, left=3 * look.font_size)
    figure.update_yaxes(
        range=[low - margin, high + margin], tickvals=ticks, ticktext=[points_tick(t, look) for t in ticks]
    )
    figure.add_hline(y=0, line_color=look.palette.muted, line_width=1.4)
    names = [_days_text(days, look) for days, _ in weeks]
    figure.update_xaxes(tickangle=0, range=[-0.5, len(names) - 0.3], tickvals=list(range(len(names))), ticktext=names)
    for place, (days, estimate) in enumerate(weeks):
        if estimate is None:
            _write_unknown(figure, place, unknown_text(comparison, days[1], look), (low + high) / 2, look)
        else:
            _add_week(figure, place, estimate, look)
    return Chart(figure, _alt(comparison, weeks, look))


def _days_text(days: tuple[int, int], look: Look) -> str:
    return gettext("days {first}–{last}", look.language).format(first=days[0], last=days[1])


def _add_week(figure: go.Figure, place: int, estimate: Estimate, look: Look) -> None:
    add_estimate(figure, estimate, place, colour=look.palette.activity, is_upright=True, look=look)
    text = f"<b>{points_text(estimate.difference, look)}</b>"
    figure.add_annotation(
        x=place, y=estimate.points[1], text=text, showarrow=False,
        xanchor="left", xshift=look.font_size * 0.8, bgcolor=look.palette.ground,
        font={"color": look.palette.ink, "size": look.font_size},
    )  # fmt: skip


def _write_unknown(figure: go.Figure, place: int, text: str, height: float, look: Look) -> None:
    figure.add_annotation(
        x=place, y=height, text=text, showarrow=False, textangle=-90,
        font={"color": look.palette.muted, "size": look.font_size},
    )  # fmt: skip


def unknown_text(comparison: Comparison, last_outcome_day: int, look: Look) -> str:
    """Why a week has no value: not over for everybody who took part, or too few users to compare."""
    readable = comparison.window[1] + last_outcome_day + 1 if comparison.window else comparison.as_of_day
    if readable > comparison.as_of_day:
        return gettext("readable on {day}", look.language).format(day=day_text(readable, look))
    return gettext("too few to compare", look.language)


def _alt(comparison: Comparison, weeks: list[tuple[tuple[int, int], Estimate | None]], look: Look) -> str:
    separator, colon = ("；", "：") if look.language == "zh" else ("; ", ": ")
    texts = [
        estimate_text(estimate, look) if estimate else unknown_text(comparison, days[1], look)
        for days, estimate in weeks
    ]
    return separator.join(
        f"{_days_text(days, look)}{colon}{text}" for (days, _), text in zip(weeks, texts, strict=True)
    )
