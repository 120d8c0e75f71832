"""How alike the two sides are in what they were not matched on, before and after matching."""

from collections.abc import Sequence

import plotly.graph_objects as go

from launchops.charts.chart import Chart
from launchops.charts.style import Look, blank_figure, plain, text_width
from launchops.locale import format_value, gettext
from launchops.stats.results import Comparison, TraitBalance

MOST_ROWS = 8
_ROW_LINES = 1.9
_GOOD, _REFUSED = 0.10, 0.25  # METHODS §3.5


def balance_chart(comparison: Comparison, *, look: Look) -> Chart | None:
    """Standardised differences without sign: before matching (grey ring) and after (blue dot).

    The least alike after matching first. The lines stand at 0.10 (good up to here) and 0.25 (no comparison beyond).
    None where no trait is known.
    """
    rows = _rows(comparison)
    if not rows:
        return None
    names = [_name(row, look) for row in rows]
    room = max(text_width(name, look.font_size) for name in names) + look.font_size
    figure = blank_figure(look, height_lines=_ROW_LINES * len(rows) + 4, left=room)
    ends = [abs(value) for row in rows for value in (row.before, row.after) if value is not None]
    figure.update_xaxes(
        range=[-0.012, max(_REFUSED * 1.2, *ends) * 1.04], tickvals=[0, _GOOD, _REFUSED],
        ticktext=["0", *(format_value(limit, "ratio", look.language) for limit in (_GOOD, _REFUSED))],
    )  # fmt: skip
    figure.update_yaxes(
        range=[-0.6, len(rows) - 0.4], tickvals=list(range(len(rows)))[::-1], ticktext=names,
        tickfont={"color": look.palette.ink},
    )  # fmt: skip
    for limit, colour in ((_GOOD, look.palette.good), (_REFUSED, look.palette.bad)):
        figure.add_vline(x=limit, line_color=colour, line_width=1.2, line_dash="dot")
    _add_marks(figure, [row.before for row in rows], look.palette.plan, "circle-open", look)
    _add_marks(figure, [row.after for row in rows], look.palette.core, "circle", look)
    return Chart(figure, _alt(rows, look))


def _rows(comparison: Comparison) -> list[TraitBalance]:
    known = [row for row in comparison.balance if row.after is not None]
    return sorted(known, key=lambda row: -abs(row.after or 0.0))[:MOST_ROWS]


def _name(row: TraitBalance, look: Look) -> str:
    names = {
        "tenure": gettext("time since sign-up", look.language),
        "platform": gettext("platform", look.language),
        "region": gettext("region", look.language),
    }
    name = names.get(row.trait, plain(row.trait))
    if row.trait == "tenure":
        return name
    return f"{name} {plain(row.level) or gettext('not given', look.language)}"


def _add_marks(figure: go.Figure, values: Sequence[float | None], colour: str, symbol: str, look: Look) -> None:
    known = [(abs(value), place) for place, value in enumerate(reversed(values)) if value is not None]
    figure.add_scatter(
        x=[value for value, _ in known], y=[place for _, place in known], mode="markers",
        hovertext=[format_value(value, "ratio", look.language) for value, _ in known], hoverinfo="text",
        marker={"color": colour, "size": round(look.font_size * 0.8), "symbol": symbol, "line": {"width": 2}},
    )  # fmt: skip


def _alt(rows: Sequence[TraitBalance], look: Look) -> str:
    separator = "；" if look.language == "zh" else "; "
    text = gettext("{trait}: {before} before matching, {after} after", look.language)
    return separator.join(
        text.format(
            trait=_name(row, look),
            before=format_value(None if row.before is None else abs(row.before), "ratio", look.language),
            after=format_value(abs(row.after or 0.0), "ratio", look.language),
        )
        for row in rows
    )
