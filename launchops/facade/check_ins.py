"""`launch.check_ins`: what the owners of goals say of them, week by week."""

from dataclasses import replace

from launchops.facade.clock import Clock
from launchops.facade.goals import Goals
from launchops.locale import Language, say
from launchops.periods import day_date
from launchops.review.check_in_draft import draft_confidence, draft_message
from launchops.review.goal_checks import check_check_in
from launchops.review.results import GoalStatus
from launchops.review.values import exact
from launchops.store import Store
from launchops.store.records import CheckIn


class CheckIns:
    """Entries of a log: added and deleted, never changed."""

    def __init__(self, store: Store, goals: Goals, clock: Clock, user: str) -> None:
        self._store = store
        self._goals = goals
        self._clock = clock
        self._user = user

    def list(self, goal_id: int | None = None) -> list[CheckIn]:
        """The check-ins of one goal, or of all, by day."""
        found = self._store.check_ins.list() if goal_id is None else self._store.check_ins.list(goal_id=goal_id)
        return sorted(found, key=lambda entry: (entry.checked_on, entry.id or 0))

    def draft(self, status: GoalStatus, language: Language = "en") -> CheckIn:
        """A check-in to start from: value, status, confidence and a first sentence from the figures; not saved."""
        goal = status.goal
        message = draft_message(status, self._goals.kpi_series(goal, status.as_of_day), self._goals.kind(goal))
        return CheckIn(
            id=None,
            goal_id=goal.id or 0,
            checked_on=day_date(self._goals.today_day()),
            value=None if status.actual is None else exact(status.actual),
            suggested_status=status.computed_status,
            chosen_status=status.status,
            confidence=draft_confidence(status),
            what_moved=say(message, language),
            author=self._user,
        )

    def save(self, entry: CheckIn) -> CheckIn:
        """The check-in as saved. Raises RecordError with the field, UnknownName for a goal that is gone."""
        goal = self._goals.get(entry.goal_id)
        today = day_date(self._goals.today_day())
        check_check_in(entry, unit=self._goals.unit(goal), today=today)
        entry = replace(entry, author=entry.author or self._user)
        return self._store.check_ins.save(entry, who=self._user, at=self._clock.now())

    def delete(self, check_in_id: int) -> None:
        """Remove a check-in. Raises UnknownName record_unknown."""
        self._store.check_ins.delete(check_in_id, who=self._user, at=self._clock.now())
