"""The KPIs of this launch: registry, readings, and the records a KPI needs beside the facts."""

import pandas as pd

from launchops.errors import UnknownName
from launchops.facade.facts import LaunchFacts
from launchops.facade.kept_series import series_basis
from launchops.facade.kpi_records import KpiRecords
from launchops.metrics.kpi import Kpi
from launchops.metrics.kpis import kpi_of, kpi_series, registry
from launchops.metrics.results import KpiSeries
from launchops.periods import Period, day_number
from launchops.store import Store

EMPTY_SERIES = pd.DataFrame({name: pd.Series(dtype=float) for name in ("day", "value", "numerator", "denominator")})
ON_TARGET_USERS = "target_fit"  # the one KPI made from the records of target users
ON_ACTIVITY_DAYS = "only_activity_share"  # the one made from the days of the activities


class Kpis:
    """One KPI over time, kept while neither the facts nor a record changes, so that a page asks only once."""

    def __init__(self, store: Store, facts: LaunchFacts) -> None:
        self._store = store
        self._facts = facts
        self._records = KpiRecords(store, facts)

    def list(self) -> list[Kpi]:
        """Every KPI of the registry, then the uploaded readings."""
        return registry(self._facts.tables())

    def find(self, key: str) -> Kpi | None:
        """The KPI with this key, None where there is none."""
        try:
            return kpi_of(key)
        except UnknownName:
            return None

    def series(self, key: str, *, as_of_day: int) -> KpiSeries:
        """The KPI on every readable day; empty, with the reason, where there is none."""
        try:
            kpi_of(key)
        except UnknownName as error:
            return KpiSeries(key, EMPTY_SERIES, error.message)
        versions = (self._facts.version(), self._store.versions()[1])
        return self._facts.remember((versions, "kpi", key, as_of_day), lambda: self._kept(key, as_of_day, versions[0]))

    def _kept(self, key: str, as_of_day: int, version: int) -> KpiSeries:
        """The series as it was kept on the disk, else worked out and kept.

        A record saved makes only those series anew that are made from it.
        """
        segments = self._target_segments() if key == ON_TARGET_USERS else ()
        days = self._activity_days() if key == ON_ACTIVITY_DAYS else None
        basis = series_basis(key, as_of_day, segments, days, self._records.basis_of(key, as_of_day=as_of_day))
        found = self._facts.series.find(version, basis)
        if found is None:
            found = kpi_series(
                self._facts.tables(),
                key,
                as_of_day=as_of_day,
                target_segments=segments,
                activity_days=days,
                records=self._records.needed_by(key, as_of_day=as_of_day),
            )
            if self._facts.version() == version:  # no newer data came meanwhile
                self._facts.series.keep(version, basis, found)
        return found

    def _target_segments(self) -> tuple[str, ...]:
        groups = self._store.target_users.list()
        return tuple(group.segment for group in groups if group.is_target and group.segment)

    def _activity_days(self) -> tuple[Period, ...] | None:
        """Days of activities as recorded; None where no record has both ends, then participations say it."""
        recorded = [record for record in self._store.activities.list() if record.start_on and record.end_on]
        return (
            tuple(
                Period(day_number(record.start_on), day_number(record.end_on) + 1)
                for record in recorded
                if record.start_on and record.end_on
            )
            or None
        )
