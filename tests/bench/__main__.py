"""Measure the metric engine beside other ways to ask the same: make bench, or python -m tests.bench --help"""

import argparse
import math
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import duckdb

from launchops.facts.build import build
from launchops.facts.connect import SETTINGS
from launchops.store import open_store
from tests.bench.bench_store import make_store, read_only, store_url
from tests.bench.memory import BUILD, EVERYTHING, LIBRARIES, peak_mib
from tests.bench.open_tables import OpenTables, open_tables
from tests.bench.pandas_ways import Held
from tests.bench.population import made_up
from tests.bench.questions import FACTS, MAU, QUESTIONS, RANGE_JOIN_MAU, STORE, Asked
from tests.bench.results import (
    ADBC_READ,
    FACTS_SQL,
    OURS,
    PANDAS,
    RANGE_JOIN,
    SCAN,
    STORE_SQL,
    Measured,
    Run,
    bars,
    growth,
    growth_bars,
)
from tests.bench.timing import ROUNDS, Ways, interleaved
from tests.conftest import REPOSITORY

DOCUMENT = REPOSITORY / "docs" / "performance.md"
BUILDING = "building the facts"
LARGE_USERS, LARGE_RETURNS = 5_000_000, 17.0  # about 50 million user-days


def cached_store(folder: Path, user_count: int, mean_returns: float | None) -> Path:
    """The store of the made-up launch, made the first time, at today's schema."""
    file = folder / f"launch-{user_count}.db"
    if not file.exists():
        folder.mkdir(parents=True, exist_ok=True)
        making = folder / f"making-{user_count}.db"
        for left in folder.glob(f"{making.name}*"):
            left.unlink()
        population = made_up(user_count) if mean_returns is None else made_up(user_count, mean_returns=mean_returns)
        make_store(making, population).close()
        making.rename(file)
    open_store(store_url(file)).close()  # brings an older cached store to the present shape
    return file


class Bench:
    """One size of launch, opened in every way."""

    def __init__(self, file: Path, folder: Path, *, with_others: bool) -> None:
        self.opened: OpenTables = open_tables(store_url(file), folder)
        self.facts = duckdb.connect(str(self.opened.facts.path), read_only=True, config=SETTINGS)
        self.store = read_only(file)
        self.held = self._held() if with_others else None

    def _held(self) -> Held:
        rows = self.facts.execute("SELECT user_id, day, age, channel FROM user_days ORDER BY user_id, day").df()
        signups = self.facts.execute("SELECT user_id, signup_day FROM users").df()
        return Held(rows.astype({"channel": "category"}), signups, self.opened.as_of_day)

    def question(self, asked: Asked, rounds: int) -> Measured:
        """One question in every way, on warm data."""
        ways: Ways = {OURS: partial(asked.ours, self.opened), SCAN: partial(self._facts_sql, asked.scan)}
        if self.held is not None:
            as_of_day = self.opened.as_of_day
            ways = {
                **ways,
                STORE_SQL: partial(self._store_sql, asked.text(STORE, as_of_day)),
                PANDAS: partial(asked.pandas, self.held),
                FACTS_SQL: partial(self._facts_sql, asked.text(FACTS, as_of_day)),
            }
            if asked.name == MAU:
                ways = {**ways, RANGE_JOIN: partial(self._facts_sql, RANGE_JOIN_MAU)}
        return Measured(asked.name, interleaved(ways, rounds=rounds))

    def page(self, name: str, rounds: int) -> Measured:
        """All questions of a page, one after the other, beside one scan of all their columns."""
        asked = [one for one in QUESTIONS if name in one.pages]
        columns = dict.fromkeys(column for one in asked for column in one.columns)
        scan = Asked(name, asked[0].ours, "", asked[0].pandas, tuple(columns)).scan
        ways: Ways = {
            OURS: lambda: [one.ours(self.opened) for one in asked],
            SCAN: partial(self._facts_sql, scan),
        }
        return Measured(name, interleaved(ways, rounds=rounds))

    def user_days(self) -> int:
        """Rows of user_days."""
        return int(self._facts_sql("SELECT count(*) FROM user_days")[0][0])

    def _store_sql(self, text: str) -> list[tuple[object, ...]]:
        return self.store.execute(text).fetchall()

    def _facts_sql(self, text: str) -> list[tuple[int, ...]]:
        return self.facts.execute(text).fetchall()


