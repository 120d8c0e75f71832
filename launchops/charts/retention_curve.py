"""Retention as a curve: the average over cohorts by age, with its interval, or one line for each group."""

import pandas as pd
import plotly.graph_objects as go

from launchops.charts.axes import round_ticks, spread_labels, value_axis
from launchops.charts.chart import Chart
from launchops.charts.retention_words import age_text, age_tick, shown_ages
from launchops.charts.style import Look, blank_figure, end_label, plain, text_width
from launchops.charts.values import value_text
from launchops.facade.results import Retention
from launchops.locale import gettext

ENOUGH_PEOPLE = 30
MOST_GROUPS = 5
_HEIGHT_LINES = 20
_MOST_TICKS = 15


def retention_curve(result: Retention, *, look: Look) -> Chart | None:
    """The share of sign-ups who came at each age from 1 on; None while no age with 30 people is over.

    Without breakdown: the average over all mature cohorts with its 95 % interval, and dashed the same cohorts
    throughout. With one: a line for each of the largest groups.
    """
    ages = [age for age in shown_ages(result) if age != 0]
    average = _readable(result.average, ages)
    if average.empty:
        return None
    groups = _largest(average)
    figure = blank_figure(look, height_lines=_HEIGHT_LINES)
    shown = average[average["group"].isin(groups)]
    top = float((shown["high"] if len(groups) == 1 else shown["rate"]).max())
    ticks = round_ticks(0, top)
    value_axis(figure, ticks, "percent", look)
    last = int(shown["place"].max())
    _age_axis(figure, ages[: last + 1])
    lines = [(group, shown[shown["group"] == group]) for group in groups]
    if len(groups) == 1:
        _add_band(figure, lines[0][1], look)
        _add_same_cohorts(figure, _readable(result.same_cohorts, ages), look)
    for (_group, line), colour in zip(lines, _colours(look), strict=False):
        _add_line(figure, line, result, colour, look)
    _add_labels(figure, lines, result, top=ticks[-1], look=look)
    return Chart(figure, _alt(lines, result, look))


def _readable(frame: pd.DataFrame, ages: list[int | str]) -> pd.DataFrame:
    """Rows with enough people, with `place`: the age's place on the axis."""
    places = {age: place for place, age in enumerate(ages)}
    kept = frame[frame["age"].isin(ages) & (frame["eligible"] >= ENOUGH_PEOPLE)]
    return kept.assign(place=kept["age"].map(places).astype("int64"))


def _largest(average: pd.DataFrame) -> list[str]:
    sizes = average.groupby("group")["eligible"].max().sort_values(ascending=False, kind="stable")
    return [str(group) for group in sizes.index[:MOST_GROUPS]]


def _colours(look: Look) -> list[str]:
    colours = look.palette
    return [colours.core, colours.plan, colours.middle, colours.ink, colours.outer]


def _age_axis(figure: go.Figure, ages: list[int | str]) -> None:
    step = -(-len(ages) // _MOST_TICKS)
    places = list(range(0, len(ages), step))
    figure.update_xaxes(
        range=[-0.3, len(ages) - 0.7],
        tickvals=places,
        ticktext=[age_tick(ages[place]) for place in places],
        tickangle=0,
    )


def _add_band(figure: go.Figure, line: pd.DataFrame, look: Look) -> None:
    edges = [*line["high"], *line["low"][::-1]]
    figure.add_scatter(
        x=[*line["place"], *line["place"][::-1]], y=[float(edge) for edge in edges], mode="lines", line_width=0,
        fill="toself", fillcolor=look.palette.core, opacity=0.18, hoverinfo="skip",
    )  # fmt: skip


def _add_same_cohorts(figure: go.Figure, line: pd.DataFrame, look: Look) -> None:
    if line.empty:
        return
    figure.add_scatter(
        x=line["place"], y=line["rate"].astype(float), mode="lines", hoverinfo="skip",
        line={"color": look.palette.plan, "width": look.line_width * 0.7, "dash": "dash"},
    )  # fmt: skip
    first = line.iloc[0]
    figure.add_annotation(
        x=int(first["place"]), y=float(first["rate"]), xanchor="left", yanchor="bottom", showarrow=False,
        text=gettext("dashed: the same {n} cohorts throughout", look.language).format(n=int(first["cohorts"])),
        yshift=look.font_size, xshift=look.font_size,
        font={"color": look.palette.muted, "size": round(look.font_size * 0.9)},
    )  # fmt: skip


def _add_line(figure: go.Figure, line: pd.DataFrame, result: Retention, colour: str, look: Look) -> None:
    figure.add_scatter(
        x=line["place"], y=line["rate"].astype(float), mode="lines+markers",
        line={"color": colour, "width": look.line_width}, marker={"color": colour, "size": look.font_size // 2},
        hovertext=[_hover(row, result, look) for row in line.to_dict("records")], hoverinfo="text",
    )  # fmt: skip


def _hover(row: dict[str, object], result: Retention, look: Look) -> str:
    text = gettext("{age}: {active} of {n} sign-ups, {rate} ({low} to {high})", look.language)
    words = {name: value_text(float(str(row[name])), "percent", look) for name in ("rate", "low", "high")}
    counts = {
        name: value_text(float(str(row[key])), "users", look) for name, key in (("active", "active"), ("n", "eligible"))
    }
    age = age_text(row["age"], result, look)  # type: ignore[arg-type]
    group = f"{group_text(str(row['group']), look)} · " if result.by else ""
    return group + text.format(age=age, **counts, **words)


def group_text(group: str, look: Look) -> str:
    """A group of a breakdown by name; users without the trait have words too."""
    return plain(gettext(group, look.language)) if group else gettext("not given", look.language)


def _add_labels(
    figure: go.Figure, lines: list[tuple[str, pd.DataFrame]], result: Retention, *, top: float, look: Look
) -> None:
    """The last value of each line, right of it; with groups their names."""
    ends = [float(line["rate"].iloc[-1]) for _, line in lines]
    texts = [
        f"{group_text(group, look)} {value_text(end, 'percent', look)}"
        if result.by
        else value_text(end, "percent", look)
        for (group, _), end in zip(lines, ends, strict=True)
    ]
    placed = spread_labels(ends, room=top * 1.3 / (_HEIGHT_LINES - 3))
    last = max(int(line["place"].iloc[-1]) for _, line in lines)
    for text, height, colour in zip(texts, placed, _colours(look), strict=False):
        end_label(figure, text, x=last, y=height, colour=colour, look=look)
    figure.update_layout(margin_r=max(text_width(text, look.font_size * 1.1) for text in texts) + look.font_size)


def _alt(lines: list[tuple[str, pd.DataFrame]], result: Retention, look: Look) -> str:
    separator = "；" if look.language == "zh" else "; "
    return separator.join(_hover(line.to_dict("records")[-1], result, look) for _, line in lines)
