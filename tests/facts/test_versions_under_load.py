"""Two processes with ten threads each read pages while one version after the other is built."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from launchops.facts.build import build
from launchops.store import Store
from tests.conftest import REPOSITORY
from tests.store.rows import DAY, events, load, users

PROCESSES, THREADS = 2, 10


@pytest.mark.prove
def test_pages_read_while_versions_are_built_are_each_of_one_version(store: Store, tmp_path: Path, proving: bool):
    """Every user has one event, so users, events and user-days are as many in every version, and only there."""
    folder = tmp_path / "facts"
    load(store, "users", users(*[(f"u{n}", DAY) for n in range(50)]))
    load(store, "events", events(*[(f"u{n}", DAY) for n in range(50)]))
    build(store.url, folder)
    command = [sys.executable, "-m", "tests.facts.page_reader", str(folder), str(THREADS)]
    readers = [
        subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=REPOSITORY)
        for _ in range(PROCESSES)
    ]
    versions = 100 if proving else 3
    for number in range(versions):
        load(store, "users", users((f"new{number}", DAY)))
        load(store, "events", events((f"new{number}", DAY)))
        build(store.url, folder)
    answers = [json.loads(reader.communicate("")[0]) for reader in readers]
    print(f"versions built: {versions}; {answers}")  # noqa: T201 - the figures of the proof
    assert [(answer["mixed"], answer["errors"]) for answer in answers] == [(0, [])] * PROCESSES
    assert all(answer["read"] >= THREADS for answer in answers)
