"""The sample launch: its files go through the same import as anybody's, its records through the same store."""

import shutil
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from launchops.errors import RecordError
from launchops.facade.clock import Clock
from launchops.facade.place import place_of
from launchops.periods import day_number
from launchops.review.results import GoalStatus
from launchops.review.values import exact
from launchops.starter.records import sample_records
from launchops.starter.sample import sample_end, sample_files, sample_start
from launchops.starter.sample_check_ins import SAMPLE_CHECK_INS, SampleCheckIn
from launchops.store import Store
from launchops.store.engine import address_of
from launchops.store.records import CheckIn
from launchops.store.staging import staged_store

if TYPE_CHECKING:
    from launchops.launch import Launch

WEEKS_OF_HISTORY = 4
USER = "launchops"


def create_with_sample(
    store_url: str,
    *,
    launch_on: date | None,
    name: str,
    clock: Clock,
    open_with: Callable[[Store, Clock], "Launch"],
) -> None:
    """Make a store at `store_url` with the sample launch in it; it appears whole or not at all.

    Its last data day is 119 days after `launch_on`, or yesterday. Raises StoreError store_exists,
    RecordError sample_too_late where it would reach into the future.
    """
    yesterday = clock.today("UTC") - timedelta(days=1)
    end_on = sample_end(launch_on) if launch_on else yesterday
    if end_on > yesterday:
        days = (end_on - sample_start(end_on)).days + 1
        raise RecordError("sample_too_late", field="launch_on", days=days, latest=sample_start(yesterday))
    content = sample_records(end_on)
    settings = replace(content.settings, name=name or content.settings.name)
    with staged_store(store_url, settings, at=clock.now(), who=USER) as store:
        launch = open_with(store, clock)
        for file in sample_files(end_on):
            launch.uploads.load(file.kind, file.content, file.name)
        for table, records in content.tables():
            store.record_table(table).save_all(records, who=USER, at=clock.now())
        _tell_history(launch, store, end_on)
        launch.facts.close()
        staged_at = place_of(store.address).facts_dir
    _keep_facts(staged_at, place_of(address_of(store_url)).facts_dir)


def _tell_history(launch: "Launch", store: Store, end_on: date) -> None:
    """The statuses as they stood on the last Mondays, so that "since last week" has a week before it; check-ins too."""
    zone = ZoneInfo(launch.settings.get().time_zone)
    last_monday = end_on - timedelta(days=end_on.weekday())
    for weeks in range(WEEKS_OF_HISTORY, -1, -1):
        monday = last_monday - timedelta(weeks=weeks)
        at = datetime.combine(monday, time(9), zone)
        statuses = launch.goals.list(as_of=day_number(monday))
        launch.overview.record_statuses(as_of=day_number(monday), at=at)
        entries = [_check_in(said, statuses, monday) for said in SAMPLE_CHECK_INS if said.weeks_ago == weeks]
        store.check_ins.save_all(entries, who=USER, at=at)
    launch.overview.record_statuses(at=datetime.combine(end_on, time(18), zone))


def _check_in(said: SampleCheckIn, statuses: Sequence[GoalStatus], on: date) -> CheckIn:
    """What an owner said, with the value and the status of that day."""
    status = next(status for status in statuses if status.goal.kpi == said.kpi)
    return CheckIn(
        id=None,
        goal_id=status.goal.id or 0,
        checked_on=on,
        value=None if status.actual is None else exact(status.actual),
        suggested_status=status.computed_status,
        chosen_status=said.chosen_status or status.computed_status,
        confidence=said.confidence,
        what_moved=said.what_moved,
        blocker=said.blocker,
        help_wanted=said.help_wanted,
        author=status.goal.owner,
    )


def _keep_facts(staged: Path, final: Path) -> None:
    """The facts built under the store's working name serve its final one: they are named by their version."""
    if staged.is_dir() and staged != final:
        shutil.rmtree(final, ignore_errors=True)
        staged.replace(final)
