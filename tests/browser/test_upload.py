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
OWN_NAMES = "who,began\nu8,2026-09-05\n"
OPEN_DATES = "user_id,signup_date\nu9,03/04/2026\n"
PARTLY_BAD = "用户ID,注册日期\nu4,2026-09-03\nu5,2026-13-45\n"  # month 13: the second row is refused
NO_CSV = b"PK\x03\x04" + bytes(200)  # a renamed spreadsheet


def choose(screen: Screen, *files: tuple[str, bytes]) -> None:
    """Put files into the uploader."""
    screen.keyed("add").locator('input[type="file"]').set_input_files(
        [{"name": name, "mimeType": "text/csv", "buffer": content} for name, content in files]
    )


def name_columns(screen: Screen, **columns: str) -> None:
    """Say that the file of own names holds users, and what each of its headers stands for."""
    screen.page.locator("[class*='st-key-kind_of_']").get_by_role("radio").first.click()
    for header, column in columns.items():
        widget = screen.page.locator("[class*='st-key-column_']").filter(has_text=header)
        widget.scroll_into_view_if_needed()  # a list that opens while the page moves closes again
        screen.settle()
        widget.get_by_role("combobox").click()
        screen.page.get_by_role("option", name=column, exact=True).click()


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


def press_load(screen: Screen) -> None:
    """Press Load once it can be pressed."""
    button = screen.keyed("load").get_by_role("button")
    expect(button).to_be_enabled()
    button.click()


def next_number(store: Path) -> int:
    """The number the next upload will have."""
    return max((batch["batch_id"] for batch in batches(store)), default=0) + 1


@pytest.fixture(scope="module")
def store(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A launch of its own for these tests; each uploads files of its own."""
    copy = tmp_path_factory.mktemp("uploads") / "launch"
    return Path(shutil.copytree(empty_store.parent, copy)) / empty_store.name


@pytest.fixture(scope="module")
def server(store: Path) -> Iterator[Server]:
    with running_dashboard(store_url(store), store.parent) as running:
        yield running


def test_a_good_file_is_tried_loaded_and_recognised_the_second_time(
    server: Server, screen: Screen, store: Path
) -> None:
    before = batches(store)
    screen.open(server.address("upload", "lang=en"))
    choose(screen, ("sign-ups.csv", GOOD.encode()))
    expect(screen.keyed("panel_trial")).to_contain_text("→")  # what it would change, tried on a copy
    assert batches(store) == before  # and nothing is written before Load is pressed
    number = next_number(store)
    press_load(screen)
    expect(screen.keyed(f"undo_{number}")).to_be_visible()
    assert counts_of(store, number) == (3, 0, "loaded")

    choose(screen, ("copy of sign-ups.csv", GOOD.encode()))
    expect(screen.page.get_by_test_id("stAlertContentInfo")).to_be_visible()
    assert next_number(store) == number + 1
    screen.expect_healthy()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_a_refused_a_partly_bad_and_a_file_of_own_names_in_one_walk(
    server: Server, screen: Screen, store: Path, language: str
) -> None:
    screen.open(server.address("upload", f"lang={language}"))
    partly_bad = PARTLY_BAD.replace("u4", f"u4{language}").encode("gb18030")
    own = OWN_NAMES.replace("who", f"who_{language}").replace("began", f"began_{language}").encode()
    choose(screen, ("book.csv", NO_CSV), ("注册.csv", partly_bad), ("own.csv", own))

    expect(screen.error_boxes).to_have_count(1)
    expect(screen.error_boxes).to_contain_text("CSV UTF-8")
    name_columns(screen, **{f"who_{language}": "user_id", f"began_{language}": "signup_date"})
    number = next_number(store)
    press_load(screen)
    expect(screen.keyed(f"undo_{number + 1}")).to_be_visible()
    assert counts_of(store, number) == (1, 1, "loaded")
    assert counts_of(store, number + 1) == (1, 0, "loaded")
    expect(screen.keyed(f"list_rejects_{number}")).to_be_visible()  # to take home and mend

    screen.keyed(f"result_undo_{number}").get_by_role("button").click()  # right beside the result
    expect(screen.keyed(f"redo_{number}")).to_be_visible()
    assert counts_of(store, number) == (1, 1, "undone")
    screen.keyed(f"redo_{number}").get_by_role("button").click()
    expect(screen.keyed(f"undo_{number}")).to_be_visible()
    assert counts_of(store, number) == (1, 1, "loaded")
    screen.expect_healthy()


def test_an_open_order_of_dates_is_answered_in_the_page(server: Server, screen: Screen) -> None:
    screen.open(server.address("upload", "lang=en"))
    choose(screen, ("dates.csv", OPEN_DATES.encode()))
    expect(screen.page.get_by_text("03/04/2026 → 4 Mar 2026")).to_be_visible()
    screen.page.get_by_text("day, month, year").click()
    expect(screen.keyed("load").get_by_role("button")).to_be_enabled()
    expect(screen.page.get_by_test_id("stMetricValue").last).to_have_text("3 Apr 2026")
    screen.expect_healthy()
