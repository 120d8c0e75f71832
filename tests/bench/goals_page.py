"""Measure the goals page with 50 goals beside an empty page with one chart: python -m tests.bench.goals_page --help"""

import argparse
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.bench.__main__ import cached_store, write_down
from tests.bench.bench_store import store_url
from tests.bench.goal_store import GOALS, goal_store
from tests.browser.conftest import CHROMIUM_OPTIONS
from tests.browser.server import Server, running_dashboard, running_script
from tests.conftest import REPOSITORY

EMPTY_PAGE = Path(__file__).with_name("empty_page.py")
DRAWN = ".js-plotly-plot .main-svg"
SETTLED = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PATIENCE = 120_000  # milliseconds
MOST_TIMES = 2.0
OURS, EMPTY = "goals page", "empty page"
OPENED, FIRST = "opened in a tab", "first page after the start of the server"
CHOSEN = "another goal chosen"
Opens = Mapping[str, Callable[[], float]]


@dataclass(frozen=True)
class Compared:
    """One way of opening: seconds of the goals page and of the empty page, by run."""

    name: str
    ours: Sequence[float]
    empty: Sequence[float]

    @property
    def times(self) -> float:
        """How many times as long as the empty page the goals page takes."""
        return statistics.median(self.ours) / statistics.median(self.empty)


def seconds_to_open(context: BrowserContext, address: str) -> float:
    """Until the chart is drawn and the script has ended, in a new tab."""
    page = context.new_page()
    page.set_default_timeout(PATIENCE)
    began = time.perf_counter()
    page.goto(address)
    _settle(page)
    seconds = time.perf_counter() - began
    page.close()
    return seconds


def _settle(page: Page) -> None:
    page.locator(DRAWN).first.wait_for()
    page.locator(SETTLED).wait_for()


def opened(browser: Browser, servers: Mapping[str, str], rounds: int) -> Compared:
    """Both pages in turn on running servers, the browser's cache warm."""
    contexts = {name: browser.new_context(viewport={"width": 1600, "height": 900}) for name in servers}
    for name, address in servers.items():
        seconds_to_open(contexts[name], address)
    runs = [
        {name: seconds_to_open(contexts[name], address) for name, address in servers.items()} for _ in range(rounds)
    ]
    return _compared(OPENED, runs)


def first(browser: Browser, starts: Mapping[str, Callable[[ExitStack], str]], rounds: int) -> Compared:
    """Both pages in turn, each from a server that has shown nothing yet; the browser's cache warm for neither."""
    runs = []
    for _ in range(rounds):
        seconds = {}
        for name, start in starts.items():
            with ExitStack() as ended:
                context = browser.new_context(viewport={"width": 1600, "height": 900})
                ended.callback(context.close)
                seconds[name] = seconds_to_open(context, start(ended))
        runs.append(seconds)
    return _compared(FIRST, runs)


def chosen(browser: Browser, address: str, rounds: int) -> list[float]:
    """Seconds from a click on another goal until its chart stands under its name."""
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    _settle(page)
    found = [_choose(page, place) for place in range(1, rounds + 1)]
    page.close()
    return found


def _choose(page: Page, place: int) -> float:
    option = page.get_by_test_id("stRadioOption").nth(place)
    option.scroll_into_view_if_needed()
    name = option.locator("p").first.inner_text()
    began = time.perf_counter()
    option.click()
    page.locator(".st-key-panel_panel_goal strong", has_text=name).first.wait_for()
    _settle(page)
    return time.perf_counter() - began


def _compared(name: str, runs: Sequence[Mapping[str, float]]) -> Compared:
    found = Compared(name, [run[OURS] for run in runs], [run[EMPTY] for run in runs])
    sys.stderr.write(f"{name}: {found.times:.2f} times\n")
    return found


def measure(file: Path, folder: Path, rounds: int) -> tuple[list[Compared], list[float]]:
    """Both comparisons, and the choice of another goal."""

    def ours(ended: ExitStack) -> str:
        server: Server = ended.enter_context(running_dashboard(store_url(file), folder))
        return server.address("goals", "lang=en")

    def empty(ended: ExitStack) -> str:
        return ended.enter_context(running_script(EMPTY_PAGE, folder)).address()

    starts = {EMPTY: empty, OURS: ours}
    with sync_playwright() as playwright, ExitStack() as ended:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_OPTIONS)
        ended.callback(browser.close)
        after_start = first(browser, starts, rounds)
        servers = {name: start(ended) for name, start in starts.items()}
        warm = opened(browser, servers, rounds)
        return [warm, after_start], chosen(browser, servers[OURS], rounds)


def table(compared: Sequence[Compared], choices: Sequence[float], user_count: int) -> str:
    """The run as Markdown."""
    rows = [
        f"| {one.name} | {_milliseconds(one.ours)} | {_milliseconds(one.empty)} | {one.times:.2f} |" for one in compared
    ]
    return "\n".join(
        [
            f"**{GOALS} goals, {user_count:,} users**; medians of {len(choices)} interleaved runs in Chromium, from "
            "the address to the chart.",
            "",
            f"| | {OURS}, ms | {EMPTY} with one chart, ms | times |",
            "|---|---|---|---|",
            *rows,
            f"| {CHOSEN} | {_milliseconds(choices)} | | |",
        ]
    )


def _milliseconds(seconds: Sequence[float]) -> str:
    return f"{statistics.median(seconds) * 1_000:.0f}"


def main() -> int:
    """Measure, print, and end with 1 where the page takes more than twice the time of the empty one."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.goals_page", description=__doc__)
    parser.add_argument("--users", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--folder", type=Path, default=REPOSITORY / "data" / "bench")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    options, _others = parser.parse_known_args()
    file = goal_store(options.folder, cached_store(options.folder, options.users, None), options.users)
    with tempfile.TemporaryDirectory() as folder:
        compared, choices = measure(file, Path(folder), options.rounds)
    text = table(compared, choices, options.users)
    print(text)  # noqa: T201 - a command's output
    if options.write:
        write_down([text], "goals")
    return int(any(one.times > MOST_TIMES for one in compared))


if __name__ == "__main__":
    sys.exit(main())
