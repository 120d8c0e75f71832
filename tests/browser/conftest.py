"""A Chromium, a sample launch and an empty one, and servers for them."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

import pytest

from tests.browser.server import Server, running_dashboard
from tests.conftest import REPOSITORY

HOW_TO_GET_A_BROWSER = "not run, no Chromium found; to get one: apt-get install chromium fonts-noto-cjk"
CHROMIUM_NAMES = ("chromium", "chromium-browser", "google-chrome")
CHROMIUM_OPTIONS = [
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]

collect_ignore_glob: list[str] = []
try:
    from playwright.sync_api import Browser, sync_playwright

    from tests.browser.screen import Screen
except ImportError:  # the tool is a development requirement; without it there is nothing to collect
    if os.environ.get("LAUNCHOPS_REQUIRE_BROWSER"):
        raise
    collect_ignore_glob.append("test_*.py")


class Serve(Protocol):
    """Starts a fresh server for a store; it ends with the test."""

    def __call__(self, store: Path) -> Server: ...


class OpenScreen(Protocol):
    """Opens a fresh tab with no cookies."""

    def __call__(self, *, width: int = ..., height: int = ..., locale: str = ...) -> "Screen": ...


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test below this folder is a browser test."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """Where the machine's Chromium is. Without one the tests are skipped, or fail where a browser is required."""
    path = next(filter(None, map(shutil.which, CHROMIUM_NAMES)), None)
    if path is None:
        if os.environ.get("LAUNCHOPS_REQUIRE_BROWSER"):
            pytest.fail(HOW_TO_GET_A_BROWSER)
        pytest.skip(HOW_TO_GET_A_BROWSER)
    return path


@pytest.fixture(scope="package")
def browser(chromium_path: str) -> "Iterator[Browser]":
    """The machine's Chromium, for these tests only: its event loop must not be there in others."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=chromium_path, headless=True, args=CHROMIUM_OPTIONS)
        yield chromium
        chromium.close()


def run_command(*arguments: str) -> None:
    """Run a launchops command, as a person would."""
    command = [sys.executable, "-m", "launchops", *arguments]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def store_url(store: Path) -> str:
    """The address of a store file."""
    return f"sqlite:///{store}"


@pytest.fixture(scope="session")
def sample_store(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with the sample launch, its facts built. Tests copy it before they write to it."""
    store = tmp_path_factory.mktemp("sample") / "launchops.db"
    run_command("init", "--sample", "--store", store_url(store))
    run_command("goals", "--json", "--store", store_url(store))
    return store


@pytest.fixture(scope="session")
def empty_store(chromium_path: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of a launch without a single upload. Tests copy it before they write to it."""
    store = tmp_path_factory.mktemp("empty") / "launchops.db"
    run_command("init", "--name", "Night Market", "--launch-date", "2026-09-01", "--store", store_url(store))
    return store


@pytest.fixture
def serve(tmp_path: Path) -> Iterator[Serve]:
    """Starts fresh servers; all end with the test."""
    with ExitStack() as servers:

        def start(store: Path) -> Server:
            return servers.enter_context(running_dashboard(store_url(store), tmp_path))

        yield start


@pytest.fixture(scope="package")
def sample_server(sample_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server of the sample launch for all tests that only look."""
    with running_dashboard(store_url(sample_store), tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture(scope="package")
def empty_server(empty_store: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server of the empty launch for all tests that only look."""
    with running_dashboard(store_url(empty_store), tmp_path_factory.mktemp("server")) as server:
        yield server


@pytest.fixture
def open_screen(browser: "Browser") -> "Iterator[OpenScreen]":
    """Opens tabs, each with a profile of its own; all close with the test."""
    with ExitStack() as tabs:

        def start(*, width: int = 1600, height: int = 900, locale: str = "en-GB") -> Screen:
            context = browser.new_context(viewport={"width": width, "height": height}, locale=locale)
            tabs.callback(context.close)
            return Screen(context.new_page())

        yield start


@pytest.fixture
def screen(open_screen: "OpenScreen") -> "Screen":
    """A fresh tab on an English machine."""
    return open_screen()


@pytest.fixture(scope="module")
def tab(browser: "Browser") -> "Iterator[Screen]":
    """One tab for the tests of a file."""
    context = browser.new_context(viewport={"width": 1600, "height": 900}, locale="en-GB")
    yield Screen(context.new_page())
    context.close()


@pytest.fixture
def same_screen(tab: "Screen") -> "Screen":
    """A tab that other tests have used: what it fetched once it need not fetch again. Its records begin anew."""
    tab.console_errors.clear()
    tab.foreign_requests.clear()
    return tab
