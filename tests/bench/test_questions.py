"""Every way of the bench to answer a question gives the product's figures, on a small launch."""

import sqlite3
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest

from launchops.facts.connect import SETTINGS
from tests.bench.bench_store import make_store, read_only, store_url
from tests.bench.open_tables import OpenTables, open_tables
from tests.bench.pandas_ways import Held
from tests.bench.population import made_up
from tests.bench.questions import FACTS, MAU, QUESTIONS, RANGE_JOIN_MAU, STORE, Asked
from tests.bench.results import OURS, PANDAS, SCAN, STORE_SQL, Measured, Run, bars
from tests.bench.timing import Timing

MONDAY = 3
Counts = dict[Any, Any]
FromSql = Callable[[pd.DataFrame, int], Counts]  # rows of the SQL, as_of_day -> counts by key
BY_NAME = {asked.name: asked for asked in QUESTIONS}
NAMES = [pytest.param(name, id=name.replace(" ", "-")) for name in BY_NAME]


@pytest.fixture(scope="module")
def store_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("bench") / "launchops.db"
    make_store(file, made_up(3_000, seed=11)).close()
    return file


@pytest.fixture(scope="module")
def opened(store_file: Path) -> Iterator[OpenTables]:
    tables = open_tables(store_url(store_file), store_file.parent / "facts")
    yield tables
    tables.facts.close()


@pytest.fixture(scope="module")
def facts(opened: OpenTables) -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(str(opened.facts.path), read_only=True, config=SETTINGS) as one:
        yield one


@pytest.fixture(scope="module")
def store(store_file: Path) -> Iterator[sqlite3.Connection]:
    connection = read_only(store_file)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def held(facts: duckdb.DuckDBPyConnection, opened: OpenTables) -> Held:
    rows = facts.execute("SELECT user_id, day, age, channel FROM user_days ORDER BY user_id, day").df()
    return Held(rows, facts.execute("SELECT user_id, signup_day FROM users").df(), opened.as_of_day)


@pytest.mark.parametrize("name", NAMES)
def test_sql_counts_the_same_on_the_store_and_on_the_facts(
    name: str, opened: OpenTables, store: sqlite3.Connection, facts: duckdb.DuckDBPyConnection
) -> None:
    asked = BY_NAME[name]
    on_store = store.execute(asked.text(STORE, opened.as_of_day)).fetchall()
    on_facts = facts.execute(asked.text(FACTS, opened.as_of_day)).fetchall()
    assert set(on_store) == set(on_facts)
    assert on_store


@pytest.mark.parametrize("name", NAMES)
def test_the_product_counts_what_sql_on_the_store_counts(
    name: str, opened: OpenTables, store: sqlite3.Connection
) -> None:
    by_sql = SQL_COUNTS[name](sql_frame(BY_NAME[name], store, opened), opened.as_of_day)
    ours = OUR_COUNTS[name](BY_NAME[name].ours(opened))
    assert ours == {key: by_sql.get(key, _nobody(ours[key])) for key in ours}
    assert len(ours) >= LEAST.get(name, 20)


@pytest.mark.parametrize("name", NAMES)
def test_pandas_counts_what_sql_on_the_store_counts(
    name: str, held: Held, opened: OpenTables, store: sqlite3.Connection
) -> None:
    by_sql = SQL_COUNTS[name](sql_frame(BY_NAME[name], store, opened), opened.as_of_day)
    by_pandas = PANDAS_COUNTS[name](BY_NAME[name].pandas(held), opened.as_of_day)
    assert by_pandas == {key: by_sql.get(key, _nobody(by_pandas[key])) for key in by_pandas}
    assert len(by_pandas) >= LEAST.get(name, 20)


def test_the_range_join_counts_the_same_mau(facts: duckdb.DuckDBPyConnection, opened: OpenTables) -> None:
    ours = OUR_COUNTS[MAU](BY_NAME[MAU].ours(opened))
    joined = dict(facts.execute(RANGE_JOIN_MAU).fetchall())
    assert len(joined) > 150
    assert joined == {day: ours[day] for day in joined}


def test_a_scan_reads_every_column_a_question_needs(facts: duckdb.DuckDBPyConnection) -> None:
    for asked in QUESTIONS:
        assert len(facts.execute(asked.scan).fetchall()[0]) == len(asked.columns)


def test_a_slow_answer_misses_its_bars_and_a_quick_one_meets_them() -> None:
    def run(ours: float) -> Run:
        seconds = {OURS: ours, SCAN: 0.01, STORE_SQL: 10.0, PANDAS: 4.0}
        timings = {way: Timing(value, value, value) for way, value in seconds.items()}
        return Run(1, 1, 1, [Measured("weekly retention", timings)], [Measured("retention", timings)], None, {})

    assert all(bar.is_met for bar in bars(run(0.2)))  # 20 scans; 50 times SQL, 20 times pandas
    assert [bar.is_met for bar in bars(run(1.0))] == [False, False, False, False]  # 100 scans; 10 and 4 times


def sql_frame(asked: Asked, store: sqlite3.Connection, opened: OpenTables) -> pd.DataFrame:
    cursor = store.execute(asked.text(STORE, opened.as_of_day))
    return pd.DataFrame(cursor.fetchall(), columns=[column[0] for column in cursor.description])


def _nobody(like: object) -> object:
    return (0,) * len(like) if isinstance(like, tuple) else 0


