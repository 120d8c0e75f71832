"""A population in a real store, written through the store's own loading."""

import sqlite3
from datetime import UTC, datetime
from pathlib import Path

from launchops.periods import day_date
from launchops.store import create_store
from launchops.store.records import LaunchSettings
from launchops.store.store import Store
from tests.bench.population import FIRST_DAY, Population

LOADED_AT = datetime(2026, 11, 1, tzinfo=UTC)  # after the last day, so that every day is complete


def store_url(file: Path) -> str:
    """The address of a store file."""
    return f"sqlite:///{file}"


def make_store(file: Path, population: Population) -> Store:
    """A new store with one upload of users and one of events."""
    settings = LaunchSettings(name="Bench", launch_on=day_date(FIRST_DAY))
    store = create_store(store_url(file), settings, at=LOADED_AT)
    for kind, chunks in (("users", population.user_rows()), ("events", population.event_rows())):
        with store.load(
            kind=kind,
            file_name=f"{kind}.csv",
            sha256=f"{kind}-{population.seed}-{population.user_count}",
            encoding="utf-8",
            loaded_by="bench",
            loaded_at=LOADED_AT,
        ) as load:
            for rows in chunks:
                load.add(rows)
    return store


def read_only(file: Path) -> sqlite3.Connection:
    """A plain connection for asking SQL, with the cache a careful person would give it."""
    connection = sqlite3.connect(f"file:{file}?mode=ro", uri=True)
    connection.execute("PRAGMA cache_size = -262144")
    connection.execute("PRAGMA temp_store = MEMORY")
    return connection
