"""A full disk: one plain sentence, everything as it was, and the same file loads once there is room."""

import json
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from launchops.facade import disk_room
from launchops.launch import open_launch
from tests.proofs.small_disk import SmallDisk, command, empty, fill_up, small_disk

USERS = 2_000
ROWS = 40_000  # of the events file: about 1 MB as a file and as much in the store
TINY = 64 * 1024


@pytest.fixture(scope="module")
def filled(empty_launch: Path, tmp_path_factory: pytest.TempPathFactory, builder: Any) -> Path:
    """A launch with users and built facts, and an events file to load."""
    folder = tmp_path_factory.mktemp("filled")
    shutil.copytree(empty_launch, folder, dirs_exist_ok=True)
    users = "".join(f"user{number},2026-03-01\n" for number in range(USERS))
    events = (f"user{n % USERS},2026-03-{1 + n // USERS:02} {n % 24:02}:{n // 24 % 60:02}\n" for n in range(ROWS))
    (folder / "events.csv").write_text("user_id,timestamp\n" + "".join(events))
    launch = open_launch(f"sqlite:///{folder}/launch.db")
    launch.uploads.load("users", f"user_id,signup_date\n{users}".encode(), "users.csv")
    launch.close()
    builder(f"sqlite:///{folder}/launch.db", folder / "facts" / "launch")
    database = sqlite3.connect(folder / "launch.db")  # a log that is there already would be room for the next one
    database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return folder


@pytest.fixture
def disk(filled: Path, tmp_path: Path) -> Iterator[SmallDisk]:
    with small_disk(tmp_path / "disk", megabytes=16) as made:
        made.run(settle, filled, made.folder)
        yield made


def settle(filled: Path, folder: Path) -> None:
    """A fresh copy of the launch on the small disk; the file to load lies elsewhere."""
    for path in folder.iterdir():
        shutil.rmtree(path) if path.is_dir() else path.unlink()
    shutil.copytree(filled, folder, dirs_exist_ok=True, ignore=shutil.ignore_patterns("*.csv"))


def load(filled: Path, folder: Path, lang: str = "en") -> tuple[int, dict[str, Any]]:
    """Exit code and document of importing the events file."""
    store = f"sqlite:///{folder}/launch.db"
    code, out, err = command("import", "events", str(filled / "events.csv"), "--store", store, "--json", "--lang", lang)
    assert err == ""
    return code, json.loads(out)[0]


def load_unasked(filled: Path, folder: Path) -> tuple[int, dict[str, Any]]:
    """As `load`, where the room that was there when it was asked for has gone when the rows are written."""
    asked, disk_room.ROOM = disk_room.ROOM, 0
    try:
        return load(filled, folder)
    finally:
        disk_room.ROOM = asked


def state(folder: Path) -> tuple[Any, ...]:
    """All that a failed import must leave alone; and that the database is sound."""
    launch = open_launch(f"sqlite:///{folder}/launch.db")
    with launch._store.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        counts = [
            connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar_one()
            for table in ("users", "user_ids", "events", "audit")
        ]
    found = (launch.uploads.batches(), launch.versions(), counts)
    launch.close()
    return found


def users_shown(folder: Path) -> tuple[int, str]:
    """Exit code of asking for a figure, and the line of its reason."""
    code, _, err = command("active-users", "--store", f"sqlite:///{folder}/launch.db", "--json")
    return code, err


@pytest.mark.prove
def test_a_file_without_room_is_refused_before_anything_is_written(disk: SmallDisk, filled: Path) -> None:
    before = disk.run(state, disk.folder)
    disk.run(fill_up, disk.folder, but=1 << 20)
    for lang, words in (("en", "too little room"), ("zh", "磁盘空间不足")):
        code, document = disk.run(load, filled, disk.folder, lang)
        assert (code, document["status"], document["code"]) == (1, "refused", "disk_too_small")
        assert words in document["message"]
        assert "4 MB" in document["message"] and "1 MB" in document["message"]  # four times the file; what is free
    disk.run(empty, disk.folder)
    assert disk.run(state, disk.folder) == before
    assert disk.run(load, filled, disk.folder)[1]["status"] == "loaded"


