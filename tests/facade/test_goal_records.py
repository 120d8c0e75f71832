"""Goals through the facade: forecasts kept and made anew, check-ins, steps, typed readings, history."""

import shutil
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import launchops
from launchops.errors import LaunchopsError, RecordError, UnknownName
from launchops.launch import Launch
from launchops.locale import say
from launchops.periods import day_number
from launchops.review.results import LastKnown
from launchops.store.records import CheckIn, Goal, Milestone
from tests.facade.test_launch import store_url

FIRST = date(2025, 3, 3)  # a Monday
DAYS = 70
TODAY = FIRST + timedelta(days=DAYS)
PER_DAY = (3, 3, 3, 3, 4, 5, 2)


def signups(days: int, *, first: date = FIRST) -> bytes:
    """Sign-ups in a weekly rhythm, 23 a week."""
    rows = ["user_id,signup_date"]
    for place in range(days):
        on = first + timedelta(days=place)
        rows += [f"u{on:%m%d}-{number},{on}" for number in range(PER_DAY[on.weekday()])]
    return "\n".join(rows).encode()


def readings(days: int, name: str = "nps") -> bytes:
    rows = [f"{FIRST + timedelta(days=place)},{name},{40 + place % 3}" for place in range(days)]
    return "\n".join(["date,kpi,value", *rows]).encode()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the launch and its facts, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("made")
    launch = launchops.create_launch(store_url(folder), name="By hand", today=TODAY, user="ops")
    launch.uploads.load("users", signups(DAYS), "users.csv")
    launch.uploads.load("events", signups(DAYS).replace(b"signup_date", b"date"), "events.csv")
    launch.facts.info()
    launch.facts.close()
    launch.close()
    return folder


@pytest.fixture
def launch(made: Path, tmp_path: Path) -> Launch:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return launchops.open_launch(store_url(tmp_path), today=TODAY, user="ops")


def goal(target: float = 400, *, kpi: str = "signups", **fields: Any) -> Goal:
    known: dict[str, Any] = {"name": "Sign-ups", "target_type": "rise_to", "baseline": Decimal(0)} | fields
    return Goal(
        id=None, kpi=kpi, target=Decimal(str(target)), start_on=FIRST, due_on=FIRST + timedelta(days=90), **known
    )


def test_a_forecast_is_pending_then_made_then_kept(launch: Launch, monkeypatch: pytest.MonkeyPatch) -> None:
    launch.goals.save(goal())
    launch.goals.save(goal(500, name="More of them"))
    assert [status.is_forecast_pending for status in launch.goals.list()] == [True, True]
    assert launch.forecasts.compute() == 2
    first, second = launch.goals.list()
    assert first.forecast is not None and second.forecast is not None
    # 230 in ten weeks, and 21 days to come at 23 a week: 69 more
    assert first.forecast.point == pytest.approx(230 + 69, rel=0.05)
    assert (first.forecast.method, first.is_forecast_pending) == ("ets", False)
    assert first.forecast.days[-1].point == pytest.approx(first.forecast.point)
    monkeypatch.setattr("launchops.facade.forecasts.COMMAND", ("false",))  # nothing is fitted any more
    again = launchops.open_launch(launch._store.url, today=TODAY)
    assert again.goals.list()[0].forecast == first.forecast, "it survives a restart"
    assert again.forecasts.compute() == 0
    then = launch.goals.list(as_of=launch.facts.as_of(None) - 7)[0]
    assert (then.forecast, then.is_forecast_pending) == (None, False), "an earlier day has its status alone"


def test_only_what_matters_to_a_forecast_makes_it_pending_again(launch: Launch) -> None:
    saved = launch.goals.save(goal())
    launch.forecasts.compute()
    saved = launch.goals.save(replace(saved, owner="Growth lead", name="New name"))
    assert not launch.goals.list()[0].is_forecast_pending
    saved = launch.goals.save(replace(saved, target=Decimal(500)))
    assert launch.goals.list()[0].is_forecast_pending
    launch.goals.save(replace(saved, target=Decimal(400)))
    assert not launch.goals.list()[0].is_forecast_pending
    batch = launch.uploads.load("users", b"user_id,signup_date\nlate,2025-05-11\n", "more.csv")
    assert launch.goals.list()[0].forecast is None, "an upload makes it out of date"
    launch.uploads.undo(batch.batch_id or 0)
    assert launch.goals.list()[0].forecast is not None, "and its undo brings the figures of before back"


