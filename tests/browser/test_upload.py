"""Uploading as a person does: choose, look, load, undo."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import store_url
from tests.browser.screen import Screen
from tests.browser.server import Server, running_dashboard
from tests.conftest import REPOSITORY

GOOD = "user_id,signup_date,channel\nu1,2026-09-01,seo\nu2,2026-09-02,ads\nu3,2026-09-02,ads\n"
PARTLY_BAD = "用户ID,注册日期\nu4,2026-09-03\nu5,2026-13-45\n"  # month 13: the second row is refused
NO_CSV = b"PK\x03\x04" + bytes(200)  # a renamed spreadsheet


def choose(screen: Screen, name: str, content: bytes) -> None:
    """Put a file into the uploader."""
    screen.keyed("add").locator('input[type="file"]').set_input_files(
        {"name": name, "mimeType": "text/csv", "buffer": content}
    )


def batches(store: Path) -> list[dict[str, Any]]:
    """What the store says of its uploads, asked from the terminal."""
    command = [sys.executable, "-m", "launchops", "batches", "--json", "--store", store_url(store)]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def counts_of(store: Path, batch_id: int) -> tuple[int, int, str]:
    """Rows loaded, rows refused and status of one upload."""
    batch = next(batch for batch in batches(store) if batch["batch_id"] == batch_id)
    return batch["rows_loaded"], batch["rows_rejected"], batch["status"]


def load(screen: Screen, store: Path, name: str, content: bytes) -> int:
    """Choose a file, press Load and wait until it stands in the list; returns its number."""
    number = max((batch["batch_id"] for batch in batches(store)), default=0) + 1
    choose(screen, name, content)
    button = screen.keyed("load").get_by_role("button")
    expect(button).to_be_enabled()
    button.click()
    expect(screen.keyed(f"undo_{number}")).to_be_visible()
    return number


@pytest.fixture(scope="module")
def store(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A launch of its own for these tests; each uploads files of its own."""
    copy = tmp_path_factory.mktemp("uploads") / "launch"
    return Path(shutil.copytree(empty_store.parent, copy)) / empty_store.name


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[Server]:
    with running_dashboard(store_url(store), store.parent) as running:
        yield running


def test_nothing_is_written_before_load_is_pressed(server: Server, screen: Screen, store: Path) -> None:
    before = batches(store)
    screen.open(server.address("upload"))
    choose(screen, "sign-ups.csv", b"user_id,signup_date\nx1,2026-09-01\n")
    expect(screen.keyed("load").get_by_role("button")).to_be_enabled()
    assert batches(store) == before


def test_a_partly_bad_file_is_loaded_undone_and_redone(server: Server, screen: Screen, store: Path) -> None:
    screen.open(server.address("upload"))
    number = load(screen, store, "注册.csv", PARTLY_BAD.encode("gb18030"))
    assert counts_of(store, number) == (1, 1, "loaded")
    expect(screen.keyed(f"list_rejects_{number}")).to_be_visible()  # to take home and mend

    screen.keyed(f"undo_{number}").get_by_role("button").click()
    expect(screen.keyed(f"redo_{number}")).to_be_visible()
    assert counts_of(store, number) == (1, 1, "undone")

    screen.keyed(f"redo_{number}").get_by_role("button").click()
    expect(screen.keyed(f"undo_{number}")).to_be_visible()
    assert counts_of(store, number) == (1, 1, "loaded")
    screen.expect_healthy()


def test_a_file_that_is_no_csv_is_refused_in_a_sentence(
    server: Server, screen: Screen, store: Path
) -> None:
    before = batches(store)
    screen.open(server.address("upload"))
    choose(screen, "sign-ups.csv", NO_CSV)
    expect(screen.error_boxes).to_have_count(1)
    expect(screen.error_boxes).not_to_be_empty()
    expect(screen.keyed("load").get_by_role("button")).to_be_disabled()
    assert batches(store) == before
    assert screen.console_errors == []


def test_a_good_file_is_loaded_and_recognised_the_second_time(
    server: Server, screen: Screen, store: Path
) -> None:
    screen.open(server.address("upload"))
    number = load(screen, store, "sign-ups.csv", GOOD.encode())
    assert counts_of(store, number) == (3, 0, "loaded")
    choose(screen, "copy of sign-ups.csv", GOOD.encode())
    expect(screen.page.get_by_test_id("stAlertContentInfo")).to_be_visible()
    assert max(batch["batch_id"] for batch in batches(store)) == number
