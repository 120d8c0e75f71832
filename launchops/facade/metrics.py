"""`launch.metrics`: active users, retention, active days and KPIs on the current facts."""

from collections.abc import Sequence

from launchops.errors import UnknownName
from launchops.facade.facts import LaunchFacts
from launchops.facade.kpis import Kpis
from launchops.facade.results import ActiveDayRates, Retention, RetentionDifference, Survival
from launchops.metrics.active_day_rate import active_day_rate
from launchops.metrics.active_days import active_days
from launchops.metrics.active_users import active_users
from launchops.metrics.kpi import Kpi
from launchops.metrics.kpis import kpi_of
from launchops.metrics.lifecycle import lifecycle
from launchops.metrics.results import ActiveDays, ActiveUsers, KpiSeries, Lifecycle, RetentionCounts, SecondVisit
from launchops.metrics.retention import retention
from launchops.metrics.retention_sums import CohortSums, Signups, same_cohorts, shared_cohorts, sums_of, widest_age
from launchops.metrics.second_visit import WITHIN, second_visit
from launchops.metrics.survival import survival
from launchops.metrics.tables import Filters
from launchops.metrics.values import trait_values
from launchops.periods import PeriodUnit
from launchops.stats.differences import group_difference
from launchops.stats.proportions import with_mean_share, with_wilson
from launchops.stats.results import Group
from launchops.stats.survival import median_days, survival_curve

EVERYBODY = Filters()


class Metrics:
    """Questions about the users, answered from the facts. `as_of=None`: the day after the last complete day."""

    def __init__(self, facts: LaunchFacts, kpis: Kpis) -> None:
        self._facts = facts
        self._kpis = kpis

    def active_users(self, as_of: int | None = None, filters: Filters = EVERYBODY) -> ActiveUsers:
        """DAU, WAU, MAU and stickiness for every calendar day (`ActiveUsers.frame`)."""
        return active_users(self._facts.tables(filters), as_of_day=self._facts.as_of(as_of), filters=filters)

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
        return _with_rates(self._retention(period, cohort, mode, brackets, by, as_of, filters))

    def retention_difference(
        self,
        first: Signups,
        second: Signups,
        *,
        age: int | str,
        period: PeriodUnit = "week",
        cohort: PeriodUnit | None = None,
        mode: str = "on",
        brackets: Sequence[tuple[int, int]] = (),
        by: str = "",
        as_of: int | None = None,
        filters: Filters = EVERYBODY,
    ) -> RetentionDifference:
        """Did the first sign-ups come back more often than the second? First − second at one age, mature cohorts only.

        Two periods of sign-up, or two groups of the breakdown `by`; two groups are compared over the cohorts that
        are mature in both.
        """
        counts = self._retention(period, cohort, mode, brackets, by, as_of, filters)
        cells = counts.cells
        if first.group is not None and second.group is not None:
            cells = shared_cohorts(cells, age, (first.group, second.group))
        sums = sums_of(cells, age, first), sums_of(cells, age, second)
        difference = group_difference(_group(sums[0]), _group(sums[1]))
        return RetentionDifference(age, counts.as_of_day, difference, sums[0].cohorts, sums[1].cohorts)

    def lifecycle(self, as_of: int | None = None, filters: Filters = EVERYBODY) -> Lifecycle:
        """New, returning, resurrecting and dormant users of every calendar week (`Lifecycle.frame`)."""
        return lifecycle(self._facts.tables(filters), as_of_day=self._facts.as_of(as_of), filters=filters)

    def survival(self, by: str = "", as_of: int | None = None, filters: Filters = EVERYBODY) -> Survival:
        """The share of users not lost yet by days since sign-up (Kaplan–Meier)."""
        counts = survival(self._facts.tables(filters), as_of_day=self._facts.as_of(as_of), by=by, filters=filters)
        curve = survival_curve(counts.frame)
        medians = {str(group): median_days(mine) for group, mine in curve.groupby("group")}
        return Survival(counts.as_of_day, counts.gap, curve, medians)

    def second_visit(
        self, within: int = WITHIN, by: str = "", as_of: int | None = None, filters: Filters = EVERYBODY
    ) -> SecondVisit:
        """Users by the days from their first to their second active day (`SecondVisit.frame`)."""
        as_of_day = self._facts.as_of(as_of)
        return second_visit(self._facts.tables(filters), as_of_day=as_of_day, within=within, by=by, filters=filters)

    def active_day_rate(self, start: int, end: int, by: str = "", filters: Filters = EVERYBODY) -> ActiveDayRates:
        """The mean share of the days of [start, end) on which users came, with its interval over users."""
        sums = active_day_rate(self._facts.tables(filters), start_day=start, end_day=end, by=by, filters=filters)
        columns = {"users": "users", "total": "active_days", "square_sum": "square_sum"}
        return ActiveDayRates(start, end, with_mean_share(sums.frame, **columns, most=end - start))

    def active_days(self, start: int, end: int, by: str = "", filters: Filters = EVERYBODY) -> ActiveDays:
        """Users by their number of distinct active days in [start, end)."""
        return active_days(self._facts.tables(filters), start_day=start, end_day=end, by=by, filters=filters)

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

    def _retention(
        self,
        period: PeriodUnit,
        cohort: PeriodUnit | None,
        mode: str,
        brackets: Sequence[tuple[int, int]],
        by: str,
        as_of: int | None,
        filters: Filters,
    ) -> RetentionCounts:
        """The counts of a retention, kept so that a page with several questions on them asks the engine once."""
        as_of_day, chosen = self._facts.as_of(as_of), tuple(brackets)
        return self._facts.remember(
            (self._facts.version(), "retention", period, cohort, mode, chosen, by, as_of_day, filters),
            lambda: retention(
                self._facts.tables(filters),
                period=period,
                cohort=cohort,
                mode=mode,
                brackets=chosen,
                by=by,
                as_of_day=as_of_day,
                filters=filters,
            ),
        )


def _group(sums: CohortSums) -> Group:
    return Group(n=sums.eligible, x=sums.active)


def _with_rates(counts: RetentionCounts) -> Retention:
    through = widest_age(counts.average, list(dict.fromkeys(counts.cells["age"])))
    throughout = same_cohorts(counts.cells, through=through)
    return Retention(
        as_of_day=counts.as_of_day,
        period=counts.period,
        cohort=counts.cohort,
        mode=counts.mode,
        by=counts.by,
        cohorts=counts.cohorts,
        cells=with_wilson(counts.cells, active="active", eligible="eligible"),
        average=with_wilson(counts.average, active="active", eligible="eligible"),
        same_cohorts=with_wilson(throughout, active="active", eligible="eligible"),
    )
