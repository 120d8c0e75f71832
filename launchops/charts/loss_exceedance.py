"""How likely it is that all open risks together cost more than an amount."""

import plotly.graph_objects as go

from launchops.charts.axes import round_ticks
from launchops.charts.chart import Chart
from launchops.charts.style import Look, blank_figure, faint, text_width
from launchops.charts.values import tick_text, value_text
from launchops.locale import format_value, gettext
from launchops.stats.risk_results import LossExceedance

_HEIGHT_LINES = 16
_LEAST = 0.01  # chances below are left out: the simulation cannot tell them apart
_ODDS = ((0.1, "one_in_ten"), (0.05, "one_in_twenty"))


def loss_exceedance_chart(losses: LossExceedance, *, look: Look) -> Chart | None:
    """The chance (up) of losing more than an amount (across); None where no risk has an estimate.

    Marked: the mean, and the amounts that are passed with one chance in ten and in twenty.
    """
    frame = losses.frame[losses.frame["probability"] >= _LEAST]
    if losses.risk_count == 0 or len(frame) < 2:
        return None
    amounts = [float(amount) for amount in frame["loss"]]
    chances = [float(chance) for chance in frame["probability"]]
    last = max(amounts[-1], losses.one_in_twenty, losses.expected)
    across = round_ticks(0, last, lines=5)
    up = round_ticks(0, min(1.0, chances[0]))
    figure = blank_figure(look, height_lines=_HEIGHT_LINES)
    _axes(figure, across, up, look, last=last)
    figure.add_scatter(
        x=amounts, y=chances, mode="lines", line={"color": look.palette.core, "width": look.line_width},
        fill="tozeroy", fillcolor=faint(look.palette.core, 0.1), hovertemplate="%{customdata}<extra></extra>",
        customdata=[_chance_text(chance, amount, look) for amount, chance in zip(amounts, chances, strict=True)],
    )  # fmt: skip
    _mark_mean(figure, losses, up[-1], look)
    for chance, name in _ODDS:
        _mark_odds(figure, chance, float(getattr(losses, name)), look)
    return Chart(figure, _alt(losses, look))


def _axes(figure: go.Figure, across: list[float], up: list[float], look: Look, *, last: float) -> None:
    """Money across and chances up."""
    step = across[1] - across[0]
    texts = [tick_text(up_tick, "percent", look, step=up[1] - up[0]) for up_tick in up]
    figure.update_xaxes(
        range=[across[0], last], tickvals=across,
        ticktext=[tick_text(amount, "money", look, step=step) for amount in across],
    )  # fmt: skip
    figure.update_yaxes(range=[up[0], up[-1]], tickvals=up, ticktext=texts)
    room = max(text_width(text, look.font_size) for text in texts) + look.font_size
    figure.update_layout(margin_l=room, margin_r=3 * look.font_size, margin_t=2 * look.font_size)


def _chance_text(chance: float, amount: float, look: Look) -> str:
    text = gettext("{chance} chance of losing more than {amount}", look.language)
    return text.format(
        chance=format_value(chance, "percent", look.language), amount=value_text(round(amount), "money", look)
    )


def _mark_mean(figure: go.Figure, losses: LossExceedance, top: float, look: Look) -> None:
    mean = gettext("expected {amount}", look.language).format(amount=value_text(round(losses.expected), "money", look))
    figure.add_vline(x=losses.expected, line_color=look.palette.muted, line_width=1.4, line_dash="dash")
    figure.add_annotation(
        x=losses.expected, y=top, text=f"<b>{mean}</b>", showarrow=False, xanchor="left", yanchor="top",
        xshift=look.font_size // 2, font={"color": look.palette.muted, "size": look.font_size},
    )  # fmt: skip


def _mark_odds(figure: go.Figure, chance: float, amount: float, look: Look) -> None:
    """A dot on the curve with the amount beside it."""
    words = gettext("1 in {n}: {amount}", look.language).format(
        n=round(1 / chance), amount=value_text(round(amount), "money", look)
    )
    figure.add_scatter(
        x=[amount], y=[chance], mode="markers", hoverinfo="skip", cliponaxis=False,
        marker={"color": look.palette.core, "size": round(look.font_size * 0.7)},
    )  # fmt: skip
    figure.add_annotation(
        x=amount, y=chance, text=f"<b>{words}</b>", showarrow=False, xanchor="left", yanchor="bottom",
        xshift=look.font_size // 3, yshift=look.font_size // 3,
        font={"color": look.palette.core, "size": look.font_size},
    )  # fmt: skip


def _alt(losses: LossExceedance, look: Look) -> str:
    text = gettext(
        "All risks together: {expected} expected; 1 chance in 10 of more than {ten}, 1 in 20 of more than {twenty}.",
        look.language,
    )
    expected, ten, twenty = (
        value_text(round(amount), "money", look)
        for amount in (losses.expected, losses.one_in_ten, losses.one_in_twenty)
    )
    return text.format(expected=expected, ten=ten, twenty=twenty)
