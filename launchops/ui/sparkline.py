"""The small trend line of a card, drawn as a mask so that its colour follows the theme."""

import base64
import math
from collections.abc import Sequence

WIDTH, HEIGHT, EDGE = 180.0, 36.0, 4.0


def trend_html(values: Sequence[float]) -> str:
    """A line of the values with a dot at the last, as HTML; empty for fewer than two known values."""
    known = [(i, float(v)) for i, v in enumerate(values) if v is not None and math.isfinite(float(v))]
    if len(known) < 2:
        return ""
    points = _scaled(known, len(values))
    image = base64.b64encode(_drawing(points).encode()).decode()
    return f'<div class="lo-trend" style="mask-image:url(\'data:image/svg+xml;base64,{image}\')"></div>'


def _scaled(known: Sequence[tuple[int, float]], count: int) -> list[tuple[float, float]]:
    low = min(v for _, v in known)
    span = (max(v for _, v in known) - low) or 1.0
    step = (WIDTH - 2 * EDGE) / max(1, count - 1)
    return [(EDGE + i * step, HEIGHT - EDGE - (v - low) / span * (HEIGHT - 2 * EDGE)) for i, v in known]


def _drawing(points: Sequence[tuple[float, float]]) -> str:
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    x, y = points[-1]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}">'
        f'<polyline points="{path}" fill="none" stroke="#000" stroke-width="1.8" stroke-linejoin="round"/>'
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5"/></svg>'
    )
