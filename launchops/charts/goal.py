"""A goal: what was reached, the pace that leads to the target, where it will land, activities and marks."""

from collections.abc import Sequence

import plotly.graph_objects as go

from launchops.charts.activity_ranges import add_activity_ranges
from launchops.charts.axes import day_axis, first_and_last, round_ticks, spread_labels, value_axis
from launchops.charts.chart import Chart
from launchops.charts.goal_marks import add_check_ins, add_milestones
from launchops.charts.goal_outlook import add_outlook, landing_text, outlook_values
from launchops.charts.style import Look, blank_figure, end_label, text_width
from launchops.charts.values import day_text, value_text
from launchops.facade.results import ActivitySummary
from launchops.locale import gettext
from launchops.metrics.results import KpiSeries
from launchops.periods import day_date, day_number
from launchops.review.results import GoalStatus
from launchops.store.records import CheckIn, Goal, Milestone

_HEIGHT_LINES = 18
Point = tuple[int, float]  # day, value


def goal_chart(
    status: GoalStatus,
    series: KpiSeries,
    activities: Sequence[ActivitySummary] = (),
    *,
    milestones: Sequence[Milestone] = (),
    check_ins: Sequence[CheckIn] = (),
    unit: str,
    look: Look,
) -> Chart:
    """The goal's value over time against its pace, and the fan of its forecast.

    `series` holds the goal's own value day by day (totals already summed since the start). Rising and falling
    goals show the dashed pace line through the phased targets to the target; stay goals show their limit.
    """
    plan = pace_points(status)
    actual = [(int(d), float(v)) for d, v in zip(series.frame["day"], series.frame["value"], strict=True)]
    first, last = first_and_last([day for day, _ in [*actual, *plan]])
    figure = blank_figure(look, height_lines=_HEIGHT_LINES)
    ticks = _ticks([*(v for _, v in [*plan, *actual]), *outlook_values(status.forecast)])
    value_axis(figure, ticks, unit, look)
    day_axis(figure, first, last, look)
    add_activity_ranges(figure, activities, first_day=first, last_day=last, look=look)
    _add_plan(figure, plan, look)
    if status.forecast is not None and status.forecast.days:
        add_outlook(figure, status.forecast, unit, look)
    _write_ends(figure, status, last, plan[-1][1], span=ticks[-1] - ticks[0], unit=unit, look=look)
    add_milestones(figure, milestones, first_day=first, last_day=last, bottom=ticks[0], look=look)
    if actual:
        _add_actual(figure, actual, status.as_of_day, unit, look, has_fan=bool(outlook_values(status.forecast)))
        add_check_ins(figure, check_ins, actual, look)
    return Chart(figure, _alt(status, unit, look))


def pace_points(status: GoalStatus) -> list[Point]:
    """The corners of the pace line: baseline, phased targets, target; for stay goals the limit at both ends.

    A value belongs to the end of its day, so the baseline stands on the day before the goal's first. Where no
    baseline is known the line begins with what is expected by now.
    """
    goal = status.goal
    target, start, due = float(goal.target), day_number(goal.start_on), day_number(goal.due_on)
    if goal.target_type.startswith("stay"):
        return [(start, target), (due, target)]
    begin = _plan_begin(status, start - 1)
    steps = [(day_number(on), float(value)) for on, value in goal.phased]
    return [begin, *sorted(step for step in steps if begin[0] < step[0] < due), (due, target)]


def _plan_begin(status: GoalStatus, day: int) -> Point:
    if status.baseline is not None:
        return day, status.baseline
    if status.goal.baseline is not None:
        return day, float(status.goal.baseline)
    return (status.as_of_day - 1, status.expected) if status.expected is not None else (day, 0.0)


def _ticks(values: list[float]) -> list[float]:
    """Grid lines around the values, from zero unless that would leave the lower half of the picture empty."""
    low, high = min(values), max(values)
    return round_ticks(0 if 0 <= low < high / 2 else low, high)


