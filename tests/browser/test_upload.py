"""Uploading as a person does: choose, look, load, undo."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import expect

from tests.browser.conftest import Serve, store_url
from tests.browser.screen import Screen
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


def counts(store: Path) -> list[tuple[str, int, int, str]]:
    """File, rows loaded, rows refused and status of every upload, oldest first."""
    return [
        (batch["file"], batch["rows_loaded"], batch["rows_rejected"], batch["status"])
        for batch in sorted(batches(store), key=lambda batch: batch["batch_id"])
    ]


def load(screen: Screen, name: str, content: bytes, *, number: int) -> None:
    """Choose a file, press Load and wait until upload `number` stands in the list."""
    choose(screen, name, content)
    button = screen.keyed("load").get_by_role("button")
    expect(button).to_be_enabled()
    button.click()
    expect(screen.keyed(f"undo_{number}")).to_be_visible()


def test_nothing_is_written_before_load_is_pressed(
    serve: Serve, screen: Screen, own_empty_store: Path
) -> None:
    screen.open(serve(own_empty_store).address("upload"))
    choose(screen, "sign-ups.csv", GOOD.encode())
    expect(screen.keyed("load").get_by_role("button")).to_be_enabled()
    assert batches(own_empty_store) == []


def test_a_good_and_a_partly_bad_file_are_loaded_and_undone(
    serve: Serve, screen: Screen, own_empty_store: Path
) -> None:
    screen.open(serve(own_empty_store).address("upload"))
    load(screen, "sign-ups.csv", GOOD.encode(), number=1)
    load(screen, "注册.csv", PARTLY_BAD.encode("gb18030"), number=2)
    assert counts(own_empty_store) == [("sign-ups.csv", 3, 0, "loaded"), ("注册.csv", 1, 1, "loaded")]
    expect(screen.keyed("list_rejects_2")).to_be_visible()  # the refused row can be taken home and mended

    screen.keyed("undo_2").get_by_role("button").click()
    expect(screen.keyed("redo_2")).to_be_visible()
    assert counts(own_empty_store) == [("sign-ups.csv", 3, 0, "loaded"), ("注册.csv", 1, 1, "undone")]

    screen.keyed("redo_2").get_by_role("button").click()
    expect(screen.keyed("undo_2")).to_be_visible()
    assert counts(own_empty_store)[1] == ("注册.csv", 1, 1, "loaded")
    screen.expect_healthy()


def test_a_file_that_is_no_csv_is_refused_in_a_sentence(
    serve: Serve, screen: Screen, own_empty_store: Path
) -> None:
    screen.open(serve(own_empty_store).address("upload"))
    choose(screen, "sign-ups.csv", NO_CSV)
    expect(screen.error_boxes).to_have_count(1)
    expect(screen.error_boxes).not_to_be_empty()
    expect(screen.keyed("load").get_by_role("button")).to_be_disabled()
    assert batches(own_empty_store) == []
    assert screen.console_errors == []


def test_the_same_file_again_is_recognised(serve: Serve, screen: Screen, own_empty_store: Path) -> None:
    screen.open(serve(own_empty_store).address("upload"))
    load(screen, "sign-ups.csv", GOOD.encode(), number=1)
    choose(screen, "copy of sign-ups.csv", GOOD.encode())
    expect(screen.page.get_by_test_id("stAlertContentInfo")).to_be_visible()
    assert len(batches(own_empty_store)) == 1
