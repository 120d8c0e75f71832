"""Texts that many rows share (user ids, event names) and the numbers that stand for them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from sqlalchemy import Connection, Table, select

from launchops.store.bulk import insert_rows, read_rows
from launchops.store.tables import EventNameTable, UserIdTable

LOOK_UP_AT_MOST = 50_000  # more texts than this, and reading the whole dictionary is faster
LOOK_UP_EACH = 500


@dataclass(frozen=True)
class Dictionary:
    """A table of (number, text)."""

    table: Table
    key: str
    text: str

    def keys(self, connection: Connection, texts: pa.Array) -> NDArray[np.int64]:
        """The number of each of `texts` (all different), adding those not seen before, in text order."""
        known, found = self._known(connection, texts)
        new = texts.filter(pc.invert(pc.is_in(texts, value_set=known)))
        if len(new):
            rows = pa.table({self.text: new.take(pc.sort_indices(new))})
            insert_rows(connection, self.table, rows, {}, on_conflict="DO NOTHING")
            known, found = self._known(connection, texts)
        at: NDArray[np.int64] = pc.index_in(texts, value_set=known).to_numpy().astype(np.int64)
        return found[at]

    def preview_keys(self, connection: Connection, texts: pa.Array) -> NDArray[np.int64]:
        """As `keys`, without adding anything: texts not seen before get numbers no text has."""
        known, found = self._known(connection, texts)
        at = pc.fill_null(pc.index_in(texts, value_set=known), -1).to_numpy(zero_copy_only=False).astype(np.int64)
        unused = -1 - np.arange(len(texts))
        return np.where(at >= 0, found[at], unused) if len(found) else unused

    def _known(self, connection: Connection, texts: pa.Array) -> tuple[pa.Array, NDArray[np.int64]]:
        """Those of `texts` (and maybe others) that have a number, and their numbers."""
        keys: list[NDArray[np.int64]] = [np.empty(0, dtype=np.int64)]
        names: list[pa.Array] = []
        for rows in self._rows(connection, texts):
            keys.append(np.fromiter((row[0] for row in rows), np.int64, len(rows)))
            names.append(pa.array([row[1] for row in rows], pa.string()))
        return pa.chunked_array(names, pa.string()).combine_chunks(), np.concatenate(keys)

    def _rows(self, connection: Connection, texts: pa.Array) -> Iterator[Sequence[Any]]:
        """(number, text): all there are when many are asked for, else those asked for."""
        query = select(self.table.c[self.key], self.table.c[self.text])
        if len(texts) > LOOK_UP_AT_MOST:
            yield from read_rows(connection, query)
            return
        wanted = iter(texts.to_pylist())
        while some := list(islice(wanted, LOOK_UP_EACH)):
            yield connection.execute(query.where(self.table.c[self.text].in_(some))).all()


def _table(declared: Any) -> Table:
    table: Table = declared.__table__
    return table


USER_IDS = Dictionary(_table(UserIdTable), "user_key", "user_id")
EVENT_NAMES = Dictionary(_table(EventNameTable), "event_key", "name")
