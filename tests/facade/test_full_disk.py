"""A disk without room: what the facade answers; tests/proofs tries it on a small disk."""

import shutil
from collections import namedtuple
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from launchops.errors import FactsError, StoreError
from launchops.facade.disk_room import ROOM
from launchops.launch import Launch, create_launch
from launchops.locale import say
from launchops.store.records import Goal

USERS = b"user_id,signup_date\nu1,2026-03-01\nu2,2026-03-02\n"
Usage = namedtuple("Usage", "total used free")


@pytest.fixture
def launch(tmp_path: Path) -> Launch:
    return create_launch(f"sqlite:///{tmp_path}/launch.db", today=date(2026, 3, 20), user="ops")


def with_goal(launch: Launch) -> None:
    launch.goals.save(
        Goal(
            id=None,
            name="Sign-ups",
            kpi="signups",
            target_type="rise_to",
            target=9,
            start_on=date(2026, 3, 1),
            due_on=date(2026, 4, 1),
            baseline=0,
        )
    )


@pytest.mark.parametrize(("free", "status"), [(len(USERS) * ROOM, "loaded"), (len(USERS) * ROOM - 1, "refused")])
def test_a_file_needs_four_times_its_size(
    launch: Launch, monkeypatch: pytest.MonkeyPatch, free: int, status: str
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(1 << 40, 0, free))
    result = launch.uploads.load("users", USERS, "users.csv")
    assert (result.status, result.code) == (status, None if status == "loaded" else "disk_too_small")


def test_a_known_file_needs_no_room(launch: Launch, monkeypatch: pytest.MonkeyPatch) -> None:
    launch.uploads.load("users", USERS, "users.csv")
    monkeypatch.setattr(shutil, "disk_usage", lambda folder: Usage(1 << 40, 0, 0))
    assert launch.uploads.load("users", USERS, "users.csv").status == "already_loaded"


@pytest.mark.parametrize("code", ["store_full", "store_busy"])
def test_a_file_that_may_be_tried_again_is_refused_and_does_not_stop_the_next(
    launch: Launch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, code: str
) -> None:
    files = [tmp_path / "a.csv", tmp_path / "b.csv"]
    files[0].write_bytes(USERS)
    files[1].write_bytes(USERS + b"u3,2026-03-03\n")
    load = launch._store.load

    def full_once(**options: Any) -> Any:
        monkeypatch.setattr(launch._store, "load", load)
        raise StoreError(code, seconds=20)

    monkeypatch.setattr(launch._store, "load", full_once)
    first, second = launch.uploads.load_files("users", files)
    assert (first.status, first.code, second.status) == ("refused", code, "loaded")


def test_rows_stay_loaded_and_undone_where_goals_cannot_be_judged_anew(
    launch: Launch, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with_goal(launch)
    (tmp_path / "users.csv").write_bytes(USERS)

    def full(*given: Any, **named: Any) -> Path:
        raise FactsError("facts_disk_full")

    monkeypatch.setattr("launchops.facade.facts.build", full)
    (result,) = launch.uploads.load_files("users", [tmp_path / "users.csv"])
    assert (result.status, result.rows_loaded) == ("loaded", 2)
    assert result.message is not None
    assert "The rows are loaded" in say(result.message) and "The disk is full" in say(result.message)
    assert launch.uploads.undo(1).status == "undone"
    assert launch.uploads.redo(1).status == "loaded"
