"""`launch.capacity`: at how many users does it break, and when?"""

from statistics import median

import numpy as np

from launchops.facade.clock import Clock
from launchops.facade.facts import LaunchFacts
from launchops.facade.history import record_history
from launchops.facade.kpi_records import load_of
from launchops.facade.kpis import Kpis
from launchops.facade.results import HistoryEntry
from launchops.metrics.kpi import READING_PREFIX
from launchops.metrics.kpi_watch import CAPACITY_READING
from launchops.metrics.results import KpiSeries
from launchops.periods import day_date
from launchops.review.capacity import SHOWN_DAYS, CapacityFacts, Level, capacity_status
from launchops.review.risk_checks import check_capacity
from launchops.review.risk_results import CapacityStatus
from launchops.stats.capacity import users_limit
from launchops.stats.pace import limit_outlook, trend_path
from launchops.store import Store
from launchops.store.records import CapacityPlan

HORIZON_DAYS = 91  # the line of the forecast; further ahead nobody knows
ALARM_DAYS = 28  # an alarm is about the fullest day of the week that ends so many days ahead
FRESH_DAYS = 8  # a measured peak older than this is none


class Capacity:
    """The recorded plan, and what it and the measured peaks say about the users to come."""

    def __init__(self, store: Store, facts: LaunchFacts, kpis: Kpis, clock: Clock, user: str) -> None:
        self._store = store
        self._facts = facts
        self._kpis = kpis
        self._clock = clock
        self._user = user

    def plan(self) -> CapacityPlan | None:
        """What the servers were tested for; None where nobody has recorded it."""
        return next(iter(self._store.capacity_plans.list()), None)

    def save(self, plan: CapacityPlan) -> CapacityPlan:
        """The plan as saved. Raises RecordError with the field that is wrong, changed_by_other."""
        today = day_date(self._facts.review_day(None, self._store.settings()))
        check_capacity(plan, today=today)
        return self._store.capacity_plans.save(plan, who=self._user, at=self._clock.now())

    def history(self) -> tuple[HistoryEntry, ...]:
        """Every save of the plan, newest first."""
        plan = self.plan()
        return () if plan is None else record_history(self._store, "capacity_plans", plan.id or 0)

    def status(self, as_of: int | None = None) -> CapacityStatus:
        """Headroom today, the day of the bottleneck at 1, 3 and 15 times the forecast, and planned activities."""
        as_of_day = self._facts.as_of(as_of)
        key = (self._facts.version(), self._store.versions()[1], "capacity", as_of_day)
        return self._facts.remember(key, lambda: self._status(as_of_day))

    def _status(self, as_of_day: int) -> CapacityStatus:
        facts = self._known(as_of_day)
        return capacity_status(facts, self._store.activities.list(), as_of_day=as_of_day)

    def _known(self, as_of_day: int) -> CapacityFacts:
        plan = self.plan()
        users = _level(self._kpis.series("dau", as_of_day=as_of_day))
        measured = self._measured_limit(dict(users), as_of_day)
        limit = measured if measured is not None or plan is None else users_limit(load_of(plan))
        recent = users[-SHOWN_DAYS:]
        values = np.array([value for _, value in recent])
        path = trend_path(values, HORIZON_DAYS)
        first_day = recent[0][0] if recent else as_of_day
        outlooks = [
            limit_outlook(known, first_day=first_day, limit=limit, horizon=HORIZON_DAYS, chance_within=ALARM_DAYS)
            for known in (values, values[:-1])
            if limit is not None
        ]
        return CapacityFacts(
            plan=plan,
            basis="" if limit is None else "planned" if measured is None else "measured",
            users_limit=limit,
            limit=float(plan.tested_limit) if plan else None,
            history=users,
            path=() if path is None else tuple((as_of_day + ahead, float(x)) for ahead, x in enumerate(path.mean)),
            outlook=outlooks[0] if outlooks else None,
            outlook_before=outlooks[1] if outlooks else None,
        )

    def _measured_limit(self, users: dict[int, float], as_of_day: int) -> float | None:
        """Users a day at the limit, from the last week of measured peaks: users of a day ÷ its share of the limit."""
        series = self._kpis.series(READING_PREFIX + CAPACITY_READING, as_of_day=as_of_day)
        fresh = [(day, share) for day, share in _level(series) if day >= as_of_day - FRESH_DAYS and share > 0]
        limits = [users[day] / share for day, share in fresh if users.get(day)]
        return median(limits) if limits else None


def _level(series: KpiSeries) -> Level:
    known = series.frame.dropna(subset=["value"])
    return tuple((int(day), float(value)) for day, value in zip(known["day"], known["value"], strict=True))
