"""The facade as a notebook uses it, on a launch small enough to count by hand."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

import launchops
from launchops.errors import FactsError, RecordError, StoreError
from launchops.launch import Launch
from launchops.periods import day_date, day_number
from launchops.store.records import Goal

USERS = b"user_id,signup_date,channel\na,2025-03-03,ads\nb,2025-03-04,ads\nc,2025-03-10,seo\n"
# a comes in weeks 0 and 1, b in week 0 only, c on the day of sign-up
EVENTS = b"user_id,date\na,2025-03-03\na,2025-03-12\nb,2025-03-05\nc,2025-03-10\n"
TODAY = date(2025, 3, 17)


def store_url(folder: Path) -> str:
    return f"sqlite:///{folder}/launch.db"


@pytest.fixture
def launch(tmp_path: Path) -> Launch:
    launch = launchops.create_launch(store_url(tmp_path), name="By hand", today=TODAY)
    launch.uploads.load("users", USERS, "users.csv")
    launch.uploads.load("events", EVENTS, "events.csv")
    return launch


def goal(target: int, due_on: date = date(2025, 3, 31)) -> Goal:
    return Goal(
        id=None, name="Sign-ups", kpi="signups", target_type="rise_to", target=target,
        start_on=date(2025, 3, 3), due_on=due_on, baseline=0,
    )  # fmt: skip


def test_weekly_retention_of_a_notebook_has_rates_with_intervals(launch: Launch) -> None:
    again = launchops.open_launch(store_url(Path(str(launch._store.address.file)).parent), today=TODAY)
    result = again.metrics.retention(period="week", as_of=day_number(date(2025, 3, 17)))
    first = result.average.set_index("age")
    assert first.loc[0, "eligible"] == 3 and first.loc[0, "active"] == 3
    assert first.loc[1, "eligible"] == 2 and first.loc[1, "active"] == 1
    assert first.loc[1, "rate"] == 0.5
    assert 0 < first.loc[1, "low"] < 0.5 < first.loc[1, "high"] < 1


def test_facts_follow_an_upload_without_being_asked(launch: Launch) -> None:
    assert launch.facts.info().user_count == 3
    launch.uploads.load("users", b"user_id,signup_date\nd,2025-03-11\n", "more.csv")
    assert launch.facts.info().user_count == 4


def test_an_inspection_writes_nothing(launch: Launch) -> None:
    before = launch.versions()
    report = launch.uploads.inspect("events", b"user_id,date\na,2025-03-13\nz,never\n", "new.csv")
    assert (report.rows_in, report.rows_good, report.rows_rejected) == (2, 1, 1)
    assert report.reject_counts == (("bad_date", 1),)
    assert launch.versions() == before


def test_rejected_rows_load_after_mending(launch: Launch) -> None:
    result = launch.uploads.load("events", b"user_id,date\na,2025-03-13\nb,never\n", "part.csv")
    assert (result.rows_loaded, result.rows_rejected) == (1, 1)
    assert result.batch_id is not None
    mended = launch.uploads.rejects_csv(result.batch_id).replace(b"never", b"2025-03-14")
    again = launch.uploads.load("events", mended, "mended.csv")
    assert (again.status, again.rows_loaded, again.rows_rejected) == ("loaded", 1, 0)


def test_a_goal_is_judged_on_complete_days_only(launch: Launch) -> None:
    launch.goals.save(goal(target=3))
    launch.goals.save(goal(target=6))
    met, behind = launch.goals.list(as_of=day_number(date(2025, 3, 17)))
    assert (met.status, met.actual) == ("met", 3)
    assert (behind.actual, behind.expected) == (3, pytest.approx(6 * 14 / 29))
    assert behind.status == "on_track"


def test_a_changed_status_is_told_once_with_its_reason(launch: Launch) -> None:
    launch.goals.save(goal(target=3))
    launch.overview.record_statuses(as_of=day_number(date(2025, 3, 10)), at=datetime(2025, 3, 10, 9, tzinfo=UTC))
    launch.overview.record_statuses()
    launch.overview.record_statuses()
    (change,) = [item for item in launch.overview.changes(day_number(date(2025, 3, 11))) if item.subject == "goal"]
    assert change.status == "met"
    assert len(launch._store.status_changes.list()) == 2  # the beginning, and the change


def test_another_engine_is_refused_until_there_is_one(tmp_path: Path) -> None:
    with pytest.raises(FactsError, match="facts"):
        launchops.create_launch(store_url(tmp_path), "mysql://nowhere/facts", name="x")
    assert not list(tmp_path.iterdir())


def test_only_the_sample_can_be_left(launch: Launch) -> None:
    with pytest.raises(StoreError) as refused:
        launch.start_own("Mine", None, "UTC")
    assert refused.value.code == "not_a_sample"
    assert launch.facts.info().user_count == 3


def test_a_sample_that_would_reach_into_the_future_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError) as refused:
        launchops.create_launch(store_url(tmp_path), sample=True, launch_on=date(2025, 3, 1), today=TODAY)
    assert refused.value.code == "sample_too_late"
    assert not list(tmp_path.glob("*.db"))


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Launch:
    return launchops.create_launch(store_url(tmp_path_factory.mktemp("sample")), sample=True, today=TODAY)


def test_the_sample_ends_yesterday_and_says_that_it_is_one(sample: Launch) -> None:
    assert sample.settings.get().is_sample
    assert day_date(sample.facts.info().as_of_day or 0) == TODAY
    assert sample.facts.info().user_count == 20_000


def test_the_sample_went_through_the_import_with_its_bad_rows_reported(sample: Launch) -> None:
    batches = sample.uploads.batches()
    assert all(batch.rows_in == batch.rows_loaded + batch.rows_rejected for batch in batches)
    assert sum(batch.rows_rejected for batch in batches) == 22


def test_the_sample_has_something_new_since_last_week(sample: Launch) -> None:
    assert [change for change in sample.overview.changes(day_number(TODAY) - 14) if change.subject != "upload"]


def test_leaving_the_sample_keeps_it_aside_and_empties_the_store(sample: Launch) -> None:
    file = sample._store.address.file
    assert file is not None
    before = sample.versions()
    own = sample.start_own("Mine", date(2025, 4, 1), "Asia/Shanghai")
    assert (own.settings.get().name, own.settings.get().is_sample) == ("Mine", False)
    assert own.versions() != before
    assert (own.goals.list(), own.risks.list(), own.uploads.batches()) == ([], [], [])
    assert own.facts.info().user_count == 0
    aside = launchops.open_launch(f"sqlite:///{file.with_name('sample-1.db')}", today=TODAY)
    assert aside.facts.info().user_count == 20_000


def test_no_half_made_sample_is_left_when_making_it_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise StoreError("store_full")

    monkeypatch.setattr("launchops.facade.sampling._tell_history", fail)
    with pytest.raises(StoreError):
        launchops.create_launch(store_url(tmp_path), sample=True, today=TODAY)
    assert not list(tmp_path.glob("*.db*")) and not list(tmp_path.glob(".*.db*"))
