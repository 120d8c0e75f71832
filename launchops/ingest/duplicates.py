"""Rows that occur twice in one file (rule V5), found with 16 bytes a row however large the file is.

Keys are hashed to 128 bits with random position weights (a multilinear hash); two different keys meet with a
chance below 1 in 10^30 per pair. The index is a few sorted arrays, merged as they grow.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Words = NDArray[np.uint64]
LARGEST_RUN = 1 << 22  # rows; longer runs would be copied too often


class RowHasher:
    """128-bit hashes of rows; the same seed gives the same hashes."""

    def __init__(self, seed: bytes) -> None:
        self._random = np.random.default_rng(list(seed or b"0"))
        self._weights = self._random.integers(0, 2**64, size=(2, 256), dtype=np.uint64)
        self._columns = self._random.integers(0, 2**64, size=(2, 64), dtype=np.uint64) | np.uint64(1)

    def rows(self, columns: Sequence[pa.Array]) -> tuple[Words, Words]:
        """Two 64-bit words for each row of some text or integer columns."""
        count = len(columns[0])
        high, low = np.zeros(count, np.uint64), np.zeros(count, np.uint64)
        for position, column in enumerate(columns):
            one, two = self._texts(column) if pa.types.is_string(column.type) else self._integers(column)
            high += _scrambled(one + self._columns[0, position]) * self._columns[0, position]
            low += _scrambled(two + self._columns[1, position]) * self._columns[1, position]
        return _scrambled(high), _scrambled(low)

    def _integers(self, column: pa.Array) -> tuple[Words, Words]:
        filled = column.cast(pa.int64()).fill_null(np.iinfo(np.int64).min)
        words = filled.to_numpy(zero_copy_only=False).view(np.uint64)
        return _scrambled(words), _scrambled(words ^ np.uint64(0x9E3779B97F4A7C15))

    def _texts(self, column: pa.Array) -> tuple[Words, Words]:
        encoded = column.dictionary_encode()
        one, two = self._distinct_texts(encoded.dictionary)
        index = encoded.indices.to_numpy(zero_copy_only=False)
        return one[index], two[index]

    def _distinct_texts(self, texts: pa.StringArray) -> tuple[Words, Words]:
        starts, sizes, data = text_bytes(texts)
        place = np.arange(data.size) - np.repeat(starts - starts[0] if starts.size else starts, sizes)
        self._provide(int(sizes.max(initial=0)))
        wide = data.astype(np.uint64) + np.uint64(1)  # so that a NUL counts as well
        ends = np.concatenate([np.zeros(1, np.int64), np.cumsum(sizes)])
        words = []
        for weights in self._weights:
            total = np.concatenate([np.zeros(1, np.uint64), np.cumsum(wide * weights[place])])
            words.append(total[ends[1:]] - total[ends[:-1]])
        return words[0], words[1]

    def _provide(self, size: int) -> None:
        """Weights for texts of `size` bytes; those already given out stay."""
        while self._weights.shape[1] < size:
            more = self._random.integers(0, 2**64, size=self._weights.shape, dtype=np.uint64)
            self._weights = np.concatenate([self._weights, more], axis=1)


def text_bytes(texts: pa.StringArray) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint8]]:
    """Start, size and the bytes themselves of a column of texts without nulls."""
    _, offsets, data = texts.buffers()
    bounds = np.frombuffer(offsets, dtype=np.int32, count=len(texts) + 1, offset=4 * texts.offset).astype(np.int64)
    raw = np.frombuffer(data, dtype=np.uint8) if data is not None and data.size else np.zeros(0, np.uint8)
    return bounds[:-1] - bounds[0], np.diff(bounds), raw[bounds[0] : bounds[-1]]


def _scrambled(words: Words) -> Words:
    """The finaliser of SplitMix64: every input bit reaches every output bit."""
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))


@dataclass
class _Run:
    """Keys in order, each once, with a word of our own: what the first row held, or how often it came."""

    high: Words
    low: Words
    extra: Words | None


class SeenRows:
    """Keys of the rows accepted so far, to recognise a second one."""

    def __init__(self, *, counts: bool = False) -> None:
        self._runs: list[_Run] = []
        self._counts = counts

    def repeats(
        self, high: Words, low: Words, content: Words | None = None
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """(is a later row of its key, and differs in content from the first); the rows are then known."""
        order, starts, group = _groups(high, low)
        first = order[starts]
        known, first_content = self._lookup(high[first], low[first], None if content is None else content[first])
        is_repeat = np.ones(high.size, dtype=bool)
        is_repeat[first] = known
        differs = np.zeros(high.size, dtype=bool)
        if content is not None and first_content is not None:
            differs[order] = content[order] != first_content[group]
        new = ~known
        self._add(_Run(high[first][new], low[first][new], None if content is None else content[first][new]))
        return is_repeat, is_repeat & differs

    def ordinals(self, high: Words, low: Words) -> NDArray[np.int32]:
        """How many rows with the same key came before each row."""
        order, starts, group = _groups(high, low)
        sizes = np.diff(np.append(starts, high.size))
        first = order[starts]
        before = self._count(high[first], low[first])
        result = np.empty(high.size, dtype=np.int32)
        result[order] = (np.arange(high.size) - starts[group] + before[group].astype(np.int64)).astype(np.int32)
        self._add(_Run(high[first], low[first], sizes.astype(np.uint64)))
        return result

    def _lookup(self, high: Words, low: Words, own: Words | None) -> tuple[NDArray[np.bool_], Words | None]:
        known = np.zeros(high.size, dtype=bool)
        content = None if own is None else own.copy()
        for run in self._runs:
            at, hit = _find(run, high, low)
            known |= hit
            if content is not None and run.extra is not None:
                content[hit] = run.extra[at[hit]]
        return known, content

    def _count(self, high: Words, low: Words) -> Words:
        total = np.zeros(high.size, np.uint64)
        for run in self._runs:
            at, hit = _find(run, high, low)
            if run.extra is not None:
                total[hit] += run.extra[at[hit]]
        return total

    def _add(self, run: _Run) -> None:
        if run.high.size:
            self._runs.append(run)
        while len(self._runs) > 1 and self._may_merge(*self._runs[-2:]):
            last = self._runs.pop()
            self._runs[-1] = self._merged(self._runs[-1], last)

    def _may_merge(self, older: _Run, newer: _Run) -> bool:
        return older.high.size < 2 * newer.high.size and older.high.size + newer.high.size <= LARGEST_RUN

    def _merged(self, older: _Run, newer: _Run) -> _Run:
        high, low = np.concatenate([older.high, newer.high]), np.concatenate([older.low, newer.low])
        extra = None
        if older.extra is not None and newer.extra is not None:
            extra = np.concatenate([older.extra, newer.extra])
        order, starts, _ = _groups(high, low)
        first = order[starts]
        if extra is not None:
            extra = np.add.reduceat(extra[order], starts) if self._counts else extra[first]
        return _Run(high[first], low[first], extra)


def _groups(high: Words, low: Words) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Order by key (rows of one key stay in file order), where each key starts in it, and the key's number per row."""
    order = np.argsort(high, kind="stable")
    a, b = high[order], low[order]
    if ((a[1:] == a[:-1]) & (b[1:] != b[:-1])).any():  # two keys that share their first word
        order = np.lexsort((low, high))
        a, b = high[order], low[order]
    is_start = np.ones(order.size, dtype=bool)
    is_start[1:] = (a[1:] != a[:-1]) | (b[1:] != b[:-1])
    return order, np.flatnonzero(is_start), np.cumsum(is_start) - 1


def _find(run: _Run, high: Words, low: Words) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:
    """Where each (sorted) key stands in a run, and whether it is there at all."""
    at = np.searchsorted(run.high, high)
    inside = np.minimum(at, run.high.size - 1)
    hit = (run.high[inside] == high) & (run.low[inside] == low)
    # Two keys that share their first word: the second stands one further on.
    later = np.minimum(inside + 1, run.high.size - 1)
    other = ~hit & (run.high[later] == high) & (run.low[later] == low)
    return np.where(other, later, inside), hit | other
