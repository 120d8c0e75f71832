"""Two groups over days: a line with its band each, the name and last value right of it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

import plotly.graph_objects as go

from launchops.charts.axes import spread_labels
from launchops.charts.style import Look, end_label, faint, text_width
from launchops.charts.values import value_text
from launchops.locale import gettext
from launchops.stats.results import DayReturn, StayDay

Day = TypeVar("Day", DayReturn, StayDay)

HEIGHT_LINES = 12.6  # as high as the comparison beside it
_SIDES = ("participant", "other")


def add_pair(figure: go.Figure, days: Sequence[Day], hover: Callable[[Day], str], look: Look, *, shape: str) -> None:
    """Participants (orange, on top) and others (grey) with 95 % bands; `shape`: linear, or hv for steps."""
    for side in reversed(_SIDES):
        _add_band(figure, days, side, look, shape=shape)
        figure.add_scatter(
            x=[day.day for day in days], y=[getattr(day, f"{side}_rate") for day in days], mode="lines",
            line={"color": _colour(side, look), "width": look.line_width, "shape": shape},
            hovertext=[hover(day) for day in days], hoverinfo="text",
        )  # fmt: skip


def _add_band(figure: go.Figure, days: Sequence[Day], side: str, look: Look, *, shape: str) -> None:
    for end, fill in (("low", None), ("high", "tonexty")):
        figure.add_scatter(
            x=[day.day for day in days], y=[getattr(day, f"{side}_{end}") for day in days], mode="lines",
            line={"width": 0, "shape": shape}, fill=fill, fillcolor=faint(_colour(side, look), 0.2), hoverinfo="skip",
        )  # fmt: skip


def _colour(side: str, look: Look) -> str:
    return look.palette.activity if side == "participant" else look.palette.plan


def pair_names(design: str, look: Look) -> tuple[str, str]:
    """What the two groups are called."""
    if design == "randomised":
        return gettext("offered", look.language), gettext("held out", look.language)
    return gettext("took part", look.language), gettext("comparable others", look.language)


def add_names(figure: go.Figure, last: Day, names: tuple[str, str], *, top: float, last_day: int, look: Look) -> None:
    """Name and last value of each line, right of it. `top`, `last_day`: where the axes end."""
    ends = [last.participant_rate, last.other_rate]
    texts = [f"{name} {value_text(end, 'percent', look)}" for name, end in zip(names, ends, strict=True)]
    placed = spread_labels(ends, room=top * 1.3 / (HEIGHT_LINES - 3))
    colours = [look.palette.activity, look.palette.muted]
    for text, height, colour in zip(texts, placed, colours, strict=True):
        end_label(figure, text, x=last.day, y=height, colour=colour, look=look)
    missing = (last_day - last.day) / last_day  # a line that ends early leaves its label room inside the plot
    room = max(text_width(text, look.font_size * 1.08) for text in texts) + look.font_size
    figure.update_layout(margin_r=round(room * (1 - min(1.0, 2 * missing))) + look.font_size // 2)


def pair_hover(text: str, day: Day, look: Look) -> str:
    """`text` with the day and both values."""
    return text.format(
        day=day.day,
        participants=value_text(day.participant_rate, "percent", look),
        others=value_text(day.other_rate, "percent", look),
    )


def pair_alt(names: tuple[str, str], hovers: Sequence[str], look: Look) -> str:
    """What a reader who sees no picture is told: the names, then the values of some days."""
    separator = "；" if look.language == "zh" else "; "
    return separator.join([" / ".join(names), *hovers])
