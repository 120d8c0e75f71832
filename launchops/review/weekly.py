"""A KPI by calendar week: what the limits of its noise are worked out from."""

from collections import defaultdict

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
    by_week: dict[int, list[float]] = defaultdict(list)
    for day, value in zip(known["day"].to_list(), known["value"].to_list(), strict=True):
        by_week[int(week_number(int(day), week_start))].append(float(value))
    is_total = kpi_kind == "flow"
    return tuple(
        (first_day, sum(values) if is_total else values[-1])
        for number, values in by_week.items()
        if (first_day := int(week_first_day(number, week_start))) + WEEK <= as_of_day - lag_days
        and (len(values) == WEEK or not is_total)
    )
