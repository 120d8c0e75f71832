"""Rows of users and events as they were uploaded, read from the store a range of users at a time."""
# ruff: noqa: S608 - statements are put together from constants of this module and whole numbers

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from launchops.facts.day_rows import EVENT_IDENTITY, each_once
from launchops.facts.known_users import NOBODY_KNOWN, TRAITS, USER_ROWS, hash_numbers
from launchops.facts.source import LoadedBatch, Source, StoreReader, has_overlap

RANGE_ROWS = 400_000  # about so many rows at a time
EVENT_ROWS = pa.schema(
    {"user_key": pa.int64(), "day": pa.int32(), "event_key": pa.int64(), "value": pa.string(), "loaded_day": pa.int32()}
)
# The number of the user whose id stands there.
INVITER = (
    "CASE WHEN invited_by = '' THEN NULL ELSE"
    f" coalesce((SELECT user_key FROM user_ids WHERE user_id = users.invited_by), {NOBODY_KNOWN}) END"
)
REST = [name for name in EVENT_IDENTITY if name not in EVENT_ROWS.names]


@dataclass(frozen=True)
class UserRange:
    """Users whose number is at least `start` and below `end`."""

    start: int
    end: int


@dataclass(frozen=True)
class UploadedRows:
    """What was uploaded of a range of users: USER_ROWS, and EVENT_ROWS, each event once."""

    users: pa.Table
    events: pa.Table


def user_ranges(source: Source) -> list[UserRange]:
    """All users in ranges of about RANGE_ROWS rows; no range for a store without any user."""
    last = source.last_user_key
    row_count = sum(batch.row_count for kind in ("users", "events") for batch in source.of_kind(kind))
    step = -(-(last + 1) // (row_count // RANGE_ROWS + 1))
    return [UserRange(start, start + step) for start in range(0, last + 1, step or 1)]


def read_uploaded(reader: StoreReader, source: Source, ranges: Iterable[UserRange]) -> Iterator[UploadedRows]:
    """The rows of all loaded uploads, range by range."""
    users, events = source.of_kind("users"), source.of_kind("events")
    for part in ranges:
        yield UploadedRows(read_users(reader, source, users, part), read_events(reader, source, events, part))


def read_users(
    reader: StoreReader, source: Source, batches: Sequence[LoadedBatch], part: UserRange | None = None
) -> pa.Table:
    """USER_ROWS of some uploads, of a range of users or all."""
    columns = (
        f"user_key, batch_id, {source.local_day()} AS day, {source.local_second()} AS second, loaded_day,"
        f" {', '.join(TRAITS)}, device_hash, ip_hash, {INVITER} AS invited_by"
    )
    rows = reader.table(_select(columns, "users", batches, part))
    for name in ("device", "ip"):
        rows = rows.append_column(name, hash_numbers(rows[f"{name}_hash"].cast(pa.string())))
    return rows.select(USER_ROWS.names).cast(USER_ROWS)


def read_events(
    reader: StoreReader, source: Source, batches: Sequence[LoadedBatch], part: UserRange | None = None
) -> pa.Table:
    """EVENT_ROWS of some uploads, of a range of users or all; every event once, however often uploaded."""
    if not has_overlap(batches):
        return reader.table(_select(_event_columns(source), "events", batches, part)).cast(EVENT_ROWS)
    rows = reader.table(_select(f"{_event_columns(source)}, {', '.join(REST)}", "events", batches, part))
    return each_once(rows).select(EVENT_ROWS.names).cast(EVENT_ROWS)


@dataclass(frozen=True)
class NewEvents:
    """EVENT_ROWS of new uploads: events nobody had uploaded yet, and those that earlier uploads hold already."""

    fresh: pa.Table
    repeated: pa.Table


def read_new_events(
    reader: StoreReader, source: Source, new: Sequence[LoadedBatch], earlier: Sequence[LoadedBatch]
) -> NewEvents:
    """The events of new uploads, every event once, told apart by whether an earlier upload holds it."""
    met = [str(batch.id) for batch in earlier if any(batch.meets(other) for other in new)]
    same = " AND ".join(f"earlier.{name} = events.{name}" for name in EVENT_IDENTITY)
    held = f"SELECT 1 FROM events AS earlier WHERE earlier.batch_id IN ({', '.join(met)}) AND {same}"
    columns = f"{_event_columns(source)}, {', '.join(REST)}, {f'EXISTS ({held})' if met else '0'} AS is_repeated"
    rows = reader.table(_select(columns, "events", new, None))
    rows = each_once(rows) if has_overlap(new) else rows
    is_repeated = pc.equal(rows["is_repeated"], 1)
    rows = rows.select(EVENT_ROWS.names).cast(EVENT_ROWS)
    return NewEvents(fresh=rows.filter(pc.invert(is_repeated)), repeated=rows.filter(is_repeated))


def _event_columns(source: Source) -> str:
    return f"user_key, {source.local_day()} AS day, event_key, value, loaded_day"


def _select(columns: str, table: str, batches: Sequence[LoadedBatch], part: UserRange | None) -> str:
    """The outer loop is over the uploads, so that each is read in the order in which it is kept."""
    loaded = ",".join(["(0,0)", *(f"({batch.id},{batch.loaded_day})" for batch in batches)])  # no upload is 0
    where = "" if part is None else f" WHERE user_key >= {part.start} AND user_key < {part.end}"
    return (
        f"WITH loaded(batch_id, loaded_day) AS (VALUES {loaded})"
        f" SELECT {columns} FROM loaded CROSS JOIN {table} USING (batch_id){where}"
    )
