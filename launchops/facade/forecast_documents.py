"""Forecasts as the store keeps them: JSON texts."""

import json
from typing import Any

from launchops.stats.goal_results import Forecast, ForecastDay, PastForecast


def forecast_document(plain: dict[str, Any] | None) -> str:
    """The text of a forecast as the forecaster answers it; ``null`` where the figures allowed none."""
    return json.dumps(plain)


def read_forecast(document: str) -> Forecast | None:
    """The forecast of a kept text; None where the figures allowed none."""
    plain = json.loads(document)
    if plain is None:
        return None
    past = tuple(PastForecast(**item) for item in plain.pop("past"))
    days = tuple(ForecastDay(**item) for item in plain.pop("days"))
    return Forecast(**plain, past=past, days=days)
