"""The five kinds of user data: which columns they have, and rows collected before they are written."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from sqlalchemy import Connection, Table

from launchops.periods import MICROSECONDS_A_DAY
from launchops.store.bulk import SLICE_ROWS, insert_rows
from launchops.store.dictionary import EVENT_NAMES, USER_IDS, Dictionary
from launchops.store.tables import Base

RUN_ROWS = 1_000_000  # rows gathered before their texts are turned into numbers
TEXTS = pa.dictionary(pa.int32(), pa.string())


@dataclass(frozen=True)
class KindOfData:
    """A kind: its table, its columns in files and in the table, and what makes two rows the same."""

    table: Table
    columns: tuple[str, ...]  # columns of a file that are kept, as ingest names them
    identity: tuple[str, ...]  # columns of the table that make two rows of different uploads the same
    place: str  # column that says when: ts or day
    encoded: Mapping[str, Dictionary]  # file column -> dictionary; the table has its key column instead

    @property
    def has_users(self) -> bool:
        """Whether the rows belong to users."""
        return "user_id" in self.encoded


def _kind(name: str, columns: str, identity: str, place: str, **encoded: Dictionary) -> KindOfData:
    return KindOfData(Base.metadata.tables[name], tuple(columns.split()), tuple(identity.split()), place, encoded)


KINDS: Mapping[str, KindOfData] = {
    "users": _kind(
        "users",
        "user_id ts is_date channel segment platform region device_hash ip_hash invited_by",
        "user_key",
        "ts",
        user_id=USER_IDS,
    ),
    "events": _kind(
        "events",
        "user_id is_date ts event value ordinal",
        "user_key is_date ts event_key value ordinal",
        "ts",
        user_id=USER_IDS,
        event=EVENT_NAMES,
    ),
    "participation": _kind(
        "participation",
        "activity user_id is_date ts arm reward",
        "activity user_key is_date ts arm",
        "ts",
        user_id=USER_IDS,
    ),
    "spend": _kind("spend", "day channel activity campaign spend impressions clicks", "day channel", "day"),
    "readings": _kind("readings", "day kpi value", "day kpi", "day"),
}


class Collected:
    """The good rows of one file, gathered outside any transaction; texts are kept once, rows as numbers."""

    def __init__(self, kind: KindOfData) -> None:
        self.kind = kind
        self.row_count = 0
        self._waiting: list[pa.Table] = []
        self._waiting_rows = 0
        self._runs: list[pa.Table] = []

    def add(self, rows: pa.Table) -> None:
        """Take a chunk of rows with the columns of `launchops.ingest.parsed.ROW_SCHEMAS`."""
        self._waiting.append(rows.select(list(self.kind.columns)))
        self._waiting_rows += rows.num_rows
        self.row_count += rows.num_rows
        if self._waiting_rows >= RUN_ROWS:
            self._close_run()

    def span(self) -> tuple[int | None, int | None]:
        """First and last day or instant, in microseconds; None without rows."""
        ends = [pc.min_max(run[self.kind.place]).as_py() for run in self.runs() if run.num_rows]
        if not ends:
            return None, None
        scale = MICROSECONDS_A_DAY if self.kind.place == "day" else 1
        return min(end["min"] for end in ends) * scale, max(end["max"] for end in ends) * scale

    def runs(self) -> list[pa.Table]:
        """All rows so far, each text column dictionary-encoded in one chunk."""
        if self._waiting_rows:
            self._close_run()
        return self._runs

    def _close_run(self) -> None:
        run = pa.concat_tables(self._waiting).combine_chunks()
        for position, field in enumerate(run.schema):
            if pa.types.is_string(field.type):
                run = run.set_column(position, field.name, run[field.name].dictionary_encode())
        self._runs.append(run.combine_chunks())
        self._waiting, self._waiting_rows = [], 0


def texts_of(run: pa.Table, column: str) -> pa.Array:
    """The different texts of a dictionary-encoded column."""
    return run[column].chunk(0).dictionary


def encode(connection: Connection, collected: Collected, *, preview: bool) -> pa.Table:
    """The rows as the table wants them: numbers for shared texts, sorted by user where there are users."""
    kind, runs = collected.kind, collected.runs()
    if not runs:
        return pa.table({})
    columns: dict[str, Any] = {}
    for name in kind.columns:
        dictionary = kind.encoded.get(name)
        if dictionary is None:
            columns[name] = pa.chunked_array([run[name].chunk(0) for run in runs])
        else:
            columns[dictionary.key] = _encoded(connection, runs, name, dictionary, preview=preview)
    rows = pa.table(columns)
    if not kind.has_users:
        return rows
    order = np.argsort(rows["user_key"].to_numpy(), kind="stable")
    return rows.unify_dictionaries().combine_chunks().take(pa.array(order))


def _encoded(
    connection: Connection, runs: list[pa.Table], name: str, dictionary: Dictionary, *, preview: bool
) -> NDArray[np.int64]:
    texts = pc.unique(pa.chunked_array([texts_of(run, name) for run in runs], pa.string()))
    keys = dictionary.preview_keys(connection, texts) if preview else dictionary.keys(connection, texts)
    parts = []
    for run in runs:
        of_run = keys[pc.index_in(texts_of(run, name), value_set=texts).to_numpy()]
        parts.append(of_run[run[name].chunk(0).indices.to_numpy()])
    return np.concatenate(parts)


def write_rows(connection: Connection, table: Table, rows: pa.Table, constants: Mapping[str, int]) -> None:
    """Insert encoded rows, a slice at a time."""
    for start in range(0, rows.num_rows, SLICE_ROWS):
        insert_rows(connection, table, rows.slice(start, SLICE_ROWS), constants)
