"""Rejected records: put aside on disk while a file is read, then kept with its upload in the order of the file."""

import heapq
import json
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import islice
from typing import Any, Protocol

import pyarrow as pa
from sqlalchemy import Connection, Table, select

from launchops.store.batches import get_batch
from launchops.store.bulk import insert_rows
from launchops.store.records import RejectRow
from launchops.store.tables import RejectTable

NAMES = tuple(field.name for field in fields(RejectRow))
COLUMNS = tuple(RejectTable.__table__.c[name] for name in NAMES)
ROWS_AT_ONCE = 10_000


class Rejected(Protocol):
    """What a rejected record looks like, wherever it comes from."""

    @property
    def line(self) -> int: ...
    @property
    def data_row(self) -> int: ...
    @property
    def column(self) -> str: ...
    @property
    def code(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def cells(self) -> tuple[str, ...]: ...


class WaitingRejects:
    """Rejects of one file: those found while it was read, and those found later; each in the order of the file."""

    def __init__(self) -> None:
        self.count = 0
        # UTF-8 as written by json; a million rejects are no reason to hold them all
        self._files = [tempfile.TemporaryFile("w+", encoding="utf-8", prefix="launchops-") for _ in range(2)]  # noqa: SIM115

    def add(self, rejects: Iterable[Rejected]) -> None:
        """Take rejects of the next rows."""
        self._put(0, rejects)

    def add_later(self, rejects: Iterable[Rejected]) -> None:
        """Take rejects that were found when all rows were known."""
        self._put(1, rejects)

    def write(self, connection: Connection, batch_id: int) -> None:
        """Keep them all with an upload."""
        table: Table = RejectTable.__table__  # type: ignore[assignment]
        rows = heapq.merge(*map(self._rows, range(2)), key=lambda row: (row[1], row[0]))
        position = 0
        while some := list(islice(rows, ROWS_AT_ONCE)):
            columns: dict[str, Any] = dict(zip(NAMES, zip(*some, strict=True), strict=True))
            columns["position"] = range(position, position + len(some))
            insert_rows(connection, table, pa.table(columns), {"batch_id": batch_id})
            position += len(some)

    def close(self) -> None:
        """Give the disk space back."""
        for file in self._files:
            file.close()

    def _put(self, which: int, rejects: Iterable[Rejected]) -> None:
        for reject in rejects:
            cells = json.dumps(reject.cells)
            row = (reject.line, reject.data_row, reject.column, reject.code, reject.value, cells)
            self._files[which].write(json.dumps(row) + "\n")
            self.count += 1

    def _rows(self, which: int) -> Iterator[tuple[Any, ...]]:
        self._files[which].seek(0)
        return (tuple(json.loads(line)) for line in self._files[which])


def read_rejects(connection: Connection, batch_id: int, *, at_most: int | None = None) -> list[RejectRow]:
    """The (first) rejected records of an upload, in the order of the file; UnknownName batch_unknown."""
    get_batch(connection, batch_id)
    query = select(*COLUMNS).where(RejectTable.batch_id == batch_id).order_by(RejectTable.position).limit(at_most)
    return [RejectRow(**row._mapping) for row in connection.execute(query)]
