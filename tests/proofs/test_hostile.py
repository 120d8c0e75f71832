"""Names and files made to do harm: a name is only ever shown, and what is no CSV is refused before it is unpacked."""

import gzip
import io
import json
import os
import shutil
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from launchops.facade.uploads import kept_name
from launchops.launch import Launch, open_launch

pytestmark = pytest.mark.prove

# Audit events of Python that make, move or remove files, and which of their arguments are paths.
TOUCHING = {"os.rename": (0, 1), "os.link": (0, 1), "os.symlink": (0, 1), "os.mkdir": (0,), "os.remove": (0,)}
watched: list[set[str]] = []  # an audit hook stays for ever: it writes into the last of these, if there is one


def note_touched(event: str, arguments: tuple[Any, ...]) -> None:
    if not watched:
        return
    if event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT):
        watched[-1].add(str(arguments[0]))
    if event == "sqlite3.connect":
        watched[-1].add(str(arguments[0]))
    for place in TOUCHING.get(event, ()):
        watched[-1].add(str(arguments[place]))


@pytest.fixture(scope="module", autouse=True)
def hook() -> None:
    sys.addaudithook(note_touched)


@contextmanager
def touched_paths() -> Iterator[set[str]]:
    """Every path that is opened for writing, made, moved or removed meanwhile."""
    watched.append(set())
    try:
        yield watched[-1]
    finally:
        watched.pop()


@pytest.fixture
def launch(empty_launch: Path, tmp_path: Path) -> Iterator[Launch]:
    shutil.copytree(empty_launch, tmp_path / "data")
    made = open_launch(f"sqlite:///{tmp_path}/data/launch.db", user="ops")
    yield made
    made.close()


def test_no_name_of_a_file_is_ever_used_as_a_path(
    launch: Launch, shared: Path, tmp_path: Path, proving: bool, tell: Callable[[str], None]
) -> None:
    names: list[str] = json.loads((shared / "corpus" / "filenames.json").read_text())
    assert len(names) >= 25
    around = set(tmp_path.rglob("*"))
    with touched_paths() as touched:
        for number, name in enumerate(names):
            data = f"user_id,signup_date\nu{number},2026-03-01\nv,never\n".encode()
            if proving:
                launch.uploads.inspect("users", data, name)
            result = launch.uploads.load("users", data, name)
            assert (result.status, result.file) == ("loaded", kept_name(name))
            assert result.batch_id is not None
            launch.uploads.rejects_csv(result.batch_id)
    data_folder, temporary = str(tmp_path / "data"), tempfile.gettempdir()
    assert any(data_folder in path for path in touched), "the hook sees the store"
    for path in touched:
        place = path.removeprefix("file:")
        is_anonymous = place == temporary or place.startswith((f"{temporary}/launchops-", f"{temporary}/tmp"))
        assert place.startswith(f"{data_folder}/") or is_anonymous or place == data_folder, path
    allowed = {"launch.db-wal", "launch.db-shm", "launch.db.lock", "secret.key"}
    assert {path.name for path in set(tmp_path.rglob("*")) - around} <= allowed
    assert [batch.file_name for batch in reversed(launch.uploads.batches())] == [kept_name(name) for name in names]
    tell(f"{len(names)} names, {len(touched)} paths touched, all of them in the data folder or nameless")


def bombs(megabytes: int) -> dict[str, bytes]:
    """Files that are small and would be large."""
    zeros = bytes(megabytes << 20)
    plain, workbook = io.BytesIO(), io.BytesIO()
    with zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("users.csv", zeros)
    with zipfile.ZipFile(workbook, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/worksheets/sheet1.xml", zeros)
    return {"zip": plain.getvalue(), "xlsx": workbook.getvalue(), "gzip": gzip.compress(zeros, compresslevel=1)}


def test_bombs_and_renamed_workbooks_are_refused_without_being_unpacked(
    launch: Launch, shared: Path, proving: bool, tell: Callable[[str], None]
) -> None:
    corpus = shared / "corpus" / "files"
    renamed = (
        "xlsx_renamed.csv",
        "xlsx_billion_laughs.xlsx",
        "xlsx_xxe.xlsx",
        "zip_bomb_renamed.csv",
        "sqlite_renamed.csv",
    )
    files = {name: (corpus / name).read_bytes() for name in renamed} | bombs(1024 if proving else 8)
    seconds = {}
    for name, data in files.items():
        began = time.monotonic()
        result = launch.uploads.load("users", data, f"{name}.csv")
        seconds[name] = time.monotonic() - began
        assert (result.status, result.code) == ("refused", "not_csv")
    assert launch.uploads.batches() == []
    slowest = max(seconds, key=lambda name: seconds[name])
    tell(f"{len(files)} files refused, slowest {slowest} of {len(files[slowest]):,} bytes in {seconds[slowest]:.3f} s")
