"""Rejected records: put aside on disk while a file is read, then kept with its upload in the order of the file."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import fields
from itertools import islice
from operator import attrgetter
from typing import Any, Protocol

import numpy as np
import pyarrow as pa
from sqlalchemy import Connection, select

from launchops.store.batches import get_batch
from launchops.store.bulk import insert_rows
from launchops.store.records import RejectRow
from launchops.store.spool import Spool, order_of
from launchops.store.tables import reject_table

NAMES = tuple(field.name for field in fields(RejectRow))
COLUMNS = tuple(reject_table.c[name] for name in NAMES)
VALUES = attrgetter(*NAMES)
CELLS = json.JSONEncoder().encode  # as the store keeps them
RUN_ROWS = 20_000  # put aside at a time
BATCH_ROWS = 256  # their cells may be long
ROWS_READ = 5_000  # at a time


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
    """Rejects of one file, in whatever order they are found."""

    def __init__(self) -> None:
        self.count = 0
        self._spool = Spool("data_row", "line", batch_rows=BATCH_ROWS)  # a million are no reason to hold them all
        self._waiting: list[tuple[Any, ...]] = []

    def add(self, rejects: Iterable[Rejected]) -> None:
        """Take some rejects."""
        rows = map(VALUES, rejects)
        while some := list(islice(rows, RUN_ROWS)):
            self._waiting += some
            self.count += len(some)
            if len(self._waiting) >= RUN_ROWS:
                self._put_aside()

    def write(self, connection: Connection, batch_id: int) -> None:
        """Keep them all with an upload."""
        self._put_aside()
        position = 0
        for given in self._spool.slices():
            order = order_of(given["data_row"].to_numpy(), given["line"].to_numpy())
            rows = given if order is None else given.take(pa.array(order))
            places = pa.array(np.arange(position, position + rows.num_rows))
            insert_rows(connection, reject_table, rows.append_column("position", places), {"batch_id": batch_id})
            position += rows.num_rows

    def close(self) -> None:
        """Give the disk space back."""
        self._spool.close()

    def _put_aside(self) -> None:
        if not self._waiting:
            return
        columns = dict(zip(NAMES, zip(*self._waiting, strict=True), strict=True))
        columns["cells"] = tuple(map(CELLS, columns["cells"]))
        self._spool.add(pa.table(columns))
        self._waiting = []


def read_rejects(connection: Connection, batch_id: int, *, at_most: int | None = None) -> list[RejectRow]:
    """The (first) rejected records of an upload, in the order of the file; UnknownName batch_unknown."""
    return list(each_reject(connection, batch_id, at_most=at_most))


def each_reject(connection: Connection, batch_id: int, *, at_most: int | None = None) -> Iterator[RejectRow]:
    """As `read_rejects`, one after the other."""
    get_batch(connection, batch_id)
    query = select(*COLUMNS).where(reject_table.c.batch_id == batch_id).order_by(reject_table.c.position).limit(at_most)
    for row in connection.execute(query.execution_options(yield_per=ROWS_READ)):
        yield RejectRow(*row)
