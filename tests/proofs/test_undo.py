"""Undo is exact: data and figures are those of a launch that never had the upload, whatever was uploaded since."""

import json
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from launchops.launch import Launch, open_launch
from launchops.periods import day_number
from tests.conftest import PROVING
from tests.proofs.figures import answers, resolved
from tests.proofs.killing import Touches
from tests.proofs.plain_launch import File
from tests.proofs.processes import start_command
from tests.proofs.test_model import files

TODAY = date(2026, 3, 20)
pytestmark = [pytest.mark.prove, pytest.mark.usefixtures("fast_facts")]

USERS = File("users", (("u1", "2026-03-01", "ads", ""), ("u2", "2026-03-02", "seo", "new")))
EVENTS = File(
    "events", (("u1", "2026-03-03", "", ""), ("u2", "2026-03-03", "pay", "2.5"), ("u2", "2026-03-09", "", ""))
)
# The same users once more: u1 signed up later, through another channel; u2 keeps what is not said.
USERS_LATER = File("users", (("u1", "2026-03-04", "seo", "old"), ("u2", "2026-03-02", "", "")))


@contextmanager
def launch_with(empty: Path, uploads: Sequence[File]) -> Iterator[Launch]:
    """A launch of its own with these files loaded in order."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(empty, folder, dirs_exist_ok=True)
        launch = open_launch(f"sqlite:///{folder}/launch.db", today=TODAY, user="ops")
        for file in uploads:
            launch.uploads.load(file.kind, file.data, "file.csv")
        yield launch
        launch.facts.close()
        launch.close()


def shown(launch: Launch) -> tuple[Any, ...]:
    return resolved(launch), answers(launch, day_number(TODAY))


def test_an_upload_that_later_ones_build_on_is_undone_exactly(empty_launch: Path) -> None:
    with launch_with(empty_launch, [USERS, EVENTS]) as launch:
        before = shown(launch)
        assert before[0]["user_days"][0][:4] == ("u1", day_number(date(2026, 3, 3)), 2, None)
        launch.uploads.load("users", USERS_LATER.data, "later.csv")
        changed = resolved(launch)
        assert changed["users"][0][:4] == ("u1", day_number(date(2026, 3, 4)), "seo", "old")
        assert [row[0] for row in changed["user_days"]] == ["u2", "u2"]  # u1 came before that sign-up
        launch.uploads.undo(3)
        assert shown(launch) == before
        launch.uploads.redo(3)
        assert resolved(launch) == changed
        launch.uploads.undo(1)  # the first file, though the third changed its users
        with launch_with(empty_launch, [EVENTS, USERS_LATER]) as never_had:
            assert resolved(launch) == resolved(never_had)


@settings(
    max_examples=50 if PROVING else 2, deadline=None, suppress_health_check=list(HealthCheck), derandomize=not PROVING
)
@given(uploads=st.lists(files, min_size=2, max_size=7, unique_by=lambda file: (file.kind, file.data)), data=st.data())
def test_undoing_any_uploads_leaves_what_the_others_alone_would_give(
    empty_launch: Path, uploads: list[File], data: st.DataObject
) -> None:
    undone = data.draw(st.sets(st.integers(1, len(uploads)), min_size=1))
    with launch_with(empty_launch, uploads) as launch:
        for number in undone:
            launch.uploads.undo(number)
        others = [file for number, file in enumerate(uploads, 1) if number not in undone]
        with launch_with(empty_launch, others) as never_had:
            compared = shown if PROVING else resolved  # the KPIs of so many launches take minutes
            assert compared(launch) == compared(never_had)


@pytest.mark.parametrize("order", ["ab", "ba"])
def test_overlapping_exports_count_once_in_either_order(empty_launch: Path, shared: Path, order: str) -> None:
    corpus = shared / "corpus" / "files"
    with launch_with(empty_launch, []) as launch:
        loaded = [
            launch.uploads.load("events", corpus / f"events_overlap_{part}.csv", f"{part}.csv").rows_loaded
            for part in order
        ]
        assert (loaded, launch.facts.info().event_count) == ([30, 30], 45)
        launch.uploads.undo(1)
        assert launch.facts.info().event_count == 30


@pytest.mark.parametrize("is_same", [True, False], ids=["the same file", "two files"])
def test_two_people_upload_at_once_and_both_succeed(
    empty_launch: Path, tmp_path: Path, is_same: bool, tell: Callable[[str], None]
) -> None:
    folder = tmp_path / "launch"
    shutil.copytree(empty_launch, folder)
    launch = open_launch(f"sqlite:///{folder}/launch.db")
    (tmp_path / "0.csv").write_bytes(USERS.data)
    (tmp_path / "1.csv").write_bytes((USERS if is_same else USERS_LATER).data)
    waiting = [tmp_path / f"{person}.waiting" for person in "01"]
    with launch._store.write():  # both are ready to write before either may
        people = [
            start_command(
                ["import", "users", str(tmp_path / f"{person}.csv"), "--store", launch._store.url, "--json"],
                tmp_path / f"{person}.out",
                Touches("launchops.store.lock:WriteLock.held", waiting[person]),
            )
            for person in (0, 1)
        ]
        while not all(file.exists() for file in waiting):
            assert all(person.is_alive() for person in people)
            time.sleep(0.01)
    for person in people:
        person.join()
    assert [person.exitcode for person in people] == [0, 0]
    told = sorted(json.loads((tmp_path / f"{person}.out").read_text())[0]["status"] for person in (0, 1))
    assert told == (["already_loaded", "loaded"] if is_same else ["loaded", "loaded"])
    assert len(launch.uploads.batches()) == (1 if is_same else 2)
