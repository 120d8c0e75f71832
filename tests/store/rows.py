"""Rows of user data as the reader hands them over, in one line each. Days are day numbers."""

import hashlib
from datetime import UTC, datetime
from itertools import count

import pyarrow as pa

from launchops.ingest.parsed import ROW_SCHEMAS, Kind
from launchops.periods import MICROSECONDS_A_DAY
from launchops.store import Store
from launchops.store.records import LoadOutcome

NOW = datetime(2025, 6, 1, 12, tzinfo=UTC)
DAY = 20_000  # 2024-10-04
_files = count(1)


def table(kind: Kind, rows: list[dict[str, object]]) -> pa.Table:
    """The rows with every column of the kind; what is not given is empty."""
    schema = ROW_SCHEMAS[kind]
    empty = {
        "is_date": True,
        "ordinal": 0,
        "impressions": None,
        "clicks": None,
        "arm": "participant",
        "event": "active",
    }
    full = [
        {name: row.get(name, empty.get(name, place if name in ("line", "data_row") else "")) for name in schema.names}
        for place, row in enumerate(rows, start=1)
    ]
    return pa.Table.from_pylist(full, schema=schema)


def users(*rows: tuple[str, int], **traits: str) -> pa.Table:
    """Users (id, sign-up day), all with the same traits."""
    return table("users", [{"user_id": user, "ts": day * MICROSECONDS_A_DAY, **traits} for user, day in rows])


def events(*rows: tuple[str, int], event: str = "active", value: str = "") -> pa.Table:
    """Date-only events (user, day); repeats get their ordinal."""
    seen: dict[tuple[str, int], int] = {}
    made: list[dict[str, object]] = []
    for user, day in rows:
        ordinal = seen.get((user, day), 0)
        seen[user, day] = ordinal + 1
        made.append(
            {"user_id": user, "ts": day * MICROSECONDS_A_DAY, "event": event, "value": value, "ordinal": ordinal}
        )
    return table("events", made)


def timed(*rows: tuple[str, datetime], event: str = "active") -> pa.Table:
    """Events with a time (user, instant)."""
    made = [
        {"user_id": user, "ts": int(at.timestamp()) * 1_000_000, "is_date": False, "event": event} for user, at in rows
    ]
    return table("events", made)


def load(
    store: Store, kind: Kind, *chunks: pa.Table, rejects: tuple[object, ...] = (), at: datetime = NOW, sha256: str = ""
) -> LoadOutcome:
    """Load chunks as a file of their own."""
    name = f"file{next(_files)}"
    digest = sha256 or hashlib.sha256(name.encode()).hexdigest()
    with store.load(
        kind=kind, file_name=f"{name}.csv", sha256=digest, encoding="utf-8", loaded_by="ops", loaded_at=at
    ) as loading:
        for chunk in chunks:
            loading.add(chunk)
        loading.reject(rejects)  # type: ignore[arg-type]
    return loading.outcome