@pytest.mark.prove
def test_a_disk_that_fills_up_on_the_way_changes_nothing_until_there_is_room(
    disk: SmallDisk, filled: Path, proving: bool, tell: Callable[[str], None]
) -> None:
    before = disk.run(state, disk.folder)
    step, tried = (64 if proving else 512) * 1024, 0
    for free in range(step, 8 << 20, step):
        disk.run(settle, filled, disk.folder)  # a log that has grown would keep its place
        disk.run(fill_up, disk.folder, but=free)
        code, document = disk.run(load_unasked, filled, disk.folder)
        if document["status"] == "loaded":
            break
        assert (code, document["code"]) == (1, "store_full")
        assert document["message"] == "The disk is full. Nothing was changed; make room and try again."
        assert disk.run(state, disk.folder) == before
        tried += 1
    assert tried >= 2 and code == 0
    disk.run(empty, disk.folder)
    batches, _, counts = disk.run(state, disk.folder)
    assert (len(batches), counts[2]) == (2, ROWS)
    assert disk.run(users_shown, disk.folder) == (0, "")
    tell(f"refused and unchanged with {tried} amounts of free space, loaded with {free // 1024} KB")


@pytest.mark.prove
def test_reading_on_a_disk_without_a_free_byte_says_that_it_is_full(disk: SmallDisk) -> None:
    disk.run(fill_up, disk.folder, but=0)
    code, reason = disk.run(users_shown, disk.folder)
    assert (code, reason.strip()) == (1, "launchops: The disk is full. Nothing was changed; make room and try again.")
    disk.run(empty, disk.folder)
    assert disk.run(users_shown, disk.folder) == (0, "")


@pytest.mark.prove
def test_rows_that_are_committed_are_said_to_be_loaded_though_the_log_finds_no_room_in_the_database(
    disk: SmallDisk, filled: Path, tmp_path: Path
) -> None:
    with small_disk(tmp_path / "roomy", megabytes=64) as roomy:
        roomy.run(settle, filled, roomy.folder)
        roomy.run(load, filled, roomy.folder)
        log = roomy.run(log_size, roomy.folder)
    assert log > 4 * TINY
    disk.run(fill_up, disk.folder, but=log + TINY)
    code, document = disk.run(load_unasked, filled, disk.folder)
    assert (code, document["status"], document["rows_loaded"]) == (0, "loaded", ROWS)
    assert disk.run(log_size, disk.folder) >= log, "the log was not folded in"
    assert disk.run(state, disk.folder)[2][2] == ROWS
    disk.run(empty, disk.folder)
    assert disk.run(users_shown, disk.folder) == (0, "")


def log_size(folder: Path) -> int:
    return (folder / "launch.db-wal").stat().st_size


@pytest.mark.prove
def test_facts_that_find_no_room_say_so_and_the_last_ones_are_kept(disk: SmallDisk) -> None:
    kept = disk.run(facts_files, disk.folder)
    store = f"sqlite:///{disk.folder}/launch.db"
    disk.run(fill_up, disk.folder, but=4 * TINY)
    assert disk.run(command, "undo", "1", "--store", store)[0] == 0
    disk.run(fill_up, disk.folder, but=0)
    for lang, words in (("en", "The disk is full, so the figures"), ("zh", "磁盘已满，指标数据未能准备好")):
        code, out, err = disk.run(command, "active-users", "--store", store, "--lang", lang)
        assert (code, out, len(err.splitlines())) == (1, "", 1)
        assert words in err
    assert disk.run(facts_files, disk.folder) == kept
    code, _, err = disk.run(command, "redo", "1", "--store", store)
    assert (code, err) == (1, "launchops: The disk is full. Nothing was changed; make room and try again.\n")
    disk.run(empty, disk.folder)
    assert disk.run(users_shown, disk.folder) == (0, "")


def facts_files(folder: Path) -> dict[str, int]:
    """Names and sizes of all files of the facts."""
    return {path.name: path.stat().st_size for path in (folder / "facts" / "launch").iterdir()}


@pytest.mark.prove
def test_a_full_folder_for_temporary_files_is_told_as_a_full_disk(filled: Path, tmp_path: Path) -> None:
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    with small_disk(tmp_path / "temporary", megabytes=1) as disk:
        before = disk.run(state, tmp_path)
        disk.run(fill_up, disk.folder, but=TINY)
        code, document = disk.run(load_with_temporary_files_in, disk.folder, filled, tmp_path)
        assert (code, document["status"], document["code"]) == (1, "refused", "store_full")
        assert disk.run(state, tmp_path) == before
        disk.run(empty, disk.folder)
    assert open_launch(f"sqlite:///{tmp_path}/launch.db").uploads.load_files("events", [filled / "events.csv"])


def load_with_temporary_files_in(folder: Path, filled: Path, store_folder: Path) -> tuple[int, dict[str, Any]]:
    tempfile.tempdir = str(folder)
    try:
        return load(filled, store_folder)
    finally:
        tempfile.tempdir = None
