"""Users a day against the number at which the servers break, at 1×, 3× and 15× of the forecast."""

from collections import defaultdict
from collections.abc import Sequence

import plotly.graph_objects as go

from launchops.charts.activity_ranges import add_activity_ranges
from launchops.charts.axes import day_axis, first_and_last, round_ticks, value_axis
from launchops.charts.chart import Chart
from launchops.charts.style import Look, blank_figure, end_label, text_width
from launchops.charts.values import day_text, value_text
from launchops.facade.results import ActivitySummary
from launchops.locale import gettext
from launchops.periods import day_date
from launchops.review.risk_results import CapacityScenario, CapacityStatus

_HEIGHT_LINES = 16
_HEADROOM = 1.3  # of the limit that is drawn above it; a path that goes beyond leaves the picture
Point = tuple[int, float]  # day, users


def capacity_chart(status: CapacityStatus, activities: Sequence[ActivitySummary] = (), *, look: Look) -> Chart | None:
    """Users a day so far and as forecast, with the number at which it breaks; None where there is neither.

    A path that leaves the picture is beyond the limit; on the limit stands the day on which each of them gets there.
    """
    points = [*status.history, *status.path]
    if not points or status.users_limit is None:
        return None
    first, last = first_and_last([day for day, _ in points])
    figure = blank_figure(look, height_lines=_HEIGHT_LINES)
    top = max(status.users_limit * _HEADROOM, *(users for _, users in points))
    ticks = round_ticks(0, top)
    value_axis(figure, ticks, "users", look)
    day_axis(figure, first, last, look)
    add_activity_ranges(figure, activities, first_day=first, last_day=last, look=look)
    labels = [_add_limit(figure, status.users_limit, last, look)]
    _add_line(figure, status.history, look, name="history", dash="solid", weight=1.0)
    for scenario in reversed(status.scenarios):
        labels.append(_add_scenario(figure, status.path, scenario, ticks[-1], look))
    _mark_breaks(figure, status, status.users_limit, look)
    room = max(text_width(text, look.font_size * 1.1) for text in labels)
    figure.update_layout(margin_r=room + look.font_size)
    return Chart(figure, _alt(status, look))


def _add_line(figure: go.Figure, points: Sequence[Point], look: Look, *, name: str, dash: str, weight: float) -> None:
    figure.add_scatter(
        x=[day_date(day) for day, _ in points], y=[users for _, users in points], mode="lines", name=name,
        line={"color": look.palette.core, "width": look.line_width * weight, "dash": dash},
        customdata=[value_text(users, "users", look) for _, users in points],
        hovertemplate="%{x}: %{customdata}<extra></extra>",
    )  # fmt: skip


def _add_limit(figure: go.Figure, limit: float, last_day: int, look: Look) -> str:
    text = gettext("breaks at {users}", look.language).format(users=value_text(round(limit), "users", look))
    figure.add_hline(y=limit, line_color=look.palette.bad, line_width=1.4, line_dash="dash")
    end_label(figure, text, x=day_date(last_day), y=limit, colour=look.palette.bad, look=look)
    return text


def _add_scenario(
    figure: go.Figure, expected: Sequence[Point], scenario: CapacityScenario, top: float, look: Look
) -> str:
    """One path as far as the picture goes, and its factor where it ends; returns these words."""
    path = [(day, users * scenario.factor) for day, users in expected]
    inside = [point for point in path if point[1] <= top]
    words = gettext("{n}× forecast", look.language).format(n=scenario.factor)
    if inside:
        _add_line(figure, inside, look, name=f"{scenario.factor}×", dash="dot", weight=0.7)
        if inside[-1] == path[-1]:
            end_label(
                figure, words, x=day_date(path[-1][0]), y=path[-1][1], colour=look.palette.core, look=look
            )  # fmt: skip
    return words


def _mark_breaks(figure: go.Figure, status: CapacityStatus, limit: float, look: Look) -> None:
    """On the limit a dot for each day on which a path gets there, with its factors: 3×, 15× now."""
    factors: dict[int, list[str]] = defaultdict(list)
    for scenario in status.scenarios:
        if scenario.breaks_day is not None:
            factors[scenario.breaks_day].append(f"{scenario.factor}×")
    separator = "、" if look.language == "zh" else ", "
    for place, day in enumerate(sorted(factors)):
        when = gettext("now", look.language) if day <= status.as_of_day else day_text(day, look)
        figure.add_scatter(
            x=[day_date(day)], y=[limit], mode="markers", hoverinfo="skip", cliponaxis=False, name="breaks",
            marker={"color": look.palette.bad, "size": round(look.font_size * 0.7)},
        )  # fmt: skip
        is_first = place == 0  # written to the left; later ones below on the right, where their rising path is not
        figure.add_annotation(
            x=day_date(day), y=limit, text=f"<b>{separator.join(factors[day])} {when}</b>", showarrow=False,
            xanchor="right" if is_first else "left", yanchor="bottom" if is_first else "top",
            yshift=look.font_size * (0.3 if is_first else 1 - 1.3 * place),
            font={"color": look.palette.bad, "size": look.font_size}, bgcolor=look.palette.ground, borderpad=1,
        )  # fmt: skip


def _alt(status: CapacityStatus, look: Look) -> str:
    now, limit = (value_text(users, "users", look) for users in (status.users_now, status.users_limit))
    text = gettext("Users a day: {now} now, breaks at {limit}; {paths}.", look.language)
    never = gettext("not in this period", look.language)
    parts = [
        f"{one.factor}× {never if one.breaks_day is None else day_text(one.breaks_day, look)}"
        for one in status.scenarios
    ]
    return text.format(now=now, limit=limit, paths=("、" if look.language == "zh" else ", ").join(parts))