def build_times(file: Path, rounds: int) -> Measured:
    """Building the facts beside only reading the same tables."""
    with tempfile.TemporaryDirectory(dir=file.parent) as folder:

        def build_anew() -> None:
            for left in Path(folder).glob("*"):
                shutil.rmtree(left) if left.is_dir() else left.unlink()
            build(store_url(file), folder)

        read = [sys.executable, "-m", "tests.bench.bare_read", str(file)]
        read_only_once = partial(subprocess.run, read, check=True, capture_output=True)
        return Measured(
            BUILDING, interleaved({OURS: build_anew, ADBC_READ: read_only_once}, rounds=rounds, once_from=math.inf)
        )


def measure(folder: Path, user_count: int, rounds: int) -> Run:
    """The usual size in every way, whole."""
    file, facts = cached_store(folder, user_count, None), folder / f"facts-{user_count}"
    run = _asked(file, facts, user_count, rounds, with_others=True)
    return replace(run, build=_told(build_times(file, rounds)), memory_mib=memory(file, facts))


def measure_growth(folder: Path, user_count: int, rounds: int) -> tuple[Run, Run]:
    """The product's own answers at the usual size and at ten times as many user-days."""
    runs = []
    for users, mean_returns in ((user_count, None), (LARGE_USERS, LARGE_RETURNS)):
        file = cached_store(folder, users, mean_returns)
        runs.append(_asked(file, folder / f"facts-{users}", users, rounds, with_others=False))
    return runs[0], runs[1]


def _asked(file: Path, facts: Path, user_count: int, rounds: int, *, with_others: bool) -> Run:
    """Every question and page; the facts are built first where they are not there."""
    bench = Bench(file, facts, with_others=with_others)
    questions = [_told(bench.question(asked, rounds)) for asked in QUESTIONS]
    names = dict.fromkeys(page for asked in QUESTIONS for page in asked.pages)
    pages = [_told(bench.page(name, rounds)) for name in names]
    return Run(user_count, bench.user_days(), rounds, questions, pages, None, {})


def memory(file: Path, facts: Path) -> dict[str, float]:
    """Peak memory by piece of work, in MiB."""
    found = {
        "libraries loaded, facts open": peak_mib(LIBRARIES, file, facts),
        "every question asked": peak_mib(EVERYTHING, file, facts),
    }
    with tempfile.TemporaryDirectory(dir=file.parent) as fresh:
        found[BUILDING] = peak_mib(BUILD, file, Path(fresh))
    return found


def _told(one: Measured) -> Measured:
    sys.stderr.write(f"{one.name}: {one.ours:.3f} s\n")
    return one


def write_down(texts: Sequence[str], section: str) -> None:
    """Put the tables into docs/performance.md, between the two marks of their section."""
    begin, end = f"<!-- {section}: begin -->", f"<!-- {section}: end -->"
    text = DOCUMENT.read_text(encoding="utf-8")
    before, rest = text.split(begin)
    _, after = rest.split(end)
    body = "\n\n".join([f"Measured on {datetime.now(UTC):%d %B %Y}.", *texts])
    DOCUMENT.write_text(f"{before}{begin}\n\n{body}\n\n{end}{after}", encoding="utf-8")


def main() -> int:
    """Measure, print, and end with 1 where a bar is missed."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--users", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--folder", type=Path, default=REPOSITORY / "data" / "bench")
    parser.add_argument("--growth", action="store_true", help="only the growth to 50 million user-days")
    parser.add_argument("--write", action="store_true", help="put the tables into docs/performance.md")
    chosen, _others = parser.parse_known_args()
    if chosen.growth:
        small, large = measure_growth(chosen.folder, chosen.users, chosen.rounds)
        texts, held, section = [growth(small, large)], growth_bars(small, large), "growth"
    else:
        run = measure(chosen.folder, chosen.users, chosen.rounds)
        texts, held, section = [run.text()], bars(run), "measured"
    missed = [bar.text for bar in held if not bar.is_met]
    texts.append(
        f"{len(held) - len(missed)} of {len(held)} bars met." + "".join(f"\n- missed: {one}" for one in missed)
    )
    print("\n\n".join(texts))  # noqa: T201 - a command's output
    if chosen.write:
        write_down(texts, section)
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
