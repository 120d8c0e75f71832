"""`launch.metrics`: active users, retention, active days and KPIs on the current facts."""

from collections.abc import Sequence

from launchops.errors import UnknownName
from launchops.facade.facts import LaunchFacts
from launchops.facade.kpis import Kpis
from launchops.facade.results import Retention
from launchops.metrics.active_days import active_days
from launchops.metrics.active_users import active_users
from launchops.metrics.kpi import Kpi
from launchops.metrics.kpis import kpi_of
from launchops.metrics.results import ActiveDays, ActiveUsers, KpiSeries, RetentionCounts
from launchops.metrics.retention import retention
from launchops.metrics.tables import Filters
from launchops.metrics.values import trait_values
from launchops.periods import PeriodUnit
from launchops.stats.proportions import with_wilson

EVERYBODY = Filters()


class Metrics:
    """Questions about the users, answered from the facts. `as_of=None`: the day after the last complete day."""

    def __init__(self, facts: LaunchFacts, kpis: Kpis) -> None:
        self._facts = facts
        self._kpis = kpis

    def active_users(self, as_of: int | None = None, filters: Filters = EVERYBODY) -> ActiveUsers:
        """DAU, WAU, MAU and stickiness for every calendar day (`ActiveUsers.frame`)."""
        return active_users(self._facts.tables(), as_of_day=self._facts.as_of(as_of), filters=filters)

    def retention(
        self,
        period: PeriodUnit = "week",
        cohort: PeriodUnit | None = None,
        mode: str = "on",
        brackets: Sequence[tuple[int, int]] = (),
        by: str = "",
        as_of: int | None = None,
        filters: Filters = EVERYBODY,
    ) -> Retention:
        """Of the users who signed up in a period, how many came back later, with Wilson intervals.

        Columns of the three frames: see `launchops.facade.results.Retention`.
        """
        counts = retention(
            self._facts.tables(),
            period=period,
            cohort=cohort,
            mode=mode,
            brackets=tuple(brackets),
            by=by,
            as_of_day=self._facts.as_of(as_of),
            filters=filters,
        )
        return _with_rates(counts)

    def active_days(self, start: int, end: int, by: str = "", filters: Filters = EVERYBODY) -> ActiveDays:
        """Users by their number of distinct active days in [start, end)."""
        return active_days(self._facts.tables(), start_day=start, end_day=end, by=by, filters=filters)

    def kpis(self) -> list[Kpi]:
        """The KPIs a goal or risk may stand on, uploaded readings included."""
        return self._kpis.list()

    def kpi(self, key: str, as_of: int | None = None) -> KpiSeries:
        """One KPI over its readable days. Raises UnknownName for a key that does not exist."""
        kpi_of(key)
        return self._kpis.series(key, as_of_day=self._facts.as_of(as_of))

    def kpi_of(self, key: str) -> Kpi:
        """Name, formula, unit and kind of a KPI. Raises UnknownName."""
        return kpi_of(key)

    def values(self, column: str) -> tuple[str, ...]:
        """Distinct values of channel, segment, platform or region, most users first."""
        if column not in ("channel", "segment", "platform", "region"):
            raise UnknownName("trait_unknown", name=column)
        return trait_values(self._facts.tables(), column)


def _with_rates(counts: RetentionCounts) -> Retention:
    return Retention(
        as_of_day=counts.as_of_day,
        period=counts.period,
        cohort=counts.cohort,
        mode=counts.mode,
        by=counts.by,
        cohorts=counts.cohorts,
        cells=with_wilson(counts.cells, active="active", eligible="eligible"),
        average=with_wilson(counts.average, active="active", eligible="eligible"),
    )
