"""Activity or no activity: the naive gap, the fair difference and the check before, with intervals."""

from dataclasses import dataclass

import plotly.graph_objects as go

from launchops.charts.axes import inner_ticks
from launchops.charts.chart import Chart
from launchops.charts.interval import Estimate, add_estimate, estimate_text, points_tick
from launchops.charts.style import Look, blank_figure, text_width
from launchops.charts.values import points_text
from launchops.locale import gettext
from launchops.stats.results import Comparison, GroupDifference, IntentionToTreat, MatchedEffect, TakersEffect

_HEIGHT_LINES = 12.6  # as high as the picture beside it
UNFAIR = ("assignment_broken", "not_comparable", "already_different")  # verdicts that forbid to read a difference
_PLOT_WIDTH = 380  # px; only decides on which side of its point a label has room


@dataclass(frozen=True)
class _Row:
    """A row of the chart: what is compared, a word about it, and the estimate."""

    name: str
    remark: str
    colour: str
    estimate: Estimate


def comparison_chart(comparison: Comparison, *, look: Look) -> Chart | None:
    """Differences in points with 95 % intervals, one row each; None where nothing can be estimated yet.

    Grey: all who took part against all others. Orange: the same day and habits before, with all days and without
    the activity's own; of a randomised design all offered against all held out, and those who took the offer.
    Blue: the same two groups two weeks earlier, which should show no difference. Where a check forbids to read a
    difference, it is grey like the first row, and says so.
    """
    rows = _rows(comparison, look)
    if not rows:
        return None
    room = max(text_width(row.name, _name_size(look)) for row in rows) + look.font_size
    figure = blank_figure(look, height_lines=_HEIGHT_LINES, left=room)
    span = _points_axis(figure, rows, look)
    figure.update_yaxes(range=[-0.6, len(rows) - 0.4], showgrid=False, showticklabels=False)
    figure.add_vline(x=0, line_color=look.palette.muted, line_width=1.4)
    for place, row in enumerate(reversed(rows)):
        add_estimate(figure, row.estimate, place, colour=row.colour, is_upright=False, look=look)
        _write_name(figure, row, place, room, look)
        _write_value(figure, row, place, span, look)
    return Chart(figure, _alt(rows, look))


def _rows(comparison: Comparison, look: Look) -> list[_Row]:
    words, colours = look.language, look.palette
    misleading = gettext("misleading", words)
    is_unfair = comparison.verdict in UNFAIR
    fair = colours.plan if is_unfair else colours.activity
    remark = gettext("not a fair comparison", words) if is_unfair else ""
    rows = [(gettext("All who took part vs all others", words), misleading, colours.plan, _estimate(comparison.naive))]
    if comparison.itt is not None:
        takers = comparison.itt.takers
        rows += [
            (gettext("All offered vs all held out", words), remark, fair, _estimate(comparison.itt)),
            (gettext("Those who took the offer", words), "", fair, _estimate(takers)),
        ]
    rows += [
        (gettext("Same day, same habits before", words), remark, fair, _estimate(comparison.matched)),
        (gettext("The same, without activity days", words), "", fair, _estimate(comparison.without_activity)),
        (
            gettext("Same two groups, two weeks before", words),
            gettext("should be 0", words),
            colours.core,
            _estimate(comparison.negative_control),
        ),
    ]
    return [_Row(name, remark, colour, found) for name, remark, colour, found in rows if found is not None]


def _estimate(effect: GroupDifference | MatchedEffect | IntentionToTreat | TakersEffect | None) -> Estimate | None:
    if effect is None or effect.difference is None or effect.low is None or effect.high is None:
        return None
    return Estimate(effect.difference, effect.low, effect.high)


def _points_axis(figure: go.Figure, rows: list[_Row], look: Look) -> tuple[float, float]:
    """Give the x axis round points around zero and every interval; returns its ends."""
    ends = [point for row in rows for point in row.estimate.points]
    low, high = min(0, *ends), max(0, *ends)
    margin = (high - low) * 0.04
    span = low - margin, high + margin
    ticks = inner_ticks(*span)
    figure.update_xaxes(
        range=list(span), tickvals=ticks, ticktext=[points_tick(t, look) for t in ticks],
        showgrid=True, gridcolor=look.palette.line,
    )  # fmt: skip
    return span


def _write_name(figure: go.Figure, row: _Row, place: int, room: int, look: Look) -> None:
    figure.add_annotation(
        x=0, xref="paper", y=place, text=row.name, showarrow=False, xanchor="left", xshift=-room,
        font={"color": look.palette.ink, "size": _name_size(look)},
    )  # fmt: skip


def _name_size(look: Look) -> int:
    return round(look.font_size * 1.12)


def _write_value(figure: go.Figure, row: _Row, place: int, span: tuple[float, float], look: Look) -> None:
    """The row's value in words, beside the interval on the side that has room."""
    text = gettext("{difference} points", look.language)
    text = text.format(difference=points_text(row.estimate.difference, look))
    text = f"{text} · {row.remark}" if row.remark else text
    low, _, high = row.estimate.points
    room_left, room_right = (room / (span[1] - span[0]) * _PLOT_WIDTH for room in (low - span[0], span[1] - high))
    goes_right = room_right > min(text_width(text, look.font_size), room_left)
    figure.add_annotation(
        x=high if goes_right else low, y=place, text=f"<b>{text}</b>", showarrow=False,
        xanchor="left" if goes_right else "right", xshift=look.font_size * (0.7 if goes_right else -0.7),
        font={"color": row.colour, "size": look.font_size}, bgcolor=look.palette.ground,
    )  # fmt: skip


def _alt(rows: list[_Row], look: Look) -> str:
    separator, colon = ("；", "：") if look.language == "zh" else ("; ", ": ")
    return separator.join(f"{row.name}{colon}{estimate_text(row.estimate, look)}" for row in rows)