def test_the_background_makes_what_is_missing_and_never_twice_at_once(launch: Launch) -> None:
    assert launch.forecasts.start() is False, "nothing is missing"
    launch.goals.save(goal())
    assert launch.forecasts.start() is True
    launch.forecasts.wait(120)
    state = launch.forecasts.state()
    assert (state.total, state.pending, state.is_running, state.share) == (1, 0, False, 1.0)
    assert launch.forecasts.start() is False


def test_a_forecaster_that_dies_leaves_the_goals_as_they_were(launch: Launch, monkeypatch: pytest.MonkeyPatch) -> None:
    launch.goals.save(goal())
    monkeypatch.setattr("launchops.facade.forecasts.COMMAND", ("true",))
    with pytest.raises(LaunchopsError) as refused:
        launch.forecasts.compute()
    assert refused.value.code == "forecaster_failed"
    assert launch.forecasts.start() is True
    launch.forecasts.wait(60)
    assert launch.forecasts.state().pending == 1
    assert launch.goals.list()[0].status == "at_risk", "230 of the 308 that were planned: 0.748"


def test_a_goal_that_cannot_be_is_refused_and_nothing_is_saved(launch: Launch) -> None:
    saved = launch.goals.save(goal())
    for wrong in (goal(0), goal(kpi="vanished"), replace(saved, due_on=FIRST - timedelta(days=1))):
        with pytest.raises(RecordError):
            launch.goals.save(wrong)
    assert [status.goal for status in launch.goals.list()] == [saved]


def test_a_figure_that_vanished_is_said_on_the_goal(launch: Launch) -> None:
    saved = launch._store.goals.save(goal(kpi="gone"), who="ops", at=launch._clock.now())
    (status,) = launch.goals.list()
    assert (status.status, status.actual, status.forecast, status.signal) == ("no_data", None, None, None)
    assert say(status.reason) == "the figure “gone” is no longer there"
    said = CheckIn(None, saved.id or 0, FIRST + timedelta(days=20), Decimal(310), "", "at_risk", 5)
    launch.check_ins.save(said)
    (status,) = launch.goals.list()
    assert say(status.reason) == "the figure “gone” is no longer there; last value 310 on 23 Mar"
    assert status.actual is None


def test_a_reading_whose_uploads_were_undone_keeps_its_last_value_with_its_day(launch: Launch) -> None:
    launch.goals.save(goal(60, kpi="reading:nps", baseline=Decimal(20)))
    first = launch.uploads.load("readings", readings(35), "nps.csv")  # the last one: 40 + 34 % 3 = 41 on 6 April
    later = launch.uploads.load("readings", readings(10), "again.csv")
    launch.uploads.undo(later.batch_id or 0)
    assert launch.goals.list()[0].actual == 41
    launch.uploads.undo(first.batch_id or 0)
    (status,) = launch.goals.list()
    assert (status.status, status.actual) == ("no_data", None)
    assert status.last_known == LastKnown(day_number(FIRST) + 34, 41, is_undone=True)
    assert say(status.reason) == "its uploads were undone; last value 41 on 6 Apr"
    assert status.sentence is not None
    assert say(status.sentence) == "Status: no data, its uploads were undone; last value 41 on 6 Apr."
    launch.uploads.redo(first.batch_id or 0)
    assert launch.goals.list()[0].actual == 41
    assert launch.goals.list()[0].last_known is None


def test_a_goal_without_data_yet_says_so(tmp_path: Path) -> None:
    empty = launchops.create_launch(store_url(tmp_path), name="Empty", today=TODAY)
    empty.goals.save(goal())
    empty.goals.save(goal(50, kpi="reading:nps", unit="count"))
    for status in empty.goals.list():
        assert status.status == "no_data"
        assert status.forecast_note is not None
        assert say(status.forecast_note) == "There is no forecast without figures."
    assert empty.forecasts.compute() == 0


def test_the_signal_of_a_goal_is_that_of_its_weekly_figures(launch: Launch) -> None:
    launch.goals.save(goal())
    (status,) = launch.goals.list()
    assert status.signal is not None and status.signal_note is not None
    assert [week.value for week in status.signal.weeks] == [23.0] * 10
    assert say(status.signal_note) == "within normal noise"


def test_the_history_tells_who_changed_what_and_ends_with_its_goal(launch: Launch) -> None:
    saved = launch.goals.save(goal())
    launch.goals.save(replace(saved, target=Decimal(450)))
    changed, made = launch.goals.history(saved.id or 0)
    assert (changed.who, changed.kind, changed.fields[0].before, changed.fields[0].after) == (
        "ops", "changed", "400", "450",
    )  # fmt: skip
    assert say(changed.fields[0].field) == "the target"
    assert (made.kind, made.fields) == ("new", ())
    launch.goals.delete(saved.id or 0)
    again = launch.goals.save(goal(name="Another"))
    assert len(launch.goals.history(again.id or 0)) == 1, "a number used before has a history of its own"