def _target_text(goal: Goal, unit: str, look: Look) -> str:
    texts = {
        "stay_above": gettext("at least {value}", look.language),
        "stay_below": gettext("at most {value}", look.language),
    }
    text = texts.get(goal.target_type, gettext("target {value}", look.language))
    return text.format(value=value_text(float(goal.target), unit, look))


def _add_plan(figure: go.Figure, plan: list[Point], look: Look) -> None:
    figure.add_scatter(
        x=[day_date(day) for day, _ in plan], y=[value for _, value in plan], mode="lines+markers",
        line={"color": look.palette.muted, "width": look.line_width * 0.6, "dash": "dash"}, hoverinfo="skip",
        marker={"color": look.palette.muted, "size": [0, *[look.font_size // 2] * (len(plan) - 2), 0]},
    )  # fmt: skip


def _write_ends(
    figure: go.Figure, status: GoalStatus, day: int, target: float, *, span: float, unit: str, look: Look
) -> None:
    """At the right edge the target and, apart from it, where the goal is expected to land."""
    ends = [(target, _target_text(status.goal, unit, look), look.palette.muted)]
    if status.forecast is not None and status.forecast.days:
        ends.append((status.forecast.point, landing_text(status.forecast, unit, look), look.palette.core))
    heights = spread_labels([value for value, _, _ in ends], room=span * 1.4 / (_HEIGHT_LINES - 3))
    for (_, text, colour), height in zip(ends, heights, strict=True):
        end_label(figure, text, x=day_date(day), y=height, colour=colour, look=look)
    widest = max(text_width(text, look.font_size * 1.1) for _, text, _ in ends)
    figure.update_layout(margin_r=widest + look.font_size)


def _add_actual(
    figure: go.Figure, actual: list[Point], as_of_day: int, unit: str, look: Look, *, has_fan: bool
) -> None:
    figure.add_scatter(
        x=[day_date(day) for day, _ in actual],
        y=[value for _, value in actual],
        mode="lines",
        line={"color": look.palette.core, "width": look.line_width},
        customdata=[value_text(value, unit, look) for _, value in actual],
        hovertemplate="%{customdata}<extra></extra>",
    )
    figure.update_layout(hovermode="x unified")
    _write_latest(figure, actual, as_of_day, unit, look, has_fan=has_fan)


def _write_latest(
    figure: go.Figure, actual: list[Point], as_of_day: int, unit: str, look: Look, *, has_fan: bool
) -> None:
    """A dot at the end of the line, and beside it the value with "now" or, where it is older, its day.

    The words stand above a line that has risen to its end and below one that has fallen; where a fan goes on from
    there, on its free side: below one that rises, above one that falls.
    """
    day, value = actual[-1]
    recent = [v for _, v in actual[-max(2, len(actual) // 4) :]]
    is_above = (sum(recent) / len(recent) <= value) is not has_fan
    now = gettext("{value} now", look.language)
    text = now if day == as_of_day - 1 else gettext("{value} on {day}", look.language)
    text = text.format(value=value_text(value, unit, look), day=day_text(day, look))
    figure.add_scatter(
        x=[day_date(day)], y=[value], mode="markers", hoverinfo="skip", cliponaxis=False,
        marker={"color": look.palette.core, "size": round(look.font_size * 0.75)},
    )  # fmt: skip
    figure.add_annotation(
        x=day_date(day),
        y=value,
        text=f"<b>{text}</b>",
        showarrow=False,
        xanchor="left" if has_fan else "right",
        yanchor="bottom" if is_above else "top",
        yshift=look.font_size // 2 * (1 if is_above else -1),
        font={"color": look.palette.core, "size": round(look.font_size * 1.1)},
    )


def _alt(status: GoalStatus, unit: str, look: Look) -> str:
    text = gettext("{name}: {actual}; {target} by {day}.", look.language)
    return text.format(
        name=gettext(status.goal.name, look.language),
        actual=value_text(status.actual, unit, look),
        target=_target_text(status.goal, unit, look),
        day=day_text(day_number(status.goal.due_on), look),
    )
