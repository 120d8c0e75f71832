"""A KPI by calendar week: what the limits of its noise are worked out from."""

from launchops.metrics.results import KpiSeries
from launchops.periods import week_first_day, week_number

WEEK = 7


def weekly_values(
    series: KpiSeries, kpi_kind: str, *, as_of_day: int, week_start: str, lag_days: int = 0
) -> tuple[tuple[int, float], ...]:
    """(first day of the week, value) of each week whose days are all readable, ascending.

    A total (`kpi_kind` flow) is summed over the seven days, all of which must be there; of a level or rate it is the
    last value of the week. Weeks without a value are absent.
    """
    known = series.frame.loc[series.frame["day"] < as_of_day].dropna(subset=["value"])
    weeks = []
    for number, week in known.groupby(week_number(known["day"], week_start)):
        first_day = int(week_first_day(int(number), week_start))
        if first_day + WEEK > as_of_day - lag_days or (kpi_kind == "flow" and len(week) < WEEK):
            continue
        value = week["value"].sum() if kpi_kind == "flow" else week["value"].iloc[-1]
        weeks.append((first_day, float(value)))
    return tuple(weeks)