def test_a_second_editor_is_told_who_changed_what(launch: Launch) -> None:
    read_by_both = launch.goals.save(goal())
    launch.goals.save(replace(read_by_both, target=Decimal(450)))
    with pytest.raises(RecordError) as refused:
        launch.goals.save(replace(read_by_both, owner="Me"))
    assert say(refused.value.message).startswith("ops changed the target at ")


def test_a_check_in_starts_from_a_draft_and_is_kept(launch: Launch) -> None:
    saved = launch.goals.save(goal())
    (status,) = launch.goals.list()
    draft = launch.check_ins.draft(status)
    assert (draft.id, draft.goal_id, draft.checked_on, draft.value) == (None, saved.id, TODAY, Decimal(230))
    assert draft.suggested_status == draft.chosen_status == status.status
    assert draft.what_moved == "23 in the last 7 days, 23 in the 7 days before; within normal noise."
    assert launch.check_ins.draft(status, "zh").what_moved.startswith("最近 7 天 23")
    kept = launch.check_ins.save(replace(draft, confidence=4, blocker="Nobody owns it"))
    assert launch.check_ins.list(saved.id) == [kept]
    assert kept.author == "ops"
    launch.check_ins.delete(kept.id or 0)
    assert launch.check_ins.list() == []


def test_a_check_in_that_cannot_be_is_refused(launch: Launch) -> None:
    saved = launch.goals.save(goal())
    wrong = CheckIn(None, saved.id or 0, TODAY, None, "", "on_track", 11)
    with pytest.raises(RecordError) as refused:
        launch.check_ins.save(wrong)
    assert refused.value.field == "confidence"
    with pytest.raises(UnknownName):
        launch.check_ins.save(replace(wrong, confidence=5, goal_id=99))


def test_steps_come_by_date_with_what_the_figures_say(launch: Launch) -> None:
    launch.milestones.save(Milestone(None, "Later", TODAY + timedelta(days=100)))
    launch.milestones.save(Milestone(None, "Two hundred", TODAY, kpi="signups", value=Decimal(200)))
    first, later = launch.milestones.list()
    assert (first.milestone.name, first.value, first.suggested_state, first.days_left) == ("Two hundred", 230, "met", 0)
    assert (later.is_far, [warning.code for warning in launch.milestones.warnings()]) == (True, ["milestones_too_far"])
    met = launch.milestones.save(replace(first.milestone, state="met", evidence="Counted"))
    assert launch.milestones.history(met.id or 0)[0].fields[-1].after == "met"
    with pytest.raises(RecordError):
        launch.milestones.save(replace(met, kpi="vanished"))
    launch.milestones.delete(later.milestone.id or 0)
    assert len(launch.milestones.list()) == 1


def test_a_typed_reading_is_an_upload_of_one_row_that_can_be_undone(launch: Launch) -> None:
    launch.uploads.load("readings", readings(35), "nps.csv")
    launch.goals.save(goal(60, kpi="reading:nps", baseline=Decimal(20)))
    day = FIRST + timedelta(days=35)
    result = launch.readings.save("reading:nps", day, 55.0)
    assert (result.status, result.rows_loaded) == ("loaded", 1)
    assert launch.goals.list()[0].actual == 55
    with pytest.raises(RecordError) as refused:
        launch.readings.save("reading:nps", day, 56.0)
    assert (refused.value.code, refused.value.field) == ("reading_exists", "value")
    launch.readings.save("reading:nps", day, 56.0, replace=True)
    assert launch.goals.list()[0].actual == 56
    launch.uploads.undo(launch.uploads.batches()[0].id)
    assert launch.goals.list()[0].actual == 55


def test_readings_with_holes_have_a_status_but_no_forecast(launch: Launch) -> None:
    rows = [f"{FIRST + timedelta(days=place)},nps,40" for place in range(0, DAYS, 7)]
    launch.uploads.load("readings", "\n".join(["date,kpi,value", *rows]).encode(), "weekly.csv")
    launch.goals.save(goal(60, kpi="reading:nps", baseline=Decimal(20)))
    (status,) = launch.goals.list()
    assert status.actual == 40
    assert status.forecast_note is not None
    assert say(status.forecast_note).startswith("No forecast: it needs a value on four days of five and has 10 on")


def test_two_values_on_a_day_in_one_file_are_named(launch: Launch) -> None:
    twice = b"date,kpi,value\n2025-03-03,nps,40\n2025-03-03,nps,41\n"
    report = launch.uploads.inspect("readings", twice, "twice.csv")
    assert dict(report.reject_counts)["duplicate_conflict"] >= 1