def _weekly(frame: pd.DataFrame, _: int) -> Counts:
    return {(row.cohort_day, row.age_days // 7): row.users for row in frame.itertuples()}


def _weekly_by_channel(frame: pd.DataFrame, _: int) -> Counts:
    return {(row.channel, row.cohort_day, row.age_days // 7): row.users for row in frame.itertuples()}


def _from_last_seen(frame: pd.DataFrame, _: int) -> Counts:
    """Users seen last at an age were there at every age before it."""
    counts: Counts = {}
    for row in frame.itertuples():
        for age in range(row.age_days // 7 + 1):
            counts[row.cohort_day, age] = counts.get((row.cohort_day, age), 0) + row.users
    return counts


def _every_day(frame: pd.DataFrame, as_of_day: int) -> Counts:
    """The curve on every day: between two changes it stays as it was."""
    changes = dict(zip(frame["day"], frame["users"], strict=True))
    counts, current = {}, 0
    for day in range(min(changes), as_of_day):
        current = counts[day] = int(changes.get(day, current))
    return counts


def _our_cells(result: Any) -> Counts:
    mature = result.cells[result.cells["mature"]]
    return {(row.cohort_day, row.age): row.active for row in mature.itertuples()}


def _our_cells_by_group(result: Any) -> Counts:
    mature = result.cells[result.cells["mature"]]
    return {(row.group, row.cohort_day, row.age): row.active for row in mature.itertuples()}


def _brackets(frame: pd.DataFrame, _: int) -> Counts:
    names = {"first": "1-7", "second": "8-14", "third": "22-28"}
    return {(row["cohort_day"], names[one]): row[one] for row in frame.to_dict("records") for one in names}


def _our_survival(result: Any) -> Counts:
    return {row.time: (row.lost, row.censored) for row in result.frame.itertuples()}


def _survival(frame: pd.DataFrame, as_of_day: int) -> Counts:
    counts: Counts = {}
    for row in frame.itertuples():
        watched = as_of_day - 28 - row.signup_day
        if watched < 0:
            continue
        is_lost = row.last_age + 1 <= watched
        time = row.last_age + 1 if is_lost else watched
        lost, censored = counts.get(time, (0, 0))
        counts[time] = (lost + row.users * is_lost, censored + row.users * (not is_lost))
    return counts


def _states(frame: pd.DataFrame, _: int) -> Counts:
    columns = ["fresh", "stayed", "active"]
    return {row["week_day"]: tuple(row[one] for one in columns) for row in frame.to_dict("records")}


def _our_states(result: Any) -> Counts:
    complete = result.frame[result.frame["complete"]]
    return {
        row.week_day: (row.new, row.returning, row.new + row.returning + row.resurrecting)
        for row in complete.itertuples()
    }


def _by(key: str, value: str = "users") -> FromSql:
    return lambda frame, _: {row[key]: row[value] for row in frame.dropna().to_dict("records")}


WEEKLY, BY_CHANNEL, DAILY, AFTER, BRACKETS, MAU_NAME, STATES, DAYS, RATE, SURVIVAL, SECOND = BY_NAME
SQL_COUNTS: Mapping[str, FromSql] = {
    WEEKLY: _weekly,
    BY_CHANNEL: _weekly_by_channel,
    DAILY: lambda frame, _: {(row.cohort_day, row.age): row.users for row in frame.itertuples()},
    AFTER: _from_last_seen,
    BRACKETS: _brackets,
    MAU_NAME: _every_day,
    STATES: _states,
    DAYS: _by("active_days"),
    RATE: lambda frame, _: {"sums": (frame["active_days"][0], frame["square_sum"][0])},
    SURVIVAL: _survival,
    SECOND: _by("days"),
}
OUR_COUNTS: Mapping[str, Callable[[Any], Counts]] = {
    WEEKLY: _our_cells,
    BY_CHANNEL: _our_cells_by_group,
    DAILY: _our_cells,
    AFTER: _our_cells,
    BRACKETS: _our_cells,
    MAU_NAME: lambda result: {row.day: row.mau for row in result.frame[result.frame["complete"]].itertuples()},
    STATES: _our_states,
    DAYS: lambda result: {row.active_days: row.users for row in result.frame.itertuples() if row.active_days},
    RATE: lambda result: {"sums": (result.frame["active_days"][0], result.frame["square_sum"][0])},
    SURVIVAL: _our_survival,
    SECOND: lambda result: {row.days: row.users for row in result.frame.itertuples()},
}


def _from_week(series: pd.Series, _: int) -> Counts:
    return {(joined * 7 - MONDAY, age): users for (joined, age), users in series.items()}


def _pandas_last_seen(series: pd.Series, _: int) -> Counts:
    frame = series.rename("users").reset_index()
    frame = frame.assign(cohort_day=frame["joined"] * 7 - MONDAY, age_days=frame["age"] * 7)
    return _from_last_seen(frame, 0)


PANDAS_COUNTS: Mapping[str, Callable[[Any, int], Counts]] = {
    WEEKLY: _from_week,
    BY_CHANNEL: lambda series, _: {
        (name, week * 7 - MONDAY, age): users for (name, week, age), users in series.items()
    },
    DAILY: lambda series, _: dict(series.items()),
    AFTER: _pandas_last_seen,
    BRACKETS: lambda frame, _: {
        (week * 7 - MONDAY, name): row[column]
        for week, row in frame.iterrows()
        for column, name in {"first": "1-7", "second": "8-14", "third": "22-28"}.items()
    },
    MAU_NAME: lambda series, as_of_day: {day: users for day, users in series.items() if day < as_of_day},
    STATES: lambda frame, _: {
        week * 7 - MONDAY: (row["new"], row["returning"], row["active"]) for week, row in frame.iterrows()
    },
    DAYS: lambda series, _: dict(series.items()),
    RATE: lambda sums, _: {"sums": sums},
    SURVIVAL: lambda series, as_of_day: _survival(series.rename("users").reset_index(), as_of_day),
    SECOND: lambda series, _: {int(days): users for days, users in series.items()},
}
LEAST = {RATE: 1, DAYS: 15}
