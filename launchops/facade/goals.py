"""`launch.goals`: operating goals with their status."""

from collections.abc import Sequence

from launchops.facade.clock import Clock
from launchops.facade.facts import LaunchFacts
from launchops.facade.kpis import Kpis
from launchops.metrics.results import KpiSeries
from launchops.review.goal_path import goal_path
from launchops.review.goals import goal_status, goals_answer
from launchops.review.results import Answer, GoalStatus
from launchops.store import Store
from launchops.store.records import Goal


class Goals:
    """Goals on KPIs; a status is computed whenever it is asked for, from complete days only."""

    def __init__(self, store: Store, facts: LaunchFacts, kpis: Kpis, clock: Clock, user: str) -> None:
        self._store = store
        self._facts = facts
        self._kpis = kpis
        self._clock = clock
        self._user = user

    def list(self, as_of: int | None = None) -> list[GoalStatus]:
        """Every goal with its status, in the order of the page."""
        settings = self._store.settings()
        as_of_day = self._facts.as_of(as_of)
        today = self._facts.review_day(as_of, settings)
        return [
            self._status(goal, as_of_day=as_of_day, today_day=today, currency=settings.currency)
            for goal in self._store.goals.list()
        ]

    def answer(self, statuses: Sequence[GoalStatus]) -> Answer:
        """The sentence over all goals: how many are on course, and which one most needs a person."""
        return goals_answer(statuses)

    def series(self, goal: Goal, as_of: int | None = None) -> KpiSeries:
        """The goal's own value on each readable day (totals summed since its start); empty without such a KPI."""
        kpi = self._kpis.find(goal.kpi)
        series = self._kpis.series(goal.kpi, as_of_day=self._facts.as_of(as_of))
        return goal_path(goal, series, kpi.kind if kpi else "level")

    def save(self, goal: Goal) -> Goal:
        """The goal as saved. Raises RecordError changed_by_other and the like."""
        return self._store.goals.save(goal, who=self._user, at=self._clock.now())

    def _status(self, goal: Goal, *, as_of_day: int, today_day: int, currency: str) -> GoalStatus:
        kpi = self._kpis.find(goal.kpi)
        return goal_status(
            goal,
            self._kpis.series(goal.kpi, as_of_day=as_of_day),
            kpi.kind if kpi else "level",
            as_of_day=as_of_day,
            today_day=today_day,
            unit=kpi.unit if kpi else "count",
            currency=currency,
            lag_days=kpi.lag_days if kpi else 0,
        )
