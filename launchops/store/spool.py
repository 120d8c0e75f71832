"""Rows put in order on disk: any number of rows goes in, slices in order of (key, place) come out.

Rows are kept in sorted runs in one temporary file. A slice takes from each run the rows below a bound, so memory
depends on the slice and not on the file.
"""

import os
import tempfile
from collections import deque
from collections.abc import Callable, Iterator

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

BATCH_ROWS = 4_096
SLICE_BATCHES = 40  # batches whose rows make up a slice

Bound = tuple[int, int]  # key and place
Extent = tuple[int, int]  # where a batch lies in the file: offset and size
Integers = NDArray[np.int64]


class Spool:
    """Tables of one schema, all with the whole-number columns `key` and `place`.

    `batch_rows`: rows of a run that are read at a time; a slice is 40 times as many.
    """

    def __init__(self, key: str, place: str, *, batch_rows: int = BATCH_ROWS) -> None:
        self.row_count = 0
        self._key = key
        self._place = place
        self._batch_rows = batch_rows
        self._file = tempfile.TemporaryFile(prefix="launchops-")  # noqa: SIM115 - lives as long as the spool
        self._runs: list[list[Extent]] = []
        self._bounds: list[Bound] = []  # first row of each batch
        self._schema = pa.schema([])

    def add(self, rows: pa.Table) -> None:
        """Put a run of rows, in any order, aside."""
        keys, places = rows[self._key].to_numpy(), rows[self._place].to_numpy()
        order = order_of(keys, places)
        if order is not None:
            rows, keys, places = rows.take(pa.array(order)), keys[order], places[order]
        self._bounds += [(int(keys[at]), int(places[at])) for at in range(0, rows.num_rows, self._batch_rows)]
        self._schema = rows.schema
        batches = rows.combine_chunks().to_batches(max_chunksize=self._batch_rows)
        self._runs.append([self._write(batch) for batch in batches])
        self.row_count += rows.num_rows

    def slices(self) -> Iterator[pa.Table]:
        """All rows: slices follow each other in order of (key, place), inside a slice run after run.

        Rows that agree in key and place are always in one slice.
        """
        runs = [_Run(extents, self._read, self._key, self._place) for extents in self._runs]
        bounds: list[Bound | None] = [*sorted(self._bounds)[SLICE_BATCHES::SLICE_BATCHES], None]
        for bound in bounds:
            parts = [part for run in runs for part in run.below(bound)]
            if parts:
                yield pa.Table.from_batches(parts)

    def close(self) -> None:
        """Give the disk space back."""
        self._file.close()

    def _write(self, batch: pa.RecordBatch) -> Extent:
        buffer = batch.serialize()
        offset = self._file.tell()
        self._file.write(buffer)
        return offset, buffer.size

    def _read(self, extent: Extent) -> pa.RecordBatch:
        self._file.flush()
        data = os.pread(self._file.fileno(), extent[1], extent[0])
        return pa.ipc.read_record_batch(pa.py_buffer(data), self._schema)


class _Run:
    """A sorted run, read from its beginning on."""

    def __init__(self, extents: list[Extent], read: Callable[[Extent], pa.RecordBatch], key: str, place: str) -> None:
        self._extents = deque(extents)
        self._read = read
        self._key = key
        self._place = place
        self._rest: pa.RecordBatch | None = None

    def below(self, bound: Bound | None) -> Iterator[pa.RecordBatch]:
        """The rows before `bound` that have not been given out yet; all there are for None."""
        while self._rest is not None or self._extents:
            rest = self._rest if self._rest is not None else self._read(self._extents.popleft())
            count = rest.num_rows if bound is None else self._count_below(rest, bound)
            self._rest = rest.slice(count) if count < rest.num_rows else None
            if count:
                yield rest.slice(0, count)
            if self._rest is not None:
                return

    def _count_below(self, rest: pa.RecordBatch, bound: Bound) -> int:
        keys, places = rest[self._key].to_numpy(), rest[self._place].to_numpy()
        first, end = np.searchsorted(keys, bound[0], "left"), np.searchsorted(keys, bound[0], "right")
        return int(first + np.searchsorted(places[first:end], bound[1], "left"))


def order_of(keys: Integers, places: Integers) -> Integers | None:
    """Positions that put rows in order of (key, place), equal ones as they stand; None where they are in order."""
    if _is_ordered(keys, places):
        return None
    order = order_by(keys)  # most files are in order of time already
    if not _is_ordered(keys[order], places[order]):
        order = order_by(places)
        order = order[order_by(keys[order])]
    return order


def order_by(numbers: Integers) -> Integers:
    """Positions that put numbers in order, equal ones as they stand.

    Number and position in one word sort several times as fast as positions by their number.
    """
    low, bits = int(numbers.min()), len(numbers).bit_length()
    if (int(numbers.max()) - low) >> (63 - bits):
        return np.argsort(numbers, kind="stable")
    words = (numbers.astype(np.int64) - low << bits) | np.arange(len(numbers))
    words.sort()
    return words & ((1 << bits) - 1)


def _is_ordered(keys: Integers, places: Integers) -> bool:
    same = keys[1:] == keys[:-1]
    return bool(((keys[1:] > keys[:-1]) | (same & (places[1:] >= places[:-1]))).all())
