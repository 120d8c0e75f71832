"""A chart: the figure, and what it shows in words."""

from dataclasses import dataclass

import plotly.graph_objects as go

# For `st.plotly_chart(config=…)` and `figure.write_html(config=…)`: no tool bar, nothing sent anywhere.
CONFIG: dict[str, object] = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "scrollZoom": False,
    "doubleClick": False,
    "typesetMath": False,
}


@dataclass(frozen=True)
class Chart:
    """A figure, and `alt`: one sentence for somebody who cannot see it, in the language of the figure."""

    figure: go.Figure
    alt: str

    def at_height(self, height: int) -> "Chart":
        """The same chart drawn `height` pixels high, to leave room for the rest of a shared screen."""
        return Chart(go.Figure(self.figure).update_layout(height=height), self.alt)
