"""Which texts were met before, in a few bytes a text however many there are.

Texts are told apart by 128-bit hashes with a secret, new for each index: that two different texts meet has a
chance below 1 in 10^30 per pair, and nobody can choose such a pair. The hashes stand in an open-addressing table
that is searched for many texts at once.
"""

import secrets

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Words = NDArray[np.uint64]
Integers = NDArray[np.int64]
ROWS_AT_ONCE = 1 << 16  # few enough for the processor's cache
_WORD = 8  # bytes of a text taken at a time
_FIRST_BYTES = np.array([(1 << 8 * size) - 1 for size in range(_WORD + 1)], dtype=np.uint64)


class TextIndex:
    """Gives every text its place: 0, 1, 2 … as they are met."""

    def __init__(self) -> None:
        self.count = 0
        self._random = np.random.default_rng(secrets.randbits(128))
        self._secrets = self._random.integers(0, 2**64, size=(4, 16), dtype=np.uint64)
        self._slots = np.full(1 << 12, -1, dtype=np.int32)  # place of the text whose hash leads here
        self._hashes = np.empty((2, 1 << 10), dtype=np.uint64)  # of the text at each place

    def places(self, texts: pa.StringArray) -> tuple[Integers, Integers]:
        """The place of each text; and where in `texts` those not met before stand, each once, in order of place."""
        places, unmet = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
        for start in range(0, len(texts), ROWS_AT_ONCE):
            some, new = self._places(texts.slice(start, ROWS_AT_ONCE))
            places.append(some)
            unmet.append(start + new)
        return np.concatenate(places), np.concatenate(unmet)

    def _places(self, texts: pa.StringArray) -> tuple[Integers, Integers]:
        hashes = self._hashed(texts)
        places = self._find(hashes)
        unmet = np.flatnonzero(places < 0)
        if not unmet.size:
            return places, unmet
        first, group = _distinct(hashes[:, unmet])
        places[unmet] = self.count + group
        self._add(hashes[:, unmet[first]])
        return places, unmet[first]

    def _find(self, hashes: Words) -> Integers:
        """Place of each hash, -1 where it is not there."""
        places = np.full(hashes.shape[1], -1, dtype=np.int64)
        mask = len(self._slots) - 1
        rows, slots = np.arange(hashes.shape[1]), (hashes[0] & np.uint64(mask)).astype(np.int64)
        while rows.size:
            found = self._slots[slots]
            there = found >= 0
            rows, slots, found = rows[there], slots[there], found[there]
            same = (self._hashes[0, found] == hashes[0, rows]) & (self._hashes[1, found] == hashes[1, rows])
            places[rows[same]] = found[same]
            rows, slots = rows[~same], (slots[~same] + 1) & mask
        return places

    def _add(self, hashes: Words) -> None:
        """Give hashes that are not there the next places."""
        first, self.count = self.count, self.count + hashes.shape[1]
        if self.count > self._hashes.shape[1]:
            room = np.empty((2, max(self.count, 2 * self._hashes.shape[1]) - first), dtype=np.uint64)
            self._hashes = np.concatenate([self._hashes[:, :first], room], axis=1)
        self._hashes[:, first : self.count] = hashes
        if 2 * self.count > len(self._slots):
            self._slots = np.full(1 << (2 * self.count).bit_length(), -1, dtype=np.int32)
            first = 0
        self._settle(np.arange(first, self.count, dtype=np.int32))

    def _settle(self, places: NDArray[np.int32]) -> None:
        """Put places into the first free slot after the one their hash leads to."""
        mask = len(self._slots) - 1
        slots = (self._hashes[0, places] & np.uint64(mask)).astype(np.int64)
        while places.size:
            free = self._slots[slots] < 0
            self._slots[slots[free]] = places[free]  # of several that want one slot the last gets it
            left = self._slots[slots] != places
            places, slots = places[left], (slots[left] + 1) & mask

    def _hashed(self, texts: pa.StringArray) -> Words:
        _, offsets, data = texts.buffers()
        bounds = np.frombuffer(offsets, dtype=np.int32, count=len(texts) + 1, offset=4 * texts.offset).astype(np.int64)
        raw = np.frombuffer(data, dtype=np.uint8)[bounds[0] : bounds[-1]] if data is not None else np.zeros(0, np.uint8)
        padded = np.concatenate([raw, np.zeros(_WORD, dtype=np.uint8)])
        # the eight bytes from every position on
        words = np.ndarray(len(raw) + 1, dtype="<u8", buffer=padded, strides=(1,))
        starts, sizes = bounds[:-1] - bounds[0], np.diff(bounds)
        hashes = np.stack([sizes.astype(np.uint64)] * 2)
        self._provide(-(-int(sizes.max(initial=0)) // _WORD))
        for number in range(-(-int(sizes.max(initial=0)) // _WORD)):
            rows = np.flatnonzero(sizes > _WORD * number)
            left = np.minimum(sizes[rows] - _WORD * number, _WORD)
            word = words[starts[rows] + _WORD * number] & _FIRST_BYTES[left]
            one, two, three, four = self._secrets[:, number]
            hashes[0, rows] += _scrambled(word ^ one) * (two | np.uint64(1))
            hashes[1, rows] += _scrambled(word ^ three) * (four | np.uint64(1))
        return _scrambled(hashes)

    def _provide(self, words: int) -> None:
        """Secrets for texts of so many words; those already in use stay."""
        while self._secrets.shape[1] < words:
            more = self._random.integers(0, 2**64, size=self._secrets.shape, dtype=np.uint64)
            self._secrets = np.concatenate([self._secrets, more], axis=1)


def _scrambled(words: Words) -> Words:
    """The finaliser of SplitMix64: every input bit reaches every output bit."""
    words = (words ^ (words >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
    words = (words ^ (words >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return words ^ (words >> np.uint64(31))


def _distinct(hashes: Words) -> tuple[Integers, Integers]:
    """Where each different hash stands first, in order of the hash; and for each hash which of these it is."""
    order = np.lexsort((hashes[1], hashes[0]))
    ordered = hashes[:, order]
    is_start = np.ones(order.size, dtype=np.bool_)
    is_start[1:] = (ordered[:, 1:] != ordered[:, :-1]).any(axis=0)
    group = np.empty(order.size, dtype=np.int64)
    group[order] = np.cumsum(is_start) - 1
    return order[is_start], group
