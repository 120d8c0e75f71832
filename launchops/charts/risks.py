"""Risks: what each could cost, and the readings that raise its hand."""

from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from launchops.charts.axes import day_axis, round_ticks, spread_labels, value_axis
from launchops.charts.chart import Chart
from launchops.charts.style import Look, blank_figure, end_label, plain, text_width
from launchops.charts.values import day_text, value_text
from launchops.locale import gettext
from launchops.metrics.results import KpiSeries
from launchops.periods import day_date
from launchops.review.results import RiskStatus, TriggerState

_ROW_LINES = 2.3
_TRIGGER_LINES = 15


def expected_loss_chart(risks: Sequence[RiskStatus], *, most: int = 20, look: Look) -> Chart | None:
    """Expected loss as a bar for the `most` costly risks, the largest on top; None where no loss is known.

    Triggered risks are red and say so; the others are grey. Risks of unknown loss are not drawn as zero.
    """
    known = sorted(
        (r for r in risks if r.expected_loss is not None), key=lambda r: r.expected_loss or 0.0, reverse=True
    )[:most]
    if not known:
        return None
    names = [plain(gettext(r.risk.name, look.language)) for r in known]
    losses = [r.expected_loss or 0.0 for r in known]
    left = max(text_width(n, look.font_size) for n in names) + look.font_size
    labels = [_loss_label(r, look) for r in known]
    right = max(text_width(t, look.font_size * 1.1) for t in labels) + look.font_size
    figure = blank_figure(look, height_lines=_ROW_LINES * len(known) + 2, left=left, right=right)
    figure.update_layout(margin_b=look.font_size, bargap=0.55)
    figure.update_xaxes(range=[0, max(losses) or 1.0], showticklabels=False)
    figure.update_yaxes(range=[len(known) - 0.4, -0.6], showgrid=False, showticklabels=False)
    figure.add_bar(
        x=losses, y=list(range(len(known))), orientation="h", marker_color=[_colour(r, look) for r in known],
        marker_line_width=0, hovertext=labels, hoverinfo="text",
    )  # fmt: skip
    for place, (name, label, loss) in enumerate(zip(names, labels, losses, strict=True)):
        _write_name(figure, name, place, left, look)
        end_label(figure, label, x=loss, y=place, colour=_label_colour(known[place], look), look=look)
    return Chart(figure, _alt(known, look))


def _colour(status: RiskStatus, look: Look) -> str:
    return look.palette.bad if status.status == "triggered" else look.palette.plan


def _label_colour(status: RiskStatus, look: Look) -> str:
    return look.palette.bad if status.status == "triggered" else look.palette.ink


def _loss_label(status: RiskStatus, look: Look) -> str:
    loss = value_text(status.expected_loss, "money", look)
    words = {"triggered": gettext("triggered", look.language), "accepted": gettext("accepted", look.language)}
    return f"{loss} · {words[status.status]}" if status.status in words else loss


def _write_name(figure: go.Figure, name: str, place: int, left: int, look: Look) -> None:
    figure.add_annotation(
        x=0, xref="paper", y=place, text=name, showarrow=False, xanchor="left", xshift=-left,
        font={"color": look.palette.ink, "size": look.font_size},
    )  # fmt: skip


def _alt(known: Sequence[RiskStatus], look: Look) -> str:
    separator = "；" if look.language == "zh" else "; "
    rows = (f"{gettext(r.risk.name, look.language)} {_loss_label(r, look)}" for r in known)
    return gettext("Expected loss, largest first: {rows}.", look.language).format(rows=separator.join(rows))


def trigger_chart(
    trigger: TriggerState, series: KpiSeries, *, fired_days: Sequence[int] = (), unit: str, look: Look
) -> Chart | None:
    """The readings of a risk's indicator with its amber and red limit; None without a reading.

    `fired_days`: a ring stands on the reading that made the trigger fire.
    """
    if series.frame.empty:
        return None
    days = [int(day) for day in series.frame["day"]]
    values = [float(value) for value in series.frame["value"]]
    limits = [limit for limit in (trigger.amber, trigger.red) if limit is not None]
    low, high = min([*values, *limits]), max([*values, *limits])
    ticks = round_ticks(0 if 0 <= low < high / 2 else low, high + (high - low) * 0.1)
    figure = blank_figure(look, height_lines=_TRIGGER_LINES)
    value_axis(figure, ticks, unit, look)
    day_axis(figure, days[0], max(days[-1], days[0] + 1), look)
    labels = _add_limits(figure, trigger, days[-1], ticks=ticks, unit=unit, look=look)
    value_label = value_text(values[-1], unit, look)
    figure.add_scatter(
        x=[day_date(day) for day in days], y=values, mode="lines" if len(days) > 1 else "markers",
        line={"color": look.palette.core, "width": look.line_width},
        customdata=[value_text(value, unit, look) for value in values],
        hovertemplate="%{x}: %{customdata}<extra></extra>",
    )  # fmt: skip
    _add_firings(figure, dict(zip(days, values, strict=True)), fired_days, look)
    figure.add_scatter(
        x=[day_date(days[-1])], y=[values[-1]], mode="markers+text", text=[f"<b>{value_label}</b>"],
        textposition="top left", textfont={"color": look.palette.core}, hoverinfo="skip", cliponaxis=False,
        marker={"color": look.palette.core, "size": round(look.font_size * 0.7)},
    )  # fmt: skip
    room = max((text_width(t, look.font_size * 1.1) for t in labels), default=0)
    figure.update_layout(margin_r=room + look.font_size)
    return Chart(figure, _trigger_alt(value_label, days[-1], labels, look))


def _add_firings(figure: go.Figure, values: Mapping[int, float], fired_days: Sequence[int], look: Look) -> None:
    shown = [day for day in fired_days if day in values]
    if not shown:
        return
    figure.add_scatter(
        x=[day_date(day) for day in shown], y=[values[day] for day in shown], mode="markers", cliponaxis=False,
        name="fired", hovertemplate="%{x}: %{customdata}<extra></extra>",
        customdata=[gettext("triggered", look.language)] * len(shown),
        marker={
            "color": look.palette.ground, "size": round(look.font_size * 0.8),
            "line": {"color": look.palette.bad, "width": look.line_width},
        },
    )  # fmt: skip


def _add_limits(
    figure: go.Figure, trigger: TriggerState, last_day: int, *, ticks: list[float], unit: str, look: Look
) -> list[str]:
    """Draw the limits that are set and write them at their line's end, apart; returns their words."""
    words = (
        (trigger.amber, gettext("amber {value}", look.language), look.palette.warn),
        (trigger.red, gettext("red {value}", look.language), look.palette.bad),
    )
    drawn = [
        (limit, word.format(value=value_text(limit, unit, look)), colour)
        for limit, word, colour in words
        if limit is not None
    ]
    room = (ticks[-1] - ticks[0]) * 1.3 / (_TRIGGER_LINES - 3)
    heights = spread_labels([limit for limit, _, _ in drawn], room=room)
    for (limit, label, colour), height in zip(drawn, heights, strict=True):
        figure.add_hline(y=limit, line_color=colour, line_width=1.4, line_dash="dash")
        end_label(figure, label, x=day_date(last_day), y=height, colour=colour, look=look)
    return [label for _, label, _ in drawn]


def _trigger_alt(value: str, day: int, labels: list[str], look: Look) -> str:
    text = gettext("Latest reading {value} on {day}; limits: {limits}.", look.language)
    separator = "、" if look.language == "zh" else ", "
    return text.format(value=value, day=day_text(day, look), limits=separator.join(labels))
