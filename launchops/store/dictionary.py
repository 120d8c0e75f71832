"""Texts that many rows share (user ids, event names) and the numbers that stand for them.

A file's rows are numbered while it is read, outside any transaction: texts the store knows get their number,
new ones the next free numbers. `settle` writes the new ones inside the load's transaction; where another upload
has taken numbers meanwhile, it says which numbers to use instead.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray
from sqlalchemy import Connection, Select, Table, select, text

from launchops.errors import StoreError
from launchops.store.bulk import insert_rows, read_matching, read_rows
from launchops.store.tables import event_name_table, user_id_table
from launchops.store.text_index import TextIndex

LOOK_UP_AT_MOST = 50_000  # more texts than this, and reading the whole dictionary once is faster
READ_AT_MOST = 4_000_000  # of a longer dictionary the numbers would take too much memory

Open = Callable[[], AbstractContextManager[Connection]]
Numbers = NDArray[np.int64]


@dataclass(frozen=True)
class Dictionary:
    """A table of (number, text)."""

    table: Table
    key: str
    text: str

    def highest(self, connection: Connection) -> tuple[int, str | None]:
        """The highest number and its text; (0, None) where there is none."""
        key = self.table.c[self.key]
        row = connection.execute(select(key, self.table.c[self.text]).order_by(key.desc()).limit(1)).one_or_none()
        return (0, None) if row is None else (int(row[0]), str(row[1]))

    def find(self, connection: Connection, texts: pa.StringArray, *, below: int) -> Numbers:
        """The number of each of `texts`, 0 where it has none below a limit."""
        wanted = texts.to_pylist()
        found: dict[str, int] = {}
        for rows in read_matching(connection, self._query(below), self.text, wanted):
            found.update((text, number) for number, text in rows)
        return np.fromiter((found.get(text, 0) for text in wanted), np.int64, len(wanted))

    def read(self, connection: Connection, *, below: int) -> Iterator[tuple[pa.StringArray, Numbers]]:
        """All texts with a number below a limit and their numbers, many at a time."""
        for rows in read_rows(connection, self._query(below)):
            numbers, texts = zip(*rows, strict=True)
            yield pa.array(texts, pa.string()), np.array(numbers, dtype=np.int64)

    def _query(self, below: int) -> Select[*tuple[Any, ...]]:
        key = self.table.c[self.key]
        return select(key, self.table.c[self.text]).where(key < below)


class Numbering:
    """The numbers of the texts of one file."""

    def __init__(self, dictionary: Dictionary, read: Open) -> None:
        self.dictionary = dictionary
        self._read = read
        self._index = TextIndex()
        self._numbers: Numbers = np.empty(0, dtype=np.int64)
        self._new: list[pa.StringArray] = []
        self._highest: tuple[int, str | None] | None = None  # of the store, when this file was begun
        self._next = 0
        self._asked = 0
        self._is_all_known = False  # whether every text of the store has been read

    def numbers(self, texts: pa.StringArray) -> Numbers:
        """The number of each of `texts`."""
        places, unmet = self._index.places(texts)
        if unmet.size:
            some = texts.take(pa.array(unmet))
            known, more = self._ask(some)
            self._numbers = np.concatenate([self._numbers, self._with_new(some, known), *more])
        return self._numbers.take(places)

    def all_numbers(self) -> Numbers:
        """The numbers of all texts so far."""
        return self._numbers

    def _with_new(self, texts: pa.StringArray, known: Numbers) -> Numbers:
        """Numbers of texts not met before (all different): those known, else on from the highest in text order."""
        is_new = known == 0
        new = texts.filter(pa.array(is_new))
        order = pc.sort_indices(new)
        in_order = np.empty(len(new), dtype=np.int64)
        in_order[order.to_numpy()] = np.arange(self._next, self._next + len(new))
        known[is_new] = in_order
        self._next += len(new)
        self._new.append(new.take(order))
        return known

    def _ask(self, texts: pa.StringArray) -> tuple[Numbers, list[Numbers]]:
        """The store's number of each text just met, 0 for none; and numbers of texts that got the places after them."""
        if self._highest is None:
            with self._read() as connection:
                self._highest = self.dictionary.highest(connection)
            self._next = self._highest[0] + 1
        highest = self._highest[0]
        if not highest or self._is_all_known:
            return np.zeros(len(texts), dtype=np.int64), []
        self._asked += len(texts)
        with self._read() as connection:
            if self._asked <= LOOK_UP_AT_MOST or highest > READ_AT_MOST:
                return self.dictionary.find(connection, texts, below=highest + 1), []
            return self._read_all(connection, len(texts), highest)

    def _read_all(self, connection: Connection, count: int, highest: int) -> tuple[Numbers, list[Numbers]]:
        """Give every text of the store a place; what `_ask` returns, where `count` texts have just been met."""
        self._is_all_known = True
        numbers, more, first = np.zeros(count, dtype=np.int64), [], self._index.count - count
        for texts, keys in self.dictionary.read(connection, below=highest + 1):
            places, unmet = self._index.places(texts)
            more.append(keys[unmet])
            asked = (places >= first) & (places < first + count)
            numbers[places[asked] - first] = keys[asked]
        return numbers, more

    def settle(self, connection: Connection) -> "Renumbering":
        """Write the new texts inside the load's transaction; returns which numbers to use instead of those given.

        StoreError store_replaced where the store was emptied since the file was begun.
        """
        new = pa.concat_arrays([pa.array([], pa.string()), *self._new])
        self._index, self._new = TextIndex(), []  # no more texts come
        if self._highest is None:
            return Renumbering(0, np.empty(0, dtype=np.int64))
        if connection.dialect.name == "postgresql":  # elsewhere one writer at a time is certain
            connection.execute(text(f"LOCK TABLE {self.dictionary.table.name} IN SHARE ROW EXCLUSIVE MODE"))
        first = self._highest[0] + 1
        if self._text_of(connection, self._highest[0]) != self._highest[1]:
            raise StoreError("store_replaced")
        taken, numbers = self._taken(connection, first)
        at = pc.index_in(new, value_set=taken)
        is_new = at.is_null().to_numpy(zero_copy_only=False)
        final = np.empty(len(new), dtype=np.int64)
        final[~is_new] = numbers[at.drop_null().to_numpy()]
        final[is_new] = np.arange(is_new.sum()) + max(first, int(numbers.max(initial=0)) + 1)
        rows = pa.table({self.dictionary.key: final[is_new], self.dictionary.text: new.filter(pa.array(is_new))})
        insert_rows(connection, self.dictionary.table, rows, {})
        return Renumbering(first, final)

    def _text_of(self, connection: Connection, number: int) -> str | None:
        columns = self.dictionary.table.c
        query = select(columns[self.dictionary.text]).where(columns[self.dictionary.key] == number)
        return connection.execute(query).scalar_one_or_none()

    def _taken(self, connection: Connection, first: int) -> tuple[pa.StringArray, Numbers]:
        """Texts other uploads have numbered since this file was begun."""
        key = self.dictionary.table.c[self.dictionary.key]
        rows = connection.execute(select(key, self.dictionary.table.c[self.dictionary.text]).where(key >= first)).all()
        return pa.array([row[1] for row in rows], pa.string()), np.array([row[0] for row in rows], dtype=np.int64)


@dataclass(frozen=True)
class Renumbering:
    """Numbers from `first` on were given before the transaction; `final` are the ones to use."""

    first: int
    final: Numbers

    @property
    def changes_nothing(self) -> bool:
        """Whether the numbers given are the ones to use."""
        return not len(self.final) or bool((self.final == self.first + np.arange(len(self.final))).all())

    def apply(self, numbers: Numbers) -> Numbers:
        """The numbers to use."""
        if self.changes_nothing:
            return numbers
        given = numbers - self.first
        return np.where(given < 0, numbers, self.final[np.maximum(given, 0)])


USER_IDS = Dictionary(user_id_table, "user_key", "user_id")
EVENT_NAMES = Dictionary(event_name_table, "event_key", "name")
