"""The forecast held against the sample's own past: of the ranges given so far, how many held the result?"""

import pytest

from launchops.metrics.kpis import kpi_of
from launchops.metrics.tables import FactTables
from launchops.stats.forecast import DailyForecasts
from launchops.stats.goal_results import ForecastQuestion
from tests.starter.test_records import series_of

HORIZONS = (7, 14, 30)
WARM_UP = {"wau": 6, "mau": 27}  # days until the window is full
ALL = ("signups", "activated_users", "dau", "wau", "mau", "stickiness", "d7_retention")
SOME = ("signups", "dau")


@pytest.mark.prove
def test_the_ranges_of_the_sample_held_70_to_90_percent(tables: FactTables, proving: bool) -> None:
    """All seven figures under `make prove`, two otherwise."""
    held = total = 0
    for key in ALL if proving else SOME:
        is_total = kpi_of(key).kind == "flow"
        frame = series_of(tables, key).frame.dropna(subset=["value"])
        if kpi_of(key).kind == "rate":
            frame = frame.loc[frame["denominator"] >= 30]
        values = frame["value"].to_numpy(dtype=float)[WARM_UP.get(key, 0) :]
        questions = [
            ForecastQuestion(days, days if is_total else 1, 0.0, 1.0, 0.0, True, is_total=is_total) for days in HORIZONS
        ]
        for found in DailyForecasts(values, first_day=0).answers(questions):
            assert found is not None
            held, total = held + found.held, total + len(found.past)
    print(f"forecast sample: {held} of {total} ranges held, {held / total:.0%}")  # noqa: T201 - the proof's figures
    assert 0.70 <= held / total <= 0.90
