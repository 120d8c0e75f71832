"""Risks, capacity, cost and the floor through the facade: saved whole or not at all, judged after every upload."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

import launchops
from launchops.errors import RecordError, UnknownName
from launchops.launch import Launch
from launchops.locale import say
from launchops.periods import day_number
from launchops.store.records import Activity, CapacityPlan, Channel, FloorCheck, Goal, Risk
from tests.facade.test_launch import store_url
from tests.proofs.processes import FastBuilder

FIRST = date(2025, 3, 3)
DAYS = 40
TODAY = FIRST + timedelta(days=DAYS)
D = Decimal


def on(day: int) -> date:
    return FIRST + timedelta(days=day)


def loads(values: dict[int, float], name: str = "load") -> bytes:
    """A readings file by day."""
    return "\n".join(["date,kpi,value", *(f"{on(day)},{name},{value}" for day, value in values.items())]).encode()


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A launch with three sign-ups a day who come on their day, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("made")
    launch = launchops.create_launch(store_url(folder), name="By hand", today=TODAY, user="ops", launch_on=FIRST)
    rows = "\n".join(
        f"u{day}-{number},{on(day)},{'ads' if number else 'seo'}" for day in range(DAYS) for number in range(3)
    )
    launch.uploads.load("users", f"user_id,signup_date,channel\n{rows}".encode(), "users.csv")
    launch.uploads.load("events", f"user_id,date,event\n{rows}".encode(), "events.csv")
    launch.uploads.load("readings", loads({30: 0.5}), "load.csv")
    launch.facts.info()
    launch.facts.close()
    launch.close()
    return folder


@pytest.fixture(scope="module")
def builder() -> Iterator[FastBuilder]:
    """Facts are built in one process for all tests."""
    made = FastBuilder()
    yield made
    made.close()


@pytest.fixture
def launch(made: Path, tmp_path: Path, builder: FastBuilder, monkeypatch: pytest.MonkeyPatch) -> Launch:
    monkeypatch.setattr("launchops.facade.facts.build", builder)
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    return launchops.open_launch(store_url(tmp_path), today=TODAY, user="ops")


def risk(**fields: Any) -> Risk:
    """A risk that fires on two loads of 0.7 or more in a row."""
    known: dict[str, Any] = {
        "id": None,
        "name": "Too much load",
        "trigger_kpi": "reading:load",
        "trigger_amber": D("0.6"),
        "trigger_red": D("0.7"),
        "trigger_readings": 2,
        "trigger_unit": "percent",
        "contingency": "Add servers.",
        "owner": "Engineering lead",
    }
    return Risk(**known | fields)


def happened(launch: Launch) -> list[tuple[str, date]]:
    return [(event.kind, event.happened_on) for event in reversed(launch.risks.events())]


def upload(launch: Launch, values: dict[int, float]) -> int:
    """Load readings; the number of the upload."""
    result = launch.uploads.load_files("readings", [write(launch, values)])[0]
    assert result.status == "loaded"
    assert result.batch_id is not None
    return result.batch_id


def write(launch: Launch, values: dict[int, float]) -> Path:
    assert launch._store.address.file is not None
    path = launch._store.address.file.parent / f"load{len(list(values))}-{min(values)}.csv"
    path.write_bytes(loads(values))
    return path


def test_a_trigger_is_judged_after_every_upload_undo_and_redo(launch: Launch) -> None:
    saved = launch.risks.save(risk())
    assert happened(launch) == []
    upload(launch, {35: 0.8})
    assert happened(launch) == [], "one reading of two"
    second = upload(launch, {36: 0.9})
    assert happened(launch) == [("fired", on(36))]
    assert [status.status for status in launch.risks.list()] == ["triggered"]
    launch.uploads.undo(second)
    assert happened(launch)[1:] == [("withdrawn", on(36))]
    launch.uploads.redo(second)
    assert happened(launch)[2:] == [("fired", on(36))]
    upload(launch, {37: 0.65, 38: 0.5})
    assert happened(launch)[3:] == [("cleared", on(38))]
    assert launch.risks.evaluate() == (), "nothing new"
    words = say(launch.risks.event_message(launch.risks.events(saved.id)[-1])).replace("\xa0", " ")
    assert words == (
        "“Too much load” triggered on 8 Apr: 80.0 %, 90.0 %, red limit 70.0 %. What Engineering lead does: Add servers."
    )
    assert len(launch.risks.events(since_day=day_number(on(37)))) == 1


def test_a_firing_that_came_between_two_openings_is_found_on_opening(launch: Launch) -> None:
    launch.risks.save(risk())
    launch.uploads.load("readings", loads({35: 0.8, 36: 0.9, 37: 0.5}), "load.csv")  # judged by nobody yet
    assert [event.kind for event in launch.risks.evaluate()] == ["fired", "cleared"]
    before = launch._store.versions()
    assert launch.risks.evaluate() == ()
    assert launch._store.versions() == before, "looking changes nothing"


def test_a_risk_is_saved_whole_or_not_at_all(launch: Launch) -> None:
    for fields, field in (
        ({"probability": 2.0}, "probability"),
        ({"loss_low": D(9), "loss_high": D(5)}, "loss_high"),
        ({"trigger_kpi": "churn", "trigger_unit": ""}, "trigger_kpi"),
        ({"trigger_kpi": "d7_retention", "trigger_unit": "days"}, "trigger_unit"),
        ({"review_on": TODAY - timedelta(days=1)}, "review_on"),
    ):
        with pytest.raises(RecordError) as refused:
            launch.risks.save(risk(**fields))
        assert refused.value.field == field
    assert launch.risks.list() == []
    saved = launch.risks.save(risk())
    with pytest.raises(RecordError):
        launch.risks.save(replace(saved, name="Other", probability=-1.0))
    assert launch.risks.get(saved.id or 0) == saved


def test_edit_with_version_check_history_and_delete(launch: Launch) -> None:
    saved = launch.risks.save(risk())
    launch.risks.save(replace(saved, probability=0.2, loss_low=D(10), loss_high=D(20)))
    with pytest.raises(RecordError, match="ops"):
        launch.risks.save(replace(saved, owner="Product lead"))
    newest, first = launch.risks.history(saved.id or 0)
    assert (first.kind, {say(change.field) for change in newest.fields}) == (
        "new",
        {"the probability", "the lower loss", "the upper loss"},
    )
    upload(launch, {35: 0.8, 36: 0.9})
    launch.risks.delete(saved.id or 0)
    assert launch.risks.events() == ()
    with pytest.raises(UnknownName):
        launch.risks.get(saved.id or 0)


def test_an_acceptance_ends_after_its_last_day(made: Path, tmp_path: Path) -> None:
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    with_day = {"status": "accepted", "accepted_until": TODAY, "accepted_by": "Ops", "accepted_reason": "Small."}
    launchops.open_launch(store_url(tmp_path), today=TODAY).risks.save(risk(**with_day))
    for days, status in ((0, "accepted"), (1, "open")):
        later = launchops.open_launch(store_url(tmp_path), today=TODAY + timedelta(days=days))
        (found,) = later.risks.list()
        assert (found.status, found.is_acceptance_over) == (status, days == 1)


def test_the_starter_risks_are_added_once_and_watch_live_figures(launch: Launch) -> None:
    added = launch.risks.add_starters()
    assert len(added) == 18
    assert launch.risks.starters() == launch.risks.add_starters() == ()
    states = {status.risk.name: status.trigger.state for status in launch.risks.list() if status.trigger}
    assert len(states) == 18
    assert states["The wrong people come"] == "unknown"  # no target segment is chosen yet
    assert states["Figures wrong or late"] == "green"
    assert launch.risks.exceedance() is None
    assert launch.risks.matrix() is None


def test_what_all_could_cost_leaves_out_closed_risks_and_counts_the_unknown(launch: Launch) -> None:
    known = {"probability": 0.1, "loss_low": D(100_000), "loss_high": D(1_000_000)}
    launch.risks.save(risk(**known))
    launch.risks.save(risk(name="Closed", status="closed", **known))
    launch.risks.save(risk(name="Unknown"))
    curve = launch.risks.exceedance()
    assert curve is not None
    assert (curve.risk_count, curve.unknown_count, round(curve.expected, -2)) == (1, 1, 40_400)
    table = launch.risks.export()
    assert list(table["status"]) == ["open", "open", "closed"]
    assert table.loc[0, "loss_high"] == D(1_000_000)
    assert list(launch.risks.export().columns) == list(launchops.open_launch(launch._store.url).risks.export().columns)


def test_capacity_is_the_recorded_plan_until_the_peak_is_measured(launch: Launch) -> None:
    assert launch.capacity.status().users_limit is None
    with pytest.raises(RecordError) as refused:
        launch.capacity.save(CapacityPlan(None, D(0), D("0.1"), D(360)))
    assert (refused.value.field, launch.capacity.plan()) == ("tested_limit", None)
    saved = launch.capacity.save(CapacityPlan(None, D(1), D("0.1"), D(6_000)))  # 3,600 ÷ 600 = 6 users a day
    status = launch.capacity.status()
    assert (status.basis, status.users_limit, status.users_now, status.headroom) == ("planned", 6.0, 3.0, 0.5)
    assert launch.metrics.kpi("peak_share").frame["value"].iloc[-1] == 0.5
    launch.uploads.load("readings", loads({38: 0.3}, "peak_share_of_limit"), "peak.csv")
    measured = launch.capacity.status()
    assert (measured.basis, measured.users_limit) == ("measured", pytest.approx(10.0))  # 3 users are 30 %
    launch.capacity.save(replace(saved, tested_limit=D(2)))
    assert [entry.kind for entry in launch.capacity.history()] == ["changed", "new"]


def test_money_of_a_budgeted_activity_counts_against_its_budget(launch: Launch) -> None:
    at = launch._clock.now()
    launch.goals.save(Goal(None, "Sign-ups", "signups", "rise_to", D(500), FIRST, on(79), D(0)))
    launch._store.channels.save(Channel(None, "ads", "Ads", planned_spend=D(800), live_on=FIRST), who="", at=at)
    activity = Activity(None, "draw", "Draw", start_on=on(0), end_on=on(9), budget=D(100))
    launch._store.activities.save(activity, who="", at=at)
    rows = [f"{on(day)},ads,10,{'draw' if day < 10 else ''}" for day in range(DAYS)]
    rows += [f"{on(0)},seo,7,"]
    launch.uploads.load("spend", "\n".join(["date,channel,spend,activity", *rows]).encode(), "spend.csv")
    status = launch.cost.status()
    ads, seo = sorted(status.channels, key=lambda line: line.key)
    (draw,) = status.activities
    assert (ads.spent, ads.planned, ads.planned_to_date) == (300.0, 800.0, pytest.approx(400.0))
    assert (seo.spent, seo.planned, draw.spent, draw.planned) == (7.0, None, 100.0, 100.0)
    assert status.total is not None
    assert (status.total.spent, status.total.planned) == (407.0, 900.0)
    assert status.days[-1][1:] == (407.0, pytest.approx(500.0))
    assert ads.per_activated is None, "no activation event is chosen"
    pace = launch.metrics.kpi("spend_pace").frame["value"].iloc[-1]
    assert status.total.ratio == pytest.approx(pace), "the page and the trigger say the same"


def test_the_floor_is_checked_from_the_launch_day_on(launch: Launch) -> None:
    assert [check.days_after for check in launch.floor.starters()] == [3, 7, 14]
    with pytest.raises(RecordError):
        launch.floor.save(launch.floor.starters()[0])  # its floor is to be set first
    launch.floor.save(replace(launch.floor.starters()[0], floor=D(9)))
    launch.floor.save(FloorCheck(None, 7, D(22)))
    assert [check.days_after for check in launch.floor.starters()] == [14]
    start = day_number(FIRST)
    assert [step.state for step in launch.floor.status(start + 3).steps] == ["met", "below"]  # 9 of 9.4
    assert [step.state for step in launch.floor.status(start + 7).steps] == ["met", "missed"]
    path = {day - start: (came, floor) for day, came, floor in launch.floor.status(start + 7).path}
    assert (path[3], path[7]) == ((9.0, 9.0), (21.0, 22.0))
    first = launch.floor.checks()[0]
    launch.floor.delete(first.id or 0)
    assert [check.days_after for check in launch.floor.checks()] == [7]


def test_an_empty_launch_says_what_to_do_and_shows_no_zero(tmp_path: Path) -> None:
    launch = launchops.create_launch(store_url(tmp_path), name="Empty", today=TODAY)
    launch.risks.add_starters()
    assert launch.risks.events() == ()
    assert {status.trigger.state for status in launch.risks.list() if status.trigger} == {"unknown"}
    capacity, cost, floor = launch.capacity.status(), launch.cost.status(), launch.floor.status()
    assert {one.alarm for one in (capacity, cost, floor)} == {"unknown"}
    assert (capacity.headroom, cost.total, floor.steps) == (None, None, ())
    assert [say(one.sentence).split(".")[0] for one in (capacity, cost, floor)] == [
        "Nobody knows at how many users it breaks",
        "No spend is known",
        "The launch has no date, so no check can be made",
    ]
    launch.capacity.save(CapacityPlan(None, D(1), D("0.1"), D(6_000)))
    assert say(launch.capacity.status().sentence) == ("It breaks at about 6 users a day. No users are uploaded yet.")
