"""Charts: a result in, a Plotly figure out. Calculated here: only where a line or label stands."""

from launchops.charts.chart import Chart
from launchops.charts.style import Look, Palette

__all__ = ["Chart", "Look", "Palette"]
