"""The store as the facts build reads it: through ADBC, in one transaction, in a process of its own.

ADBC brings its own SQLite. Two SQLites in one process can lose a committed write (closing one drops the file
locks of the other), so nothing here may run where the store is written: only `python -m
launchops.facts.builder` does.
"""

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import accumulate
from typing import Any
from urllib.parse import quote
from zoneinfo import ZoneInfo

import adbc_driver_sqlite
import pyarrow as pa
from adbc_driver_manager import AdbcConnection, AdbcStatement

from launchops.errors import FactsError
from launchops.periods import MICROSECONDS_A_DAY, local_day, zone_offsets

BATCH_ROWS = 65_536  # rows an Arrow batch
SQLITE = "sqlite:///"
EARLIER = 1_000_000  # days
MICROSECONDS_A_SECOND = 1_000_000


@dataclass(frozen=True)
class LoadedBatch:
    """An upload that counts. loaded_day: the local day of its loading; the span is in microseconds.

    `mark` tells it from any other upload, also from one of the same number in another store.
    """

    id: int
    kind: str
    mark: str
    row_count: int
    loaded_day: int
    first_ts: int | None
    last_ts: int | None

    def meets(self, other: "LoadedBatch") -> bool:
        """Whether the two can hold the same row."""
        return self.kind == other.kind and has_overlap((self, other))


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
    last_user_key: int  # the largest number of a user seen in any upload, -1 before the first

    def offsets(self) -> list[tuple[int, int]]:
        """Clock offsets of the launch's zone over all instants in the data (`periods.zone_offsets`)."""
        spans = [(batch.first_ts, batch.last_ts) for batch in self.batches]
        first = min((start for start, _ in spans if start is not None), default=0)
        last = max((end for _, end in spans if end is not None), default=0)
        return zone_offsets(ZoneInfo(self.time_zone), first, last + MICROSECONDS_A_DAY)

    def of_kind(self, kind: str) -> tuple[LoadedBatch, ...]:
        """The uploads of a kind, in the order of their numbers."""
        return tuple(batch for batch in self.batches if batch.kind == kind)

    def local_day(self) -> str:
        """SQL for the local day of a row with `ts` and `is_date` (a calendar date is its own day)."""
        return f"{self._local()} / {MICROSECONDS_A_DAY} - {EARLIER}"

    def local_second(self) -> str:
        """SQL for the second of the local day of such a row, null for a calendar date."""
        return f"CASE WHEN is_date THEN NULL ELSE {self._local()} % {MICROSECONDS_A_DAY} / {MICROSECONDS_A_SECOND} END"

    def _local(self) -> str:
        """SQL for local microseconds, counted from long before 1970, because a division in SQL rounds towards zero."""
        first, *changes = self.offsets()
        cases = " ".join(f"WHEN ts >= {start} THEN {offset}" for start, offset in reversed(changes))
        offset = f"CASE WHEN is_date THEN 0 {cases} ELSE {first[1]} END"
        return f"(ts + {offset} + {EARLIER * MICROSECONDS_A_DAY})"


def has_overlap(batches: Iterable[LoadedBatch]) -> bool:
    """Whether two uploads of a kind can hold the same row."""
    spans = sorted(
        (batch.first_ts, batch.last_ts) for batch in batches if batch.first_ts is not None and batch.last_ts is not None
    )
    ends = list(accumulate((end for _, end in spans), max))
    return any(start <= end for (start, _), end in zip(spans[1:], ends, strict=False))


class StoreReader:
    """An open, unchanging view of a store."""

    def __init__(self, connection: AdbcConnection) -> None:
        self._connection = connection
        self._statements: list[AdbcStatement] = []  # a stream ends with its statement

    def read(self, query: str) -> pa.RecordBatchReader:
        """The rows of a query, as a stream."""
        statement = AdbcStatement(self._connection)
        self._statements.append(statement)
        statement.set_options(**{adbc_driver_sqlite.StatementOptions.BATCH_ROWS.value: str(BATCH_ROWS)})
        statement.set_sql_query(query)
        stream, _ = statement.execute_query()
        return pa.RecordBatchReader.from_stream(stream)

    def table(self, query: str) -> pa.Table:
        """All rows of a query at once; an empty column may have any type."""
        found = self.read(query).read_all()
        self._statements.pop().close()
        return found

    def close(self) -> None:
        """End all streams."""
        for statement in self._statements:
            statement.close()

    def rows(self, query: str) -> list[dict[str, Any]]:
        """The rows of a small query."""
        return list(self.table(query).to_pylist())

    def source(self) -> Source:
        """Settings, version and loaded uploads."""
        launch = self.rows(
            "SELECT facts_version, time_zone, week_start, active_events, activation_event,"
            " signup_is_first_event FROM launch"
        )[0]
        zone = ZoneInfo(launch["time_zone"])
        last_user = self.rows("SELECT coalesce(max(user_key), -1) AS last FROM user_ids")[0]["last"]
        batches = self.rows(
            "SELECT id, kind, sha256, rows_loaded, loaded_at, first_ts, last_ts"
            " FROM batches WHERE status = 'loaded' ORDER BY id"
        )
        return Source(
            facts_version=launch["facts_version"],
            time_zone=launch["time_zone"],
            week_start=launch["week_start"],
            active_events=tuple(json.loads(launch["active_events"])),
            activation_event=launch["activation_event"],
            signup_is_first_event=bool(launch["signup_is_first_event"]),
            last_user_key=last_user,
            batches=tuple(
                LoadedBatch(
                    id=row["id"],
                    kind=row["kind"],
                    mark=f"{row['id']} {row['sha256']} {row['loaded_at']}",
                    row_count=row["rows_loaded"],
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
    with (
        adbc_driver_sqlite.connect(f"file:{quote(path)}?mode=ro") as database,
        AdbcConnection(database) as connection,
    ):
        connection.set_autocommit(False)  # one transaction, one state
        reader = StoreReader(connection)
        try:
            yield reader
        finally:
            reader.close()
