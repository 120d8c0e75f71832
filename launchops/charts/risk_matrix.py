"""The 5 × 5 picture of likelihood and impact: a picture only, because it orders few pairs of risks rightly."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

import plotly.graph_objects as go

from launchops.charts.chart import Chart
from launchops.charts.style import Look, blank_figure, plain, text_width
from launchops.charts.values import value_text
from launchops.locale import format_value, gettext
from launchops.review.risk_results import MatrixCell, RiskMatrix

BANDS = 5
_ROW_LINES = 3.2
_MOST_NUMBERS = 6  # ranks written into one field; more are counted
_MOST_NAMES = 12  # names in one hover label
_TINTS = ("good", "warn", "bad")
_TOP_SCORE = BANDS * BANDS


def risk_matrix_chart(matrix: RiskMatrix, ranks: Mapping[int, int], *, look: Look) -> Chart | None:
    """Every estimated risk in its field, by its rank (1 = largest expected loss); None where there is none.

    `ranks`: risk id → rank. A rank with ! is one where the picture and the ranking disagree.
    """
    if not matrix.cells:
        return None
    figure = blank_figure(look, height_lines=_ROW_LINES * BANDS + 5)
    _axes(figure, matrix, look)
    for likelihood in range(1, BANDS + 1):
        for impact in range(1, BANDS + 1):
            _tint(figure, likelihood, impact, look)
    fields: dict[tuple[int, int], list[MatrixCell]] = defaultdict(list)
    for cell in sorted(matrix.cells, key=lambda cell: ranks.get(cell.risk_id, 0)):
        fields[cell.impact, cell.likelihood].append(cell)
    figure.add_scatter(
        x=[impact for impact, _ in fields], y=[likelihood for _, likelihood in fields], mode="text",
        text=[_field_text(cells, ranks, look) for cells in fields.values()],
        textfont={"color": look.palette.ink, "size": round(look.font_size * 1.1)},
        customdata=[_names(cells, ranks, look) for cells in fields.values()],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
    return Chart(figure, _alt(matrix, look))


def _axes(figure: go.Figure, matrix: RiskMatrix, look: Look) -> None:
    """Between the fields the limits of the bands."""
    between = [band + 0.5 for band in range(1, BANDS)]
    chances = [format_value(limit, "percent", look.language) for limit in matrix.likelihood_limits]
    losses = [value_text(round(limit), "money", look) for limit in matrix.impact_limits]
    named = {"tickvals": between, "title_standoff": look.font_size // 2, "title_font_size": look.font_size}
    named |= {"showgrid": False, "tickangle": 0}
    across, up = gettext("Loss if it happens", look.language), gettext("Probability", look.language)
    figure.update_xaxes(range=[0.5, BANDS + 0.5], ticktext=losses, title_text=across, **named)
    figure.update_yaxes(range=[0.5, BANDS + 0.5], ticktext=chances, title_text=up, **named)
    room = max(text_width(text, look.font_size) for text in chances) + 3 * look.font_size
    figure.update_layout(margin_l=room, margin_b=round(3.6 * look.font_size))


def _tint(figure: go.Figure, likelihood: int, impact: int, look: Look) -> None:
    score = likelihood * impact
    colour = getattr(look.palette, _TINTS[0 if score <= 4 else 1 if score <= 12 else 2])
    figure.add_shape(
        type="rect", x0=impact - 0.48, x1=impact + 0.48, y0=likelihood - 0.47, y1=likelihood + 0.47,
        fillcolor=colour, opacity=0.1 + 0.25 * score / _TOP_SCORE, line_width=0, layer="below",
    )  # fmt: skip


def _field_text(cells: Sequence[MatrixCell], ranks: Mapping[int, int], look: Look) -> str:
    if len(cells) > _MOST_NUMBERS:
        return gettext("{n} risks", look.language).format(n=len(cells))
    return "&nbsp; ".join(_rank_text(cell, ranks) for cell in cells)


def _rank_text(cell: MatrixCell, ranks: Mapping[int, int]) -> str:
    rank = ranks.get(cell.risk_id, 0)
    return f"<b>{rank}!</b>" if cell.note is not None else str(rank)


def _names(cells: Sequence[MatrixCell], ranks: Mapping[int, int], look: Look) -> str:
    lines = [
        f"{ranks.get(cell.risk_id, 0)} {plain(gettext(cell.name, look.language))} · "
        f"{value_text(round(cell.expected_loss), 'money', look)}"
        for cell in cells[:_MOST_NAMES]
    ]
    return "<br>".join([*lines, "…"] if len(cells) > _MOST_NAMES else lines)


def _alt(matrix: RiskMatrix, look: Look) -> str:
    text = gettext(
        "{n} risks by likelihood and impact; for {m} of them the picture and the expected loss disagree.",
        look.language,
    )
    return text.format(n=len(matrix.cells), m=matrix.disagreements)
