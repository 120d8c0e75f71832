"""The store as the facts build reads it: through ADBC, in one transaction, in a process of its own.

ADBC brings its own SQLite. Two SQLites in one process can lose a committed write (closing one drops the file
locks of the other), so nothing here may run where the store is written: only `python -m
launchops.facts.builder` does.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import pyarrow as pa
from adbc_driver_sqlite import dbapi

from launchops.errors import FactsError
from launchops.periods import MICROSECONDS_A_DAY, local_day, zone_offsets

BATCH_ROWS = 65_536  # rows an Arrow batch
SQLITE = "sqlite:///"


@dataclass(frozen=True)
class LoadedBatch:
    """An upload that counts. loaded_day: the local day of its loading; the span is in microseconds."""

    id: int
    kind: str
    loaded_day: int
    first_ts: int | None
    last_ts: int | None


@dataclass(frozen=True)
class Source:
    """What the figures depend on, besides the rows themselves."""

    facts_version: int
    time_zone: str
    week_start: str
    active_events: tuple[str, ...]
    activation_event: str
    signup_is_first_event: bool
    batches: tuple[LoadedBatch, ...]

    def offsets(self) -> list[tuple[int, int]]:
        """Clock offsets of the launch's zone over all instants in the data (`periods.zone_offsets`)."""
        spans = [(batch.first_ts, batch.last_ts) for batch in self.batches]
        first = min((start for start, _ in spans if start is not None), default=0)
        last = max((end for _, end in spans if end is not None), default=0)
        return zone_offsets(ZoneInfo(self.time_zone), first, last + MICROSECONDS_A_DAY)

    def has_overlap(self, kind: str) -> bool:
        """Whether two loaded uploads of a kind can hold the same row."""
        spans = sorted(
            (batch.first_ts, batch.last_ts)
            for batch in self.batches
            if batch.kind == kind and batch.first_ts is not None and batch.last_ts is not None
        )
        ends = list(accumulate((end for _, end in spans), max))
        return any(start <= end for (start, _), end in zip(spans[1:], ends, strict=False))


class StoreReader:
    """An open, unchanging view of a store."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._cursors: list[Any] = []  # a stream ends with its cursor

    def read(self, query: str) -> pa.RecordBatchReader:
        """The rows of a query, as a stream."""
        cursor = self._connection.cursor()
        cursor.adbc_statement.set_options(**{"adbc.sqlite.query.batch_rows": str(BATCH_ROWS)})
        cursor.execute(query)
        self._cursors.append(cursor)
        return cursor.fetch_record_batch()

    def close(self) -> None:
        """End all streams."""
        for cursor in self._cursors:
            cursor.close()

    def rows(self, query: str) -> list[dict[str, Any]]:
        """The rows of a small query."""
        return list(self.read(query).read_all().to_pylist())

    def source(self) -> Source:
        """Settings, version and loaded uploads."""
        launch = self.rows(
            "SELECT facts_version, time_zone, week_start, active_events, activation_event,"
            " signup_is_first_event FROM launch"
        )[0]
        zone = ZoneInfo(launch["time_zone"])
        batches = self.rows(
            "SELECT id, kind, loaded_at, first_ts, last_ts FROM batches WHERE status = 'loaded' ORDER BY id"
        )
        return Source(
            facts_version=launch["facts_version"],
            time_zone=launch["time_zone"],
            week_start=launch["week_start"],
            active_events=tuple(json.loads(launch["active_events"])),
            activation_event=launch["activation_event"],
            signup_is_first_event=bool(launch["signup_is_first_event"]),
            batches=tuple(
                LoadedBatch(
                    id=row["id"],
                    kind=row["kind"],
                    loaded_day=local_day(datetime.fromisoformat(row["loaded_at"]).replace(tzinfo=UTC), zone),
                    first_ts=row["first_ts"],
                    last_ts=row["last_ts"],
                )
                for row in batches
            ),
        )


@contextmanager
def open_source(store_url: str) -> Iterator[StoreReader]:
    """Open a store read-only. FactsError facts_store_unknown for a database there is no reader for."""
    if not store_url.startswith(SQLITE):
        raise FactsError("facts_store_unknown", scheme=store_url.split(":", maxsplit=1)[0])
    path = store_url.removeprefix(SQLITE).split("?", maxsplit=1)[0]
    connection = dbapi.connect(f"file:{quote(path)}?mode=ro")  # no autocommit: one transaction, one state
    reader = StoreReader(connection)
    try:
        yield reader
    finally:
        reader.close()
        connection.close()
