"""`launch.activities`: activities, and users who took part against users who did not."""

from collections.abc import Sequence

from launchops.errors import UnknownName
from launchops.facade.clock import Clock
from launchops.facade.facts import LaunchFacts
from launchops.facade.results import ActivitySummary
from launchops.metrics.comparison import comparison_counts
from launchops.metrics.comparison_survival import comparison_survival
from launchops.metrics.participation import participation_counts
from launchops.metrics.tables import Filters
from launchops.periods import day_number
from launchops.stats.results import Comparison, StayDay
from launchops.store import Store
from launchops.store.records import Activity

EVERYBODY = Filters()


class Activities:
    """Planned and past activities: a record, its participants from uploads, or both."""

    def __init__(self, store: Store, facts: LaunchFacts, clock: Clock, user: str) -> None:
        self._store = store
        self._facts = facts
        self._clock = clock
        self._user = user

    def list(self) -> list[ActivitySummary]:
        """All activities in the order in which they began; those that only uploads know stand with them."""
        records = {record.key: record for record in self._store.activities.list()}
        counts = {row["activity"]: row for row in participation_counts(self._facts.tables()).frame.to_dict("records")}
        uploaded = self._store.uploaded_participants()
        is_newest = self._facts.version() == self._store.versions()[0]
        summaries = [
            _summary(key, records.get(key), counts.get(key), uploaded.get(key, 0) if is_newest else None)
            for key in {**records, **counts, **uploaded}
        ]
        return sorted(summaries, key=lambda item: (item.first_day is None, item.first_day or 0, item.key))

    def compare(
        self,
        key: str,
        days: tuple[int, int] = (8, 14),
        as_of: int | None = None,
        filters: Filters = EVERYBODY,
        *,
        outcome: str = "active",
        triggered: bool = False,
    ) -> Comparison:
        """Participants against comparable others, or users as assigned at random (docs/comparison.md).

        `days`: days after taking part, or after the assignment, on which a return counts, both included. `outcome`:
        active (on any of the days) or active_day_rate (share of the days). `triggered`: assigned users count from the
        first day on which they were seen. Raises UnknownName activity_unknown, naming the activities there are, and
        RecordError compare_days_invalid, compare_outcome_unknown.
        """
        summaries, summary = self._summary(key)
        counts = comparison_counts(
            self._facts.tables(filters),
            activity=key,
            window=_recorded_window(summary.record),
            days=days,
            outcome=outcome,
            triggered=triggered,
            other_windows=_other_windows(summaries, key),
            as_of_day=self._facts.as_of(as_of),
            filters=filters,
        )
        share = summary.record.holdout_share if summary.record else None
        from launchops.stats.comparison import compare  # noqa: PLC0415 - SciPy takes longer to start than goals to list

        return compare(counts, holdout_share=share, unknown_users=summary.unknown_users)

    def survival(
        self,
        key: str,
        as_of: int | None = None,
        filters: Filters = EVERYBODY,
        *,
        level: int = 0,
        triggered: bool = False,
    ) -> tuple[StayDay, ...]:
        """How long both sides of `compare` stay: the share not lost yet, day by day after the visit.

        `level`: of the comparison's matched difference. Empty while nobody was watched for 28 days, or on a side fewer
        than 10 are. Raises UnknownName activity_unknown, RecordError compare_level_unknown.
        """
        _, summary = self._summary(key)
        sides = comparison_survival(
            self._facts.tables(filters),
            activity=key,
            window=_recorded_window(summary.record),
            level=level,
            triggered=triggered,
            as_of_day=self._facts.as_of(as_of),
            filters=filters,
        )
        from launchops.stats.stay import stay_curves  # noqa: PLC0415 - as above

        return stay_curves(*sides) if sides else ()

    def _summary(self, key: str) -> tuple[Sequence[ActivitySummary], ActivitySummary]:
        """All activities, and the one of that name."""
        summaries = self.list()
        summary = next((item for item in summaries if item.key == key), None)
        if summary is None:
            known = [item.key for item in summaries]
            raise UnknownName("activity_unknown" if known else "activity_none", name=key, known=known)
        return summaries, summary

    def save(self, activity: Activity) -> Activity:
        """The activity as saved. Raises RecordError key_taken, changed_by_other and the like."""
        return self._store.activities.save(activity, who=self._user, at=self._clock.now())


def _other_windows(summaries: Sequence[ActivitySummary], key: str) -> list[tuple[int, int]]:
    """Days on which other activities ran, as far as both ends are known."""
    others = [item for item in summaries if item.key != key]
    return [(one.first_day, one.last_day) for one in others if one.first_day is not None and one.last_day is not None]


def _recorded_window(record: Activity | None) -> tuple[int | None, int | None] | None:
    if record is None:
        return None
    return (
        day_number(record.start_on) if record.start_on else None,
        day_number(record.end_on) if record.end_on else None,
    )


def _summary(
    key: str, record: Activity | None, counts: dict[str, object] | None, uploaded: int | None
) -> ActivitySummary:
    """`uploaded`: users that the uploads name; None where the counts are of earlier uploads."""
    first, last = _recorded_window(record) or (None, None)
    seen = counts or {}
    return ActivitySummary(
        key=key,
        name=record.name if record else key,
        record=record,
        first_day=first if first is not None else _whole(seen.get("first_day")),
        last_day=last if last is not None else _whole(seen.get("last_day")),
        participants=_whole(seen.get("participants")) or 0,
        offered=_whole(seen.get("offered")) or 0,
        holdout=_whole(seen.get("holdout")) or 0,
        unknown_users=None if uploaded is None else uploaded - (_whole(seen.get("users")) or 0),
    )


def _whole(value: object) -> int | None:
    return None if value is None else int(value)  # type: ignore[call-overload]
