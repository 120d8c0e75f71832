"""`launch.floor`: does anybody come? The checks of T+3, T+7 and T+14."""

import math

import numpy as np

from launchops.facade.clock import Clock
from launchops.facade.facts import LaunchFacts
from launchops.facade.history import record_history
from launchops.facade.kpi_records import floor_path
from launchops.facade.kpis import Kpis
from launchops.facade.results import HistoryEntry
from launchops.metrics.kpi_watch import floor_by
from launchops.periods import day_number
from launchops.review.floor import Arrivals, Path, floor_status
from launchops.review.risk_checks import check_floor
from launchops.review.risk_results import FloorStatus
from launchops.starter.floor import starter_floor_checks
from launchops.stats.arrivals import chance_of_fewer
from launchops.store import Store
from launchops.store.records import FloorCheck

LEAST_PICTURE_DAYS = 14


class Floor:
    """The fewest sign-ups agreed for the days after the launch, each with what is done where there are fewer."""

    def __init__(self, store: Store, facts: LaunchFacts, kpis: Kpis, clock: Clock, user: str) -> None:
        self._store = store
        self._facts = facts
        self._kpis = kpis
        self._clock = clock
        self._user = user

    def checks(self) -> list[FloorCheck]:
        """The checks by day."""
        return sorted(self._store.floor_checks.list(), key=lambda check: check.days_after)

    def starters(self) -> tuple[FloorCheck, ...]:
        """T+3, T+7 and T+14 with a measure each, those that are not there yet; their floor is to be set. Not saved."""
        known = {check.days_after for check in self._store.floor_checks.list()}
        return tuple(check for check in starter_floor_checks() if check.days_after not in known)

    def save(self, check: FloorCheck) -> FloorCheck:
        """The check as saved. Raises RecordError with the field that is wrong, changed_by_other."""
        check_floor(check, others=[other for other in self._store.floor_checks.list() if other.id != check.id])
        return self._store.floor_checks.save(check, who=self._user, at=self._clock.now())

    def delete(self, check_id: int) -> None:
        """Remove a check. Raises UnknownName record_unknown."""
        self._store.floor_checks.delete(check_id, who=self._user, at=self._clock.now())

    def history(self, check_id: int) -> tuple[HistoryEntry, ...]:
        """Every save of a check, newest first."""
        return record_history(self._store, "floor_checks", check_id)

    def status(self, as_of: int | None = None) -> FloorStatus:
        """The checks against the sign-ups since the launch day, with the chance to miss those to come."""
        as_of_day = self._facts.as_of(as_of)
        return floor_status(
            self.checks(),
            self._arrivals(as_of_day),
            as_of_day=as_of_day,
            chance_of_fewer=lambda daily, left, missing: chance_of_fewer(daily, days_left=left, missing=missing),
        )

    def _arrivals(self, as_of_day: int) -> Arrivals | None:
        launch_on = self._store.settings().launch_on
        if launch_on is None:
            return None
        launch_day = day_number(launch_on)
        frame = self._kpis.series("signups", as_of_day=as_of_day).frame
        by_day = dict(zip(frame["day"].astype(int), frame["value"].astype(float), strict=True))
        end = max(by_day, default=launch_day - 1) + 1
        daily = tuple(by_day.get(day, 0.0) for day in range(launch_day, end))
        return Arrivals(launch_day, as_of_day, daily, self._path(launch_day, daily))

    def _path(self, launch_day: int, daily: tuple[float, ...]) -> Path:
        """Sign-ups and floor since the launch, day by day to the last check."""
        checks = self.checks()
        floor = floor_path(self._store.settings().launch_on, checks)
        length = max([LEAST_PICTURE_DAYS, *(check.days_after for check in checks)])
        days = np.arange(launch_day, launch_day + length + 1)
        wanted = np.full(len(days), math.nan) if floor is None else floor_by(floor, days)
        came = np.concatenate(([0.0], np.cumsum(daily)))[: len(days)]
        known = [*came.tolist(), *[math.nan] * (len(days) - len(came))]
        return tuple((int(day), one, float(two)) for day, one, two in zip(days, known, wanted, strict=True))
