"""The five kinds of user data: which columns they have, and rows collected before they are written."""

from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from sqlalchemy import Connection, Table

from launchops.periods import MICROSECONDS_A_DAY
from launchops.store.dictionary import EVENT_NAMES, USER_IDS, Dictionary, Numbering, Open, Renumbering
from launchops.store.spool import Spool
from launchops.store.tables import METADATA

RUN_BYTES = 12 << 20  # of rows gathered before they are numbered and put aside


@dataclass(frozen=True)
class KindOfData:
    """A kind: its table, its columns in files and in the table, and what makes two rows the same."""

    table: Table
    columns: tuple[str, ...]  # columns of a file that are kept, as ingest names them
    identity: tuple[str, ...]  # columns of the table that make two rows of different uploads the same
    place: str  # column that says when: ts or day
    encoded: Mapping[str, Dictionary]  # file column -> dictionary; the table has its key column instead
    beside: tuple[str, ...] = ()  # columns of a file that are needed on the way only

    @property
    def has_users(self) -> bool:
        """Whether the rows belong to users."""
        return "user_id" in self.encoded


def _kind(name: str, columns: str, identity: str, place: str, *, beside: str = "", **encoded: Dictionary) -> KindOfData:
    table = METADATA.tables[name]
    return KindOfData(table, tuple(columns.split()), tuple(identity.split()), place, encoded, tuple(beside.split()))


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
        "user_id is_date ts event value",  # ordinal: see launchops.store.identity
        "user_key is_date ts event_key value ordinal",
        "ts",
        beside="data_row",
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
    """The good rows of one file, gathered outside any transaction: texts many rows share as numbers, rows on disk."""

    def __init__(self, kind: KindOfData, read: Open) -> None:
        self.kind = kind
        self.span: tuple[int | None, int | None] = (None, None)  # first and last day or instant, in microseconds
        self._numberings = {name: Numbering(dictionary, read) for name, dictionary in kind.encoded.items()}
        self._spool = Spool("user_key" if kind.has_users else "day", kind.place)
        self.row_count = 0
        self._waiting: list[pa.Table] = []
        self._waiting_bytes = 0
        self._thread = ThreadPoolExecutor(1)  # puts a run aside while the next rows are read
        self._under_way: Future[None] | None = None

    def add(self, rows: pa.Table) -> None:
        """Take a chunk of rows with the columns of `launchops.ingest.parsed.ROW_SCHEMAS`."""
        if not rows.num_rows:
            return
        kept = rows.select([*self.kind.columns, *self.kind.beside])
        self._waiting.append(kept)
        self._waiting_bytes += kept.nbytes
        self.row_count += rows.num_rows
        if self._waiting_bytes >= RUN_BYTES:
            self._begin_run()

    def end(self) -> None:
        """Put aside what still waits; all rows have come."""
        if self._waiting:
            self._begin_run()
        self._finish_run()

    def _begin_run(self) -> None:
        self._finish_run()
        run = pa.concat_tables(self._waiting)
        self._waiting, self._waiting_bytes = [], 0
        self._under_way = self._thread.submit(self._put_aside, run)

    def _finish_run(self) -> None:
        if self._under_way is not None:
            self._under_way.result()
        self._under_way = None

    def _put_aside(self, run: pa.Table) -> None:
        self._widen(pc.min_max(run[self.kind.place]).as_py())
        self._spool.add(pa.table(dict(self._numbered(run))))

    def settle(self, connection: Connection) -> Mapping[str, Renumbering]:
        """Write texts that are new; returns, by key column, the numbers to use instead of those in `slices`."""
        return {numbering.dictionary.key: numbering.settle(connection) for numbering in self._numberings.values()}

    def user_keys(self) -> NDArray[np.int64]:
        """The numbers of all users in the file."""
        return self._numberings["user_id"].all_numbers()

    def slices(self) -> Iterator[pa.Table]:
        """All rows, in slices (`Spool.slices`)."""
        return self._spool.slices()

    def close(self) -> None:
        """Let go of the rows."""
        self._thread.shutdown()
        self._spool.close()

    def _widen(self, ends: Mapping[str, int]) -> None:
        scale = MICROSECONDS_A_DAY if self.kind.place == "day" else 1
        first, last = ends["min"] * scale, ends["max"] * scale
        if self.span[0] is not None and self.span[1] is not None:
            first, last = min(first, self.span[0]), max(last, self.span[1])
        self.span = (first, last)

    def _numbered(self, run: pa.Table) -> Iterator[tuple[str, pa.Array]]:
        for name in run.column_names:
            numbering = self._numberings.get(name)
            if numbering is None:
                yield name, run[name]
            else:
                texts = run[name].combine_chunks()
                yield numbering.dictionary.key, pa.array(numbering.numbers(texts))
