"""Measure the risks page with 200 risks beside an empty page with one chart: python -m tests.bench.risks_page --help"""

import argparse
import contextlib
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from itertools import cycle, islice
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from launchops.launch import create_launch
from launchops.store import open_store
from launchops.store.records import Risk
from tests.bench.goals_page import EMPTY, EMPTY_PAGE, MOST_TIMES, OURS, PATIENCE, Compared, first, opened
from tests.browser.conftest import CHROMIUM_OPTIONS
from tests.browser.server import running_dashboard, running_script

RISKS = 200
LAUNCH_ON = date(2026, 3, 1)
MADE_AT = datetime(2026, 7, 1, tzinfo=UTC)
DRAWN = ".st-key-panel_panel_risk .js-plotly-plot .main-svg"


def risks_store(folder: Path) -> str:
    """The address of the sample launch with 200 risks, each with a trigger, one KPI after the other."""
    store = f"sqlite:///{folder / 'risks.db'}"
    launch = create_launch(
        store, name="Bench", launch_on=LAUNCH_ON, time_zone="UTC", week_start="monday", sample=True,
        today=LAUNCH_ON + timedelta(days=120),
    )  # fmt: skip
    kpis = [kpi.key for kpi in launch.metrics.kpis()]
    missing = RISKS - len(launch.risks.list())
    launch.close()
    with contextlib.closing(open_store(store)) as opened_store:
        risks = [_risk(place, kpi) for place, kpi in islice(enumerate(cycle(kpis)), missing)]
        opened_store.risks.save_all(risks, who="bench", at=MADE_AT)
    return store


def _risk(place: int, kpi: str) -> Risk:
    risk = Risk(
        None, f"Risk {place}", cause="Something changes.", event="It goes wrong.", effect="It costs money.",
        owner=("Lin", "Sam", "")[place % 3], probability=0.02 + 0.04 * (place % 20),
        loss_low=Decimal(1_000 + 50 * place), loss_high=Decimal(20_000 + 900 * place), contingency="Do this.",
    )  # fmt: skip
    return replace(risk, trigger_kpi=kpi, trigger_red=Decimal("0.9"), trigger_readings=2, trigger_stale_days=300)


def chosen(browser: Browser, address: str, rounds: int) -> list[float]:
    """Seconds from a click on another risk until its panel stands."""
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    page.set_default_timeout(PATIENCE)
    page.goto(address)
    page.locator(DRAWN).first.wait_for()
    found = []
    for place in range(1, rounds + 1):
        option = page.get_by_test_id("stRadioOption").nth(place)
        option.scroll_into_view_if_needed()
        name = option.locator("p").first.inner_text()
        began = time.perf_counter()
        option.click()
        page.locator(".st-key-panel_panel_risk strong", has_text=name).first.wait_for()
        page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
        found.append(time.perf_counter() - began)
    page.close()
    return found


def measure(store: str, folder: Path, rounds: int) -> tuple[list[Compared], list[float]]:
    """Opened in a tab, first after the start of the server, and the choice of another risk."""

    def ours(ended: ExitStack) -> str:
        return ended.enter_context(running_dashboard(store, folder)).address("risks", "lang=en")

    def empty(ended: ExitStack) -> str:
        return ended.enter_context(running_script(EMPTY_PAGE, folder)).address()

    starts = {EMPTY: empty, OURS: ours}
    with sync_playwright() as playwright, ExitStack() as ended:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=CHROMIUM_OPTIONS)
        ended.callback(browser.close)
        after_start = first(browser, starts, rounds)
        servers = {name: start(ended) for name, start in starts.items()}
        return [opened(browser, servers, rounds), after_start], chosen(browser, servers[OURS], rounds)


def table(compared: Sequence[Compared], choices: Sequence[float]) -> str:
    """The run as Markdown."""
    rows = [
        f"| {one.name} | {_milliseconds(one.ours)} | {_milliseconds(one.empty)} | {one.times:.2f} |" for one in compared
    ]
    head = f"**{RISKS} risks, the sample launch**; medians of {len(choices)} interleaved runs in Chromium."
    columns = "| | risks page, ms | empty page with one chart, ms | times |\n|---|---|---|---|"
    return "\n".join([head, "", columns, *rows, f"| another risk chosen | {_milliseconds(choices)} | | |"])


def _milliseconds(seconds: Sequence[float]) -> str:
    return f"{statistics.median(seconds) * 1_000:.0f}"


def main() -> int:
    """Measure, print, and end with 1 where the page takes more than twice the time of the empty one."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.risks_page", description=__doc__)
    parser.add_argument("--rounds", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        compared, choices = measure(risks_store(Path(folder)), Path(folder), options.rounds)
    print(table(compared, choices))  # noqa: T201 - a command's output
    return int(any(one.times > MOST_TIMES for one in compared))


if __name__ == "__main__":
    sys.exit(main())
