"""Does it last, and was it there before: the fair difference week by week before and after taking part."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from launchops.charts.axes import inner_ticks
from launchops.charts.chart import Chart
from launchops.charts.comparison import UNFAIR
from launchops.charts.interval import Estimate, add_estimate, estimate_text, points_tick
from launchops.charts.style import Look, blank_figure
from launchops.charts.values import day_text, points_text
from launchops.locale import gettext
from launchops.stats.results import Comparison, GroupDifference, MatchedEffect

_HEIGHT_LINES = 12.6  # as high as the comparison beside it

Days = tuple[int, int]
Effects = Sequence[tuple[Days, MatchedEffect | GroupDifference | None]]


@dataclass(frozen=True)
class _Week:
    """A week before or after taking part; None: not known (yet)."""

    days: Days
    estimate: Estimate | None

    @property
    def is_before(self) -> bool:
        """Whether it lies before the day of taking part."""
        return self.days[0] < 0


def lasting_chart(comparison: Comparison, *, look: Look) -> Chart | None:
    """The fair difference by days before (blue) and after (orange) taking part, with 95 % intervals.

    None where no week after it is known yet. A week that is not over stands in its place with the day on which it
    becomes readable; weeks before that are not known are left out. Grey where a check forbids to read a difference.
    """
    weeks = _weeks(comparison)
    if not any(week.estimate for week in weeks if not week.is_before):
        return None
    figure = blank_figure(look, height_lines=_HEIGHT_LINES, left=3 * look.font_size)
    middle = _points_axis(figure, weeks, look)
    names = [_days_text(week.days) for week in weeks]
    figure.update_xaxes(tickangle=0, range=[-0.5, len(names) - 0.3], tickvals=list(range(len(names))), ticktext=names)
    before = sum(week.is_before for week in weeks)
    if before:
        _mark_joining(figure, before, look)
    after = look.palette.plan if comparison.verdict in UNFAIR else look.palette.activity
    for place, week in enumerate(weeks):
        if week.estimate is None:
            _write_unknown(figure, place, unknown_text(comparison, week.days[1], look), middle, look)
        else:
            _add_week(figure, place, week.estimate, look.palette.core if week.is_before else after, look)
    return Chart(figure, _alt(comparison, weeks, look))


def _weeks(comparison: Comparison) -> list[_Week]:
    """Weeks before in the order of time, then weeks after."""
    design = comparison if comparison.itt is None else comparison.itt
    before = [_Week(days, _estimate(effect)) for days, effect in design.weeks_before]
    after = [_Week(days, _estimate(effect)) for days, effect in design.by_week]
    return [*(week for week in before if week.estimate), *after]


def _estimate(effect: MatchedEffect | GroupDifference | None) -> Estimate | None:
    if effect is None or effect.difference is None or effect.low is None or effect.high is None:
        return None
    return Estimate(effect.difference, effect.low, effect.high)


def _points_axis(figure: go.Figure, weeks: Sequence[_Week], look: Look) -> float:
    """Give the y axis round points around zero and every interval; returns its middle."""
    ends = [point for week in weeks if week.estimate for point in week.estimate.points]
    low, high = min(0, *ends), max(0, *ends)
    margin = (high - low) * 0.04
    ticks = inner_ticks(low - margin, high + margin, lines=4)
    figure.update_yaxes(
        range=[low - margin, high + margin], tickvals=ticks, ticktext=[points_tick(t, look) for t in ticks]
    )
    figure.add_hline(y=0, line_color=look.palette.muted, line_width=1.4)
    return (low + high) / 2


def _days_text(days: Days) -> str:
    first, last = (f"−{-day}" if day < 0 else str(day) for day in days)
    return f"{first}…{last}" if days[0] < 0 else f"{first}–{last}"


def _mark_joining(figure: go.Figure, before: int, look: Look) -> None:
    """A dotted line between the weeks before and after, named above the plot."""
    figure.update_layout(margin_t=round(look.font_size * 1.6))
    figure.add_vline(x=before - 0.4, line_color=look.palette.muted, line_width=1, line_dash="dot")
    figure.add_annotation(
        x=before - 0.4, y=1, yref="paper", text=gettext("took part", look.language), showarrow=False,
        xanchor="left", yanchor="bottom", xshift=3, font={"color": look.palette.muted, "size": look.font_size * 0.86},
    )  # fmt: skip


def _add_week(figure: go.Figure, place: int, estimate: Estimate, colour: str, look: Look) -> None:
    add_estimate(figure, estimate, place, colour=colour, is_upright=True, look=look)
    text = f"<b>{points_text(estimate.difference, look)}</b>"
    figure.add_annotation(
        x=place, y=estimate.points[1], text=text, showarrow=False,
        xanchor="left", xshift=look.font_size * 0.65, bgcolor=look.palette.ground,
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


def _alt(comparison: Comparison, weeks: Sequence[_Week], look: Look) -> str:
    separator, colon = ("；", "：") if look.language == "zh" else ("; ", ": ")
    texts = [
        estimate_text(week.estimate, look) if week.estimate else unknown_text(comparison, week.days[1], look)
        for week in weeks
    ]
    names = [_spoken(week.days, look) for week in weeks]
    return separator.join(f"{name}{colon}{text}" for name, text in zip(names, texts, strict=True))


def _spoken(days: Days, look: Look) -> str:
    if days[0] < 0:
        text = gettext("days {first} to {last} before", look.language)
        return text.format(first=-days[0], last=-days[1])
    return gettext("days {first}–{last}", look.language).format(first=days[0], last=days[1])
