"""The days to come of a goal: the path it is expected to take, and the fan that holds 8 of 10 results."""

import plotly.graph_objects as go

from launchops.charts.style import Look
from launchops.charts.values import value_text
from launchops.locale import gettext
from launchops.periods import day_date
from launchops.stats.goal_results import Forecast


def outlook_values(forecast: Forecast | None) -> list[float]:
    """Every value the fan reaches, for the axis; none without a forecast."""
    return [v for day in forecast.days for v in (day.low, day.high)] if forecast else []


def landing_text(forecast: Forecast, unit: str, look: Look) -> str:
    """Where it lands, for the end of the fan: lands 10,400–11,900."""
    low, high = (value_text(value, unit, look) for value in (forecast.low, forecast.high))
    return gettext("lands {low}–{high}", look.language).format(low=low, high=high)


def add_outlook(figure: go.Figure, forecast: Forecast, unit: str, look: Look) -> None:
    """Draw the fan (80 %) and the expected path, which begin where the figures end."""
    days = [day_date(day.day) for day in forecast.days]
    lows, highs = [day.low for day in forecast.days], [day.high for day in forecast.days]
    figure.add_scatter(
        x=[*days, *reversed(days)], y=[*highs, *reversed(lows)], mode="lines", line_width=0, fill="toself",
        fillcolor=look.palette.core, opacity=0.16, hoverinfo="skip",
    )  # fmt: skip
    words = gettext("expected {point}, 8 of 10 between {low} and {high}", look.language)
    figure.add_scatter(
        x=days, y=[day.point for day in forecast.days], mode="lines",
        line={"color": look.palette.core, "width": look.line_width * 0.7, "dash": "dot"},
        customdata=[
            words.format(**{name: value_text(getattr(day, name), unit, look) for name in ("point", "low", "high")})
            for day in forecast.days
        ],
        hovertemplate="%{customdata}<extra></extra>",
    )  # fmt: skip
