"""KPIs that are measured elsewhere and uploaded as readings."""

import pandas as pd

from launchops.locale.sentences.kpis import SENTENCES
from launchops.metrics.daily import series_frame
from launchops.metrics.kpi import READING_PREFIX, Kpi
from launchops.metrics.tables import FactTables


def reading_kpi(key: str) -> Kpi:
    """The KPI of an uploaded reading, ``reading:<name>``."""
    return Kpi(
        key=key,
        name=key.removeprefix(READING_PREFIX),
        formula=SENTENCES["kpi_reading_formula"],
        unit="count",
        direction="up",
        kind="level",
        grain="reading",
    )


def reading_names(tables: FactTables) -> tuple[str, ...]:
    """Names of the uploaded readings, in order."""
    names = tables.run(tables.readings.select("kpi").distinct())["kpi"]
    return tuple(sorted(str(name) for name in names))


def reading_series(tables: FactTables, key: str, *, as_of_day: int) -> pd.DataFrame:
    """The frame of `KpiSeries` for an uploaded reading: its values on days before `as_of_day`."""
    rows = tables.readings.filter(
        (tables.readings.kpi == key.removeprefix(READING_PREFIX)) & (tables.readings.day < as_of_day)
    )
    found = tables.run(rows.select("day", "value").order_by("day"))
    return series_frame(found["day"].to_numpy(dtype="int64"), found["value"].to_numpy(dtype="float64"))
