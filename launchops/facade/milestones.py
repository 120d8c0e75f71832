"""`launch.milestones`: the controllable steps towards the vision."""

from launchops.facade.clock import Clock
from launchops.facade.facts import LaunchFacts
from launchops.facade.history import record_history
from launchops.facade.kpis import Kpis
from launchops.facade.results import HistoryEntry
from launchops.locale import Message
from launchops.review.goal_checks import check_milestone
from launchops.review.milestones import milestone_status, milestone_warnings
from launchops.review.results import MilestoneStatus
from launchops.store import Store
from launchops.store.records import LaunchSettings, Milestone


class Milestones:
    """Steps, each with a date and, where it has one, an exit criterion on a KPI."""

    def __init__(self, store: Store, facts: LaunchFacts, kpis: Kpis, clock: Clock, user: str) -> None:
        self._store = store
        self._facts = facts
        self._kpis = kpis
        self._clock = clock
        self._user = user

    def list(self, as_of: int | None = None) -> list[MilestoneStatus]:
        """Every step with what the figures say of it, by date."""
        settings = self._store.settings()
        as_of_day, today_day = self._facts.as_of(as_of), self._facts.review_day(as_of, settings)
        steps = sorted(self._store.milestones.list(), key=lambda step: (step.due_on, step.id or 0))
        return [self._status(step, as_of_day, today_day, settings) for step in steps]

    def warnings(self) -> tuple[Message, ...]:
        """Steps planned more than 90 days ahead."""
        return milestone_warnings(self.list())

    def save(self, milestone: Milestone) -> Milestone:
        """The step as saved. Raises RecordError with the field that is wrong, and changed_by_other."""
        kpi = self._kpis.find(milestone.kpi)
        check_milestone(milestone, kpi_unit=kpi.unit if kpi else None)
        return self._store.milestones.save(milestone, who=self._user, at=self._clock.now())

    def delete(self, milestone_id: int) -> None:
        """Remove a step. Raises UnknownName record_unknown."""
        self._store.milestones.delete(milestone_id, who=self._user, at=self._clock.now())

    def history(self, milestone_id: int) -> tuple[HistoryEntry, ...]:
        """Every save of a step, newest first."""
        return record_history(self._store, "milestones", milestone_id)

    def _status(self, step: Milestone, as_of_day: int, today_day: int, settings: LaunchSettings) -> MilestoneStatus:
        kpi = self._kpis.find(step.kpi)
        return milestone_status(
            step,
            self._kpis.series(step.kpi, as_of_day=as_of_day) if step.kpi else None,
            kpi.kind if kpi else "level",
            as_of_day=as_of_day,
            today_day=today_day,
            unit=kpi.unit if kpi else "count",
            currency=settings.currency,
        )
