"""`launch.overview`: the launch in one sentence, and what changed."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from launchops.facade.clock import Clock
from launchops.facade.facts import LaunchFacts
from launchops.facade.goals import Goals
from launchops.facade.results import Change
from launchops.facade.risks import Risks
from launchops.locale import Message
from launchops.periods import day_date
from launchops.review.overview import change_message, overview_answer, status_changes
from launchops.review.results import Answer
from launchops.store import Store


class Overview:
    """Goals and risks together, and the history of their statuses."""

    def __init__(self, store: Store, facts: LaunchFacts, goals: Goals, risks: Risks, clock: Clock) -> None:
        self._store = store
        self._facts = facts
        self._goals = goals
        self._risks = risks
        self._clock = clock

    def answer(self) -> Answer:
        """The launch in one or two sentences."""
        return overview_answer(self._goals.list(), self._risks.list())

    def record_statuses(self, as_of: int | None = None, at: datetime | None = None) -> None:
        """Judge every trigger, and add to the history each goal and risk whose status differs from its last."""
        self._risks.evaluate(as_of, at)
        with self._facts.newest():
            changes = status_changes(
                self._store.status_changes.latest().values(),
                self._goals.list(as_of),
                self._risks.list(as_of),
                changed_at=at or self._clock.now(),
                as_of_on=day_date(self._facts.as_of(as_of)),
            )
        self._store.status_changes.add(changes)

    def changes(self, since_day: int) -> list[Change]:
        """Goals and risks whose status is another than on `since_day`, and uploads since then; newest first."""
        zone = ZoneInfo(self._store.settings().time_zone)
        since = datetime.combine(day_date(since_day), time(), zone)
        found = [*self._status_changes(since), *self._uploads(since)]
        return sorted(found, key=lambda change: change.changed_at, reverse=True)

    def _status_changes(self, since: datetime) -> list[Change]:
        """The last change of each subject since then, left out where it went back to where it was."""
        first: dict[tuple[str, int], str] = {}
        last = {}
        for change in self._store.status_changes.list(since=since):
            subject = (change.subject, change.subject_id)
            first.setdefault(subject, change.previous)
            last[subject] = change
        reasons = self._reasons()
        return [
            Change(change.status, reasons[subject], change.subject, change.subject_id, change.changed_at)
            for subject, change in last.items()
            if subject in reasons and first[subject] not in ("", change.status)
        ]

    def _reasons(self) -> dict[tuple[str, int], Message]:
        goals = {
            ("goal", item.goal.id or 0): change_message(item.goal.name, item.reason) for item in self._goals.list()
        }
        risks = {
            ("risk", item.risk.id or 0): change_message(item.risk.name, item.reason) for item in self._risks.list()
        }
        return {**goals, **risks}

    def _uploads(self, since: datetime) -> list[Change]:
        return [
            Change(
                "upload",
                Message(
                    "upload_change",
                    {"file": batch.file_name, "rows": batch.rows_loaded, "rejected": batch.rows_rejected},
                ),
                "upload",
                batch.id,
                batch.loaded_at,
            )
            for batch in self._store.batches()
            if batch.status == "loaded" and batch.loaded_at >= since
        ]
