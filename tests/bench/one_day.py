"""Measure one more day's file in a launch of five million events: python -m tests.bench.one_day --help

Each part is timed as a process, as a command is, and inside a process that runs already, as in the server.
"""

import argparse
import json
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from time import perf_counter

import numpy as np

from launchops.facts.build import build
from launchops.launch import open_launch
from tests.bench.__main__ import cached_store
from tests.bench.bench_store import store_url
from tests.bench.imports import LAUNCHOPS, cost_of
from tests.conftest import REPOSITORY

USERS, ROWS = 1_000_000, 28_000  # of the launch; of the file, as many as its days have
DAY = "2026-06-30"  # after the last day of the launch
MOST_SHARE = 0.3  # of a full build, load and facts together


@dataclass(frozen=True)
class Round:
    """Seconds of each part, all in the same minute."""

    full_build: float
    load: float
    facts: float
    load_in_server: float
    facts_in_server: float

    @property
    def share(self) -> float:
        """Load and facts, as commands, of a full build."""
        return (self.load + self.facts) / self.full_build

    @property
    def share_in_server(self) -> float:
        """Load and facts, in a server, of a full build."""
        return (self.load_in_server + self.facts_in_server) / self.full_build


def make_day(file: Path, seed: int) -> None:
    """An events file of one day: that many users, each once."""
    random = np.random.default_rng(seed)
    users = np.sort(random.choice(USERS, ROWS, replace=False)).tolist()
    times = np.datetime64(f"{DAY}T00:00:00") + random.integers(0, 86_400, ROWS)
    lines = (f"user-{user:08d},{at}\n" for user, at in zip(users, times.astype(str).tolist(), strict=True))
    file.write_text("user_id,timestamp\n" + "".join(lines), encoding="utf-8")


def measured(store: Path, folder: Path, seed: int) -> Round:
    """One round on a copy of a launch: the facts in full, a day by commands, another day in this process."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    file, facts = folder / "launch.db", folder / "facts" / "launch"
    shutil.copyfile(store, file)
    url = store_url(file)
    days = [folder / "day.csv", folder / "next.csv"]
    for number, day in enumerate(days):
        make_day(day, seed + number)
    full_build = _built(url, facts)
    load = cost_of([*LAUNCHOPS, "import", "events", str(days[0]), "--json", "--store", url]).seconds
    added = _built(url, facts)
    launch = open_launch(url)
    data = days[1].read_bytes()
    load_in_server = _seconds(lambda: launch.uploads.load("events", data, "next.csv"))
    facts_in_server = _seconds(lambda: build(url, facts))
    launch.close()
    return Round(full_build, load, added, load_in_server, facts_in_server)


def _built(url: str, facts: Path) -> float:
    """Seconds the builder takes, as a process of its own."""
    order = json.dumps({"store_url": url, "out_dir": str(facts)})
    command = [sys.executable, "-m", "launchops.facts.builder"]
    return _seconds(
        lambda: subprocess.run(command, input=order, text=True, check=True, stdout=subprocess.DEVNULL, cwd=REPOSITORY)
    )


def _seconds(work: Callable[[], object]) -> float:
    began = perf_counter()
    work()
    return perf_counter() - began


def table(rounds: Sequence[Round]) -> str:
    """The medians as Markdown."""
    middle = {one.name: statistics.median(getattr(a, one.name) for a in rounds) for one in fields(Round)}
    share, in_server = (statistics.median(getattr(a, name) for a in rounds) for name in ("share", "share_in_server"))
    return "\n".join(
        [
            "| | seconds as commands | seconds in the server |",
            "|---|---|---|",
            f"| full build of the facts | {middle['full_build']:.1f} | |",
            f"| loading a day of {ROWS:,} events | {middle['load']:.2f} | {middle['load_in_server']:.2f} |",
            f"| adding it to the facts | {middle['facts']:.2f} | {middle['facts_in_server']:.2f} |",
            f"| load and facts ÷ full build | {share:.2f} | {in_server:.2f} |",
        ]
    )


def main() -> None:
    """Measure and print; fail where the bar is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--store", type=Path, help="a store of this population, made already")
    options = parser.parse_args()
    store = options.store or cached_store(REPOSITORY / "data" / "bench", USERS, None)
    with tempfile.TemporaryDirectory(prefix="launchops-bench-") as folder:
        rounds = [measured(store, Path(folder) / "launch", seed) for seed in range(0, 2 * options.rounds, 2)]
    print(table(rounds))  # noqa: T201
    share = statistics.median(one.share for one in rounds)
    if share > MOST_SHARE:
        sys.exit(f"The bar is {MOST_SHARE} of a full build.")


if __name__ == "__main__":
    main()
