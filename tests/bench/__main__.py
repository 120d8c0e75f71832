"""Measure the metric engine beside other ways to ask the same: make bench, or python -m tests.bench --help"""

import argparse
import shutil
import subprocess
import sys
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import duckdb
import pandas as pd

from launchops.facts.build import build
from launchops.facts.connect import MEMORY_LIMIT, THREADS
from launchops.store import open_store
from tests.bench import other_ways
from tests.bench.bench_store import make_store, read_only, store_url
from tests.bench.memory import peak_mib
from tests.bench.population import made_up
from tests.bench.product_ways import OpenTables, open_tables, product_mau, product_retention
from tests.bench.results import Question, Run, missed_bars
from tests.bench.timing import ROUNDS, Ways, interleaved
from tests.conftest import REPOSITORY

DOCUMENT = REPOSITORY / "docs" / "performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
OURS, STORE_SQL, RANGE_JOIN = "launchops", "SQL on the SQLite store", "range join in DuckDB"
RETENTION, MAU, FACTS = "weekly retention", "MAU of every day", "facts built from the store"
ENGINE: dict[str, str | bool | int | float | list[str]]
ENGINE = {"threads": THREADS, "memory_limit": MEMORY_LIMIT}  # the product's own settings
BARS = {(RETENTION, STORE_SQL): 25.0, (MAU, STORE_SQL): 25.0, (MAU, RANGE_JOIN): 100.0}


def cached_store(folder: Path, user_count: int) -> Path:
    """The store of the made-up launch, made the first time."""
    file = folder / f"launch-{user_count}.db"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        making = folder / f"making-{user_count}.db"
        for left in folder.glob(f"{making.name}*"):
            left.unlink()
        make_store(making, made_up(user_count)).close()
        making.rename(file)
    return file


def ask_everything(file: Path, opened: OpenTables, rounds: int) -> list[Question]:
    """Both questions in every way, on warm data."""
    store = read_only(file)
    facts = duckdb.connect(str(opened.facts.path), read_only=True, config=ENGINE)
    frame: pd.DataFrame = facts.execute("SELECT user_id, day, age FROM user_days").df()
    scan = partial(other_ways.bare_scan, facts)
    retention: Ways = {
        OURS: partial(product_retention, opened),
        STORE_SQL: partial(other_ways.store_retention, store),
        "pandas, data in memory": partial(other_ways.pandas_retention, frame),
        "bare scan of the columns": scan,
    }
    mau: Ways = {
        OURS: partial(product_mau, opened),
        STORE_SQL: partial(other_ways.store_mau, store),
        "pandas, data in memory": partial(other_ways.pandas_mau, frame),
        RANGE_JOIN: partial(other_ways.range_join_mau, facts),
        "bare scan of the columns": scan,
    }
    return [
        Question(RETENTION, interleaved(retention, rounds=rounds)),
        Question(MAU, interleaved(mau, rounds=rounds)),
    ]


def build_times(file: Path, rounds: int) -> Question:
    """Building the facts beside only reading the events."""
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:

        def build_anew() -> None:
            for left in Path(folder).glob("*"):
                shutil.rmtree(left) if left.is_dir() else left.unlink()
            build(store_url(file), folder)

        read = [sys.executable, "-m", "tests.bench.bare_read", str(file)]
        read_only_once = partial(subprocess.run, read, check=True, capture_output=True)
        ways: Ways = {OURS: build_anew, "reading the events only": read_only_once}
        return Question(FACTS, interleaved(ways, rounds=rounds))


def memory(file: Path, folder: Path) -> dict[str, float]:
    """Peak memory by piece of work, in MiB."""
    found = {
        "libraries loaded, facts open": peak_mib("libraries", file, folder),
        RETENTION: peak_mib("retention", file, folder),
        MAU: peak_mib("mau", file, folder),
    }
    with tempfile.TemporaryDirectory(dir=folder) as fresh:
        found[FACTS] = peak_mib("build", file, Path(fresh))
    return found


def write_down(run: Run) -> None:
    """Put the run into docs/performance.md, between its two marks."""
    text = DOCUMENT.read_text(encoding="utf-8")
    before, rest = text.split(BEGIN)
    _, after = rest.split(END)
    headline = f"Measured on {datetime.now(UTC):%d %B %Y} by `make bench`."
    DOCUMENT.write_text(f"{before}{BEGIN}\n\n{headline}\n\n{run.text()}\n\n{END}{after}", encoding="utf-8")


def main() -> int:
    """Measure, print, and end with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--users", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--folder", type=Path, default=REPOSITORY / "data" / "bench")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    chosen = parser.parse_args()
    file = cached_store(chosen.folder, chosen.users)
    folder = chosen.folder / f"facts-{chosen.users}"
    open_store(store_url(file)).close()  # brings an older cached store to the present shape
    opened = open_tables(store_url(file), folder)
    user_days = int(opened.facts.run(opened.tables.user_days.count().as_table()).iloc[0, 0])
    questions = [*ask_everything(file, opened, chosen.rounds), build_times(file, chosen.rounds)]
    run = Run(chosen.users, user_days, chosen.rounds, questions, memory(file, folder))
    print(run.text())  # noqa: T201 - a command's output
    if chosen.write:
        write_down(run)
    missed = missed_bars(questions, BARS)
    for line in missed:
        print(f"missed: {line}")  # noqa: T201
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
