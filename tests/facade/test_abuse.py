"""`launch.abuse` on a real store: from CSV files to flags with user ids, and figures without the flagged users."""

from datetime import date, timedelta
from pathlib import Path

import pytest

import launchops
from launchops.facade.types import Filters
from launchops.launch import Launch

TODAY = date(2026, 3, 2)
FIRST = date(2026, 1, 5)
FARM = [f"farm{n}" for n in range(6)]


@pytest.fixture(scope="module")
def launch(tmp_path_factory: pytest.TempPathFactory) -> Launch:
    """60 people, of whom every other one comes back after three days, and six accounts on one device that never do."""
    folder = tmp_path_factory.mktemp("abuse")
    launch = launchops.create_launch(f"sqlite:///{folder}/own.db", name="Gamed", today=TODAY)
    users = ["user_id,signup_date,channel,device_id,ip"]
    events = ["user_id,date"]
    for n in range(60):
        signup = FIRST + timedelta(n % 20)
        users.append(f"p{n},{signup} {n % 24:02}:10:00,ads,own{n},10.0.0.{n}")
        events.append(f"p{n},{signup}")
        if n % 2:
            events.append(f"p{n},{signup + timedelta(3)}")
    for n, name in enumerate(FARM):
        users.append(f"{name},2026-01-08 09:0{n}:00,ads,shared,10.9.9.9")
        events.append(f"{name},2026-01-08")
    for kind, rows in (("users", users), ("events", events)):
        launch.uploads.load(kind, "\n".join(rows).encode(), f"{kind}.csv")
    return launch


def test_the_accounts_of_a_device_farm_are_named_with_their_reasons(launch: Launch):
    accounts = launch.abuse.accounts()
    assert sorted(accounts["user_id"]) == FARM
    assert {message.code for message in accounts["reasons"].iloc[0]} >= {"abuse_shared_device", "abuse_one_day"}
    assert launch.abuse.answer().message.params["n"] == 6
    assert launch.abuse.can_see()


def test_no_identifier_reaches_the_flags(launch: Launch):
    flags = launch.abuse.flags()
    said = flags.flags.to_csv() + flags.ties.to_csv()
    assert not any(name in said for name in ("farm", "shared,", "10.9.9.9"))


def test_every_figure_can_be_asked_without_flagged_users_and_the_difference_is_said(launch: Launch):
    """36 of 66 users never come back in week 1 or later; of the 60 others 30."""
    without = Filters(is_without_flagged=True)
    sizes = [int(launch.metrics.retention("week", filters=f).cohorts["size"].sum()) for f in (Filters(), without)]
    assert sizes == [66, 60]
    distribution = launch.metrics.active_days(20_000, 30_000, filters=without).frame
    assert int(distribution["users"].sum()) == 60
    rates = {one.figure: (one.everybody, one.without) for one in launch.abuse.differences()}
    everybody, others = rates["week1_retention"]
    assert everybody is not None and others is not None and everybody < others


def test_a_launch_without_devices_says_what_to_upload(tmp_path: Path):
    launch = launchops.create_launch(f"sqlite:///{tmp_path}/own.db", name="Plain", today=TODAY)
    launch.uploads.load("users", b"user_id,signup_date\na,2026-01-05\n", "users.csv")
    assert launch.abuse.answer().message.code == "abuse_blind"
    assert not launch.abuse.can_see()
    launch.close()
