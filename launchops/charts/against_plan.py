"""Two totals over time, what came and what was planned: money spent, sign-ups since the launch."""

import math
from collections.abc import Sequence

import plotly.graph_objects as go

from launchops.charts.axes import day_axis, first_and_last, round_ticks, spread_labels, value_axis
from launchops.charts.chart import Chart
from launchops.charts.style import Look, blank_figure, end_label, text_width
from launchops.charts.values import day_text, value_text
from launchops.locale import gettext
from launchops.periods import day_date
from launchops.review.risk_results import CostStatus, FloorStatus, FloorStep

_HEIGHT_LINES = 15
Point = tuple[int, float]  # day, total
_STEP_COLOURS = {"met": "good", "missed": "bad", "below": "warn"}


def cost_chart(status: CostStatus, *, look: Look) -> Chart | None:
    """Money spent so far beside the plan; None where nothing was spent or planned."""
    spent, planned = _both(status.days)
    words = (gettext("spent {value}", look.language), gettext("planned {value}", look.language))
    is_over = bool(spent and planned) and spent[-1][1] > dict(planned).get(spent[-1][0], math.inf)
    return _totals_chart(spent, planned, words, "money", is_bad=is_over, look=look)


def floor_chart(status: FloorStatus, *, look: Look) -> Chart | None:
    """Sign-ups since the launch day beside the floor agreed for T+3, T+7 and T+14; None where there is neither."""
    came, floor = _both(status.path)
    words = (gettext("came {value}", look.language), gettext("floor {value}", look.language))
    is_below = bool(came and floor) and came[-1][1] < dict(floor).get(came[-1][0], -math.inf)
    chart = _totals_chart(came, floor, words, "users", is_bad=is_below, look=look)
    if chart is not None:
        _add_checks(chart.figure, status.steps, look)
    return chart


def _both(rows: Sequence[tuple[int, float, float]]) -> tuple[list[Point], list[Point]]:
    """What came and what was planned, each on the days on which it is known."""
    first = [(day, one) for day, one, _ in rows if not math.isnan(one)]
    return first, [(day, other) for day, _, other in rows if not math.isnan(other)]


def _totals_chart(
    came: list[Point], planned: list[Point], words: tuple[str, str], unit: str, *, is_bad: bool, look: Look
) -> Chart | None:
    points = [*came, *planned]
    if not points:
        return None
    first, last = first_and_last([day for day, _ in points])
    figure = blank_figure(look, height_lines=_HEIGHT_LINES)
    ticks = round_ticks(0, max(value for _, value in points) * 1.05 or 1.0)
    value_axis(figure, ticks, unit, look)
    day_axis(figure, first, last, look)
    lines = [
        (came, words[0], look.palette.bad if is_bad else look.palette.core, "solid", 1.0),
        (planned, words[1], look.palette.muted, "dash", 0.6),
    ]
    for line, _text, colour, dash, weight in lines:
        _add_total(figure, line, unit, colour=colour, dash=dash, weight=weight, look=look)
    room = (ticks[-1] - ticks[0]) * 1.4 / (_HEIGHT_LINES - 3)
    texts = _write_ends(figure, [line for line in lines if line[0]], last, unit, room=room, look=look)
    return Chart(figure, _alt(texts, last if not came else came[-1][0], look))


def _add_total(
    figure: go.Figure, line: list[Point], unit: str, *, colour: str, dash: str, weight: float, look: Look
) -> None:
    figure.add_scatter(
        x=[day_date(day) for day, _ in line], y=[value for _, value in line], mode="lines",
        line={"color": colour, "width": look.line_width * weight, "dash": dash},
        customdata=[value_text(value, unit, look) for _, value in line],
        hovertemplate="%{x}: %{customdata}<extra></extra>",
    )  # fmt: skip


def _write_ends(
    figure: go.Figure,
    lines: Sequence[tuple[list[Point], str, str, str, float]],
    last: int,
    unit: str,
    *,
    room: float,
    look: Look,
) -> list[str]:
    """The last value of each line at the right edge, apart; returns the words."""
    texts = [text.format(value=value_text(line[-1][1], unit, look)) for line, text, *_ in lines]
    heights = spread_labels([line[-1][1] for line, *_ in lines], room=room)
    for text, height, (_line, _words, colour, *_) in zip(texts, heights, lines, strict=True):
        end_label(figure, text, x=day_date(last), y=height, colour=colour, look=look)
    figure.update_layout(margin_r=max(text_width(text, look.font_size * 1.1) for text in texts) + look.font_size)
    return texts


def _add_checks(figure: go.Figure, steps: Sequence[FloorStep], look: Look) -> None:
    """A dot on the floor at the end of each check's days, named T+3."""
    for step in steps:
        colour = getattr(look.palette, _STEP_COLOURS.get(step.state, "plan"))
        figure.add_scatter(
            x=[day_date(step.due_day)], y=[float(step.check.floor)], mode="markers+text", hoverinfo="skip",
            text=[f"<b>T+{step.check.days_after}</b>"], textposition="top left", textfont={"color": colour},
            marker={"color": colour, "size": round(look.font_size * 0.8)}, cliponaxis=False, name="check",
        )  # fmt: skip


def _alt(texts: Sequence[str], day: int, look: Look) -> str:
    separator = "，" if look.language == "zh" else ", "
    text = gettext("On {day}: {values}.", look.language)
    return text.format(day=day_text(day, look), values=separator.join(texts))
