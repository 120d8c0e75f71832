"""An estimate with its 95 % interval, as a mark on a chart and in words."""

from dataclasses import dataclass

import plotly.graph_objects as go

from launchops.charts.style import Look
from launchops.charts.values import points_text
from launchops.locale import gettext


@dataclass(frozen=True)
class Estimate:
    """A difference of two shares with its interval, all as fractions."""

    difference: float
    low: float
    high: float

    @property
    def points(self) -> tuple[float, float, float]:
        """Low, difference and high in points."""
        return self.low * 100, self.difference * 100, self.high * 100


def estimate_text(estimate: Estimate, look: Look) -> str:
    """An estimate in words: +6.1 points (+3.8 to +8.4)."""
    text = gettext("{difference} points ({low} to {high})", look.language)
    return text.format(
        difference=points_text(estimate.difference, look),
        low=points_text(estimate.low, look),
        high=points_text(estimate.high, look),
    )


def points_tick(points: float, look: Look) -> str:
    """A number of points beside a grid line: +10, 0, −2.5."""
    if points == 0:
        return "0"
    text = points_text(points / 100, look)
    return text.removesuffix(".0") if points == int(points) else text


def add_estimate(
    figure: go.Figure, estimate: Estimate, place: float, *, colour: str, is_upright: bool, look: Look
) -> None:
    """Draw a point and its interval, lying at height `place` or upright at position `place`."""
    low, middle, high = estimate.points
    across, along = ([place, place], [low, high]) if is_upright else ([low, high], [place, place])
    figure.add_scatter(
        x=across, y=along, mode="lines", hoverinfo="skip",
        line={"color": colour, "width": look.line_width * 1.7},
    )  # fmt: skip
    figure.add_scatter(
        x=[place if is_upright else middle], y=[middle if is_upright else place], mode="markers",
        hovertext=[estimate_text(estimate, look)], hoverinfo="text",
        marker={"color": colour, "size": round(look.font_size * 1.05), "opacity": 1},
    )  # fmt: skip
