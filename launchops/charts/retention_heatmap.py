"""Retention as a heat map: a row for each cohort, a column for each age, hatched where it is not over yet."""

from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from launchops.charts.chart import Chart
from launchops.charts.retention_words import age_text, age_tick, cell_text, shown_ages
from launchops.charts.style import Look, blank_figure, text_width
from launchops.charts.values import day_text, value_text
from launchops.facade.results import Retention
from launchops.locale import gettext

ENOUGH_PEOPLE = 30  # a share of fewer says too little: counts stand in its place
MOST_ROWS = 26
_FAINT = {False: "#eaf2f9", True: "#202c3a"}  # the palest blue of each theme: nobody came
_ROW_LINES = 1.75
_PLOT_WIDTH = 620  # px; only decides whether a text has room in a cell


@dataclass(frozen=True)
class _Map:
    """The cells of the picture: `cells` with row (0 on top) and column, and the labels of both."""

    cells: pd.DataFrame
    cohorts: pd.DataFrame
    ages: list[int | str]


def retention_heatmap(result: Retention, *, look: Look) -> Chart | None:
    """Every cohort at every age with its share; None where nobody has signed up.

    Blue: the share who came, darker for more. Counts in grey: fewer than 30 people. Hatched: not over yet, with the
    day on which the cohort's next cell becomes readable. For a result without breakdown.
    """
    if result.cohorts.empty:
        return None
    found = _placed(result)
    labels = [_row_label(row, look) for row in found.cohorts.to_dict("records")]
    room = max(text_width(label, look.font_size) for label in labels) + look.font_size
    figure = blank_figure(look, height_lines=_ROW_LINES * len(labels) + 3.5, left=room)
    figure.update_layout(margin_t=round(look.font_size * 2), margin_b=look.font_size // 2)
    _axes(figure, found, labels, look)
    _add_shares(figure, found, result, look)
    _add_too_few(figure, found, result, look)
    _add_not_over(figure, found, look)
    return Chart(figure, _alt(found, result, look))


def _placed(result: Retention) -> _Map:
    cohorts = result.cohorts.sort_values("cohort_day").tail(MOST_ROWS).reset_index(drop=True)
    ages = shown_ages(result)
    rows = {day: place for place, day in enumerate(cohorts["cohort_day"])}
    columns = {age: place for place, age in enumerate(ages)}
    cells = result.cells[result.cells["cohort_day"].isin(rows) & result.cells["age"].isin(columns)]
    return _Map(cells.assign(row=cells["cohort_day"].map(rows), column=cells["age"].map(columns)), cohorts, ages)


def _row_label(cohort: dict[str, int], look: Look) -> str:
    day, size = day_text(int(cohort["cohort_day"]), look), value_text(float(cohort["size"]), "users", look)
    return f"{day} · {size}"


def _axes(figure: go.Figure, found: _Map, labels: list[str], look: Look) -> None:
    count = len(found.ages)
    texts = [age_tick(age) for age in found.ages]
    step = 1 if count * text_width("00", look.font_size) < _PLOT_WIDTH else 2
    figure.update_xaxes(
        side="top", range=[-0.5, count - 0.5], tickvals=list(range(0, count, step)), ticktext=texts[::step],
        showgrid=False, ticklen=0, tickangle=0,
    )  # fmt: skip
    figure.update_yaxes(
        range=[len(labels) - 0.5, -0.5], tickvals=list(range(len(labels))), ticktext=labels, showgrid=False
    )


def _grid(found: _Map, cells: pd.DataFrame, values: list[object], *, other: object = None) -> list[list[object]]:
    """The values in rows and columns; `other` where there is none."""
    grid: list[list[object]] = [[other] * len(found.ages) for _ in range(len(found.cohorts))]
    for row, column, value in zip(cells["row"], cells["column"], values, strict=True):
        grid[row][column] = value
    return grid


def _add_shares(figure: go.Figure, found: _Map, result: Retention, look: Look) -> None:
    cells = found.cells[found.cells["mature"] & (found.cells["eligible"] >= ENOUGH_PEOPLE)]
    later = cells[cells["column"] > 0]["rate"] if result.mode != "bracket" else cells["rate"]
    has_room = len(found.ages) * text_width("000", look.font_size * 0.86) < _PLOT_WIDTH
    texts = [value_percent(rate) if has_room else "" for rate in cells["rate"]]
    hover = [cell_text(row, result, look) for row in cells.to_dict("records")]
    figure.add_heatmap(
        z=_grid(found, cells, [float(rate) for rate in cells["rate"]]),
        text=_grid(found, cells, list(texts), other=""), texttemplate="%{text}",
        textfont={"size": round(look.font_size * 0.86)},
        customdata=_grid(found, cells, list(hover)), hovertemplate="%{customdata}<extra></extra>", hoverongaps=False,
        colorscale=[[0, _FAINT[look.is_dark]], [1, look.palette.core]], showscale=False, xgap=2, ygap=2,
        zmin=0, zmax=max(0.01, float(later.max()) if len(later) else 1.0),
    )  # fmt: skip


def value_percent(rate: float) -> str:
    """A share in whole percent without its sign: the picture's note says what the figures are."""
    return f"{float(rate) * 100:.0f}"


def _add_too_few(figure: go.Figure, found: _Map, result: Retention, look: Look) -> None:
    cells = found.cells[found.cells["mature"] & (found.cells["eligible"] < ENOUGH_PEOPLE)]
    if cells.empty:
        return
    has_room = len(found.ages) * text_width("00/00", look.font_size * 0.8) < _PLOT_WIDTH
    figure.add_scatter(
        x=cells["column"], y=cells["row"], mode="text" if has_room else "markers",
        text=[f"{row.active}/{row.eligible}" for row in cells.itertuples()],
        marker={"color": look.palette.plan, "size": look.font_size // 3},
        textfont={"color": look.palette.muted, "size": round(look.font_size * 0.8)},
        hovertext=[cell_text(row, result, look) for row in cells.to_dict("records")], hoverinfo="text",
    )  # fmt: skip


def _add_not_over(figure: go.Figure, found: _Map, look: Look) -> None:
    """Hatch every cell that is not over; the first of each row says when it will be."""
    cells = found.cells[~found.cells["mature"]]
    if cells.empty:
        return
    xs: list[float | None] = []
    ys: list[float | None] = []
    for row, mine in cells.groupby("row"):
        left, right = mine["column"].min() - 0.5, mine["column"].max() + 0.5
        xs += [left, right, right, left, left, None]
        ys += [row - 0.46, row - 0.46, row + 0.46, row + 0.46, row - 0.46, None]
    figure.add_scatter(
        x=xs, y=ys, mode="lines", line_width=0, fill="toself", fillcolor="rgba(0,0,0,0)", hoverinfo="skip",
        fillpattern={"shape": "/", "fgcolor": look.palette.plan, "size": 5, "solidity": 0.15},
    )  # fmt: skip
    readable = gettext("readable on {day}", look.language)
    texts = [readable.format(day=day_text(int(day), look)) for day in cells["readable_day"]]
    clear = "rgba(0,0,0,0)"
    figure.add_heatmap(
        z=_grid(found, cells, [0.0] * len(cells)), customdata=_grid(found, cells, list(texts)), showscale=False,
        colorscale=[[0, clear], [1, clear]], hovertemplate="%{customdata}<extra></extra>", hoverongaps=False,
    )  # fmt: skip
    _write_next(figure, found, cells, look)


def _write_next(figure: go.Figure, found: _Map, cells: pd.DataFrame, look: Look) -> None:
    size = round(look.font_size * 0.8)
    width = _PLOT_WIDTH / len(found.ages)
    for row, mine in cells.groupby("row"):
        first = mine.loc[mine["column"].idxmin()]
        text = day_text(int(first["readable_day"]), look)
        if text_width(text, size) + size > width * len(mine):
            continue
        figure.add_annotation(
            x=first["column"] - 0.5, y=row, text=text, showarrow=False, xanchor="left", xshift=3, borderpad=1,
            bgcolor=look.palette.ground, font={"color": look.palette.muted, "size": size},
        )  # fmt: skip


def _alt(found: _Map, result: Retention, look: Look) -> str:
    mature = found.cells[found.cells["mature"]]
    text = gettext(
        "Share of sign-ups who came, by cohort and age: {cohorts} cohorts, {known} cells known.", look.language
    )
    known = text.format(cohorts=len(found.cohorts), known=len(mature))
    last = result.average.tail(1)
    if last.empty:
        return known
    row = last.to_dict("records")[0]
    share = gettext("{age}: {rate} of {n} sign-ups", look.language).format(
        age=age_text(row["age"], result, look), rate=value_text(float(row["rate"]), "percent", look),
        n=value_text(float(row["eligible"]), "users", look),
    )  # fmt: skip
    return f"{known} {share}"
