"""The holdout planner on a real store: reproducible lists that upload as they are."""

import csv
import hashlib
import io
from datetime import date
from pathlib import Path

import pytest

import launchops
from launchops.errors import RecordError
from launchops.launch import Launch
from launchops.periods import day_number

TODAY = date(2026, 3, 2)
IDS = [f"user {n}" for n in range(200)] + ["=cmd()", "用户甲", 'a,"b"']


@pytest.fixture(scope="module")
def launch(tmp_path_factory: pytest.TempPathFactory) -> Launch:
    """203 users, all active on 1 March."""
    folder = tmp_path_factory.mktemp("planner")
    launch = launchops.create_launch(f"sqlite:///{folder}/own.db", name="By hand", today=TODAY)
    for kind, header, tail in (
        ("users", "user_id,signup_date", "2026-01-05"),
        ("events", "user_id,date", "2026-03-01"),
    ):
        text = io.StringIO()
        csv.writer(text).writerows([header.split(","), *([one, tail] for one in IDS)])
        launch.uploads.load(kind, text.getvalue().encode(), f"{kind}.csv")
    return launch


def assign(launch: Launch, **options: object):
    chosen = {"holdout_share": 0.1, "start_day": day_number(TODAY), **options}
    return launch.planner.assign("tea week", **chosen)  # type: ignore[arg-type]


def test_the_same_salt_gives_the_same_bytes_and_another_deals_anew(launch: Launch):
    first = assign(launch, salt="s1")
    assert assign(launch, salt="s1").csv == first.csv
    assert assign(launch, salt="s2").csv != first.csv
    assert first.offered + first.holdout == len(IDS)


def test_every_arm_is_what_the_hash_says(launch: Launch):
    rows = list(csv.DictReader(io.StringIO(assign(launch, salt="s1", holdout_share=0.5).csv.decode("utf-8-sig"))))
    plain = [row for row in rows if row["user_id"].startswith("user ")]
    for row in plain:
        lot = int(hashlib.sha256(f"s1:{row['user_id']}".encode()).hexdigest()[:16], 16) / 2**64
        assert row["arm"] == ("holdout" if lot < 0.5 else "offered")
    assert len(plain) == 200


def test_the_list_uploads_as_it_is(launch: Launch, tmp_path: Path):
    assignment = assign(launch)
    report = launch.uploads.inspect("participation", assignment.csv, "holdout.csv")
    assert (report.rows_in, report.rows_good, report.rows_rejected) == (len(IDS), len(IDS), 0)
    assert [warning.code for warning in report.warnings] == []  # no unknown user: every id came back as it was


def test_no_cell_of_the_list_runs_in_a_spreadsheet(launch: Launch):
    assert b"\n=" not in assign(launch).csv and b",=cmd" not in assign(launch).csv


def test_an_uploaded_list_makes_the_comparison_one_by_lot(launch: Launch):
    assignment = assign(launch, start_day=day_number(date(2026, 2, 10)), holdout_share=0.3)
    report = launch.uploads.load("participation", assignment.csv, "holdout.csv")
    found = launch.activities.compare("tea week")
    assert report.rows_loaded == len(IDS)
    assert found.design == "randomised"
    assert found.itt is not None
    assert (found.itt.offered.n, found.itt.holdout.n) == (assignment.offered, assignment.holdout)


def test_the_plan_rests_on_the_launchs_own_return(launch: Launch):
    plan = launch.planner.plan(difference=0.05, holdout_share=0.1, start_day=day_number(TODAY), is_recent=False)
    assert (plan.users, plan.earlier_users, plan.earlier_returned) == (203, 203, 203)
    assert plan.baseline == 1.0 and plan.needed is None  # everybody came back: nothing can be added


@pytest.mark.parametrize("share", [0.0, 1.0, -0.1, 7.0])
def test_a_share_that_is_none_is_refused(launch: Launch, share: float):
    with pytest.raises(RecordError, match="between 0 and 100"):
        assign(launch, holdout_share=share)
    with pytest.raises(RecordError, match="between 0 and 100"):
        launch.planner.plan(difference=0.05, holdout_share=share, start_day=0)


def test_an_activity_without_a_key_and_a_difference_of_nothing_are_refused(launch: Launch):
    with pytest.raises(RecordError) as refused:
        launch.planner.assign(" ", holdout_share=0.1, start_day=0)
    assert refused.value.field == "activity"
    with pytest.raises(RecordError) as refused:
        launch.planner.plan(difference=0.0, holdout_share=0.1, start_day=0)
    assert refused.value.field == "difference"
