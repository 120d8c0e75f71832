"""How long users stay: the share not lost yet by days since sign-up, with its interval."""

import plotly.graph_objects as go

from launchops.charts.axes import inner_ticks, value_axis
from launchops.charts.chart import Chart
from launchops.charts.style import Look, blank_figure, end_label, text_width
from launchops.charts.values import value_text
from launchops.facade.results import Survival
from launchops.locale import gettext

_HEIGHT_LINES = 16


def survival_chart(result: Survival, *, look: Look) -> Chart | None:
    """The Kaplan–Meier curve of everybody; None while fewer than 10 users are watched long enough.

    The dot marks the day by which half of the users were lost.
    """
    curve = result.frame
    if len(curve) < 2:
        return None
    figure = blank_figure(look, height_lines=_HEIGHT_LINES)
    value_axis(figure, [0.0, 0.25, 0.5, 0.75, 1.0], "percent", look)
    days = [int(day) for day in curve["time"]]
    ticks = [int(tick) for tick in inner_ticks(0, days[-1], lines=6)]
    figure.update_xaxes(range=[0, days[-1]], tickvals=ticks, ticktext=[str(tick) for tick in ticks])
    _add_curve(figure, result, look)
    text = value_text(float(curve["share"].iloc[-1]), "percent", look)
    end_label(figure, text, x=days[-1], y=float(curve["share"].iloc[-1]), colour=look.palette.core, look=look)
    figure.update_layout(margin_r=text_width(text, look.font_size * 1.1) + look.font_size)
    return Chart(figure, _alt(result, look))


def _add_curve(figure: go.Figure, result: Survival, look: Look) -> None:
    curve, colour = result.frame, look.palette.core
    band = curve[curve["low"].notna()]
    figure.add_scatter(
        x=[*band["time"], *band["time"][::-1]], y=[float(v) for v in [*band["high"], *band["low"][::-1]]],
        mode="lines", line_width=0, fill="toself", fillcolor=colour, opacity=0.18, hoverinfo="skip",
    )  # fmt: skip
    text = gettext("day {day}: {share} still here; {n} watched", look.language)
    figure.add_scatter(
        x=curve["time"], y=curve["share"].astype(float), mode="lines",
        line={"color": colour, "width": look.line_width, "shape": "hv"},
        hovertext=[
            text.format(
                day=row.time, share=value_text(row.share, "percent", look), n=value_text(row.at_risk, "users", look)
            )
            for row in curve.itertuples()
        ],
        hoverinfo="text",
    )  # fmt: skip
    median = result.median_days.get("")
    if median is not None:
        figure.add_scatter(
            x=[median], y=[0.5], mode="markers", hoverinfo="skip",
            marker={"color": colour, "size": round(look.font_size * 0.75)},
        )  # fmt: skip
        words = gettext("half are lost by day {day}", look.language).format(day=median)
        figure.add_annotation(
            x=median, y=0.5, showarrow=False, xanchor="left", yanchor="bottom", xshift=look.font_size // 2,
            text=f"<b>{words}</b>",
            font={"color": colour, "size": look.font_size},
        )  # fmt: skip


def _alt(result: Survival, look: Look) -> str:
    last = result.frame.iloc[-1]
    text = gettext("Of those who signed up, {share} are still here after {day} days.", look.language)
    return text.format(share=value_text(float(last["share"]), "percent", look), day=int(last["time"]))
