"""Pieces of a file in which every line is one record, split into columns by Arrow.

Arrow is fast and forgiving, so it gets only what has no room for doubt: line ends of one form, no empty line,
quotes only around whole cells, no line end inside quotes, no line that could hold a cell over the limit. Lines
with another number of cells it hands back, and the sum is checked: columns + handed back = lines. For every
other piece the answer is None, and `launchops.ingest.tokens` reads it.
"""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pyarrow as pa
import pyarrow.csv as arrow_csv
from numpy.typing import NDArray

from launchops.ingest.tokens import CELL_LIMIT


@dataclass(frozen=True)
class PlainPiece:
    """A piece split into columns. `odd` are the lines with another number of cells: (number from 0, text)."""

    raw: bytes
    line_count: int
    columns: Mapping[int, pa.StringArray]  # of the lines that are not odd
    odd: Sequence[tuple[int, str]]

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        ends = np.flatnonzero(np.frombuffer(self.raw, dtype=np.uint8) == ord("\n"))
        return np.concatenate([np.zeros(1, np.int64), ends + 1, [len(self.raw)]])

    def cells(self, line: int, delimiter: str) -> list[str]:
        """The cells of a line (from 0), as written."""
        text = self.raw[self._starts[line] : self._starts[line + 1]].decode()
        return next(csv.reader([text], delimiter=delimiter))


class PlainSplitter:
    """Splits the pieces of one file: records of `width` cells, of which only `positions` are wanted.

    Without positions only the lines are counted, and none is odd.
    """

    def __init__(self, *, delimiter: str, width: int, positions: Sequence[int], is_allowed: bool) -> None:
        self._delimiter = delimiter
        self._positions = tuple(positions)
        names = [str(position) for position in range(width)]
        wanted = [names[position] for position in self._positions]
        self._names = names
        self._convert = arrow_csv.ConvertOptions(
            check_utf8=False,  # the whole file has been decoded once already
            column_types=dict.fromkeys(wanted, pa.string()),
            include_columns=wanted,
            strings_can_be_null=False,
        )
        self._is_possible = is_allowed and width > 1 and len(delimiter) == 1 and delimiter.isascii()

    def split(self, piece: bytes) -> PlainPiece | None:
        """The columns of a piece, None where the piece has to be read with more care."""
        data = np.frombuffer(piece, dtype=np.uint8)
        ends = np.flatnonzero(data == ord("\n"))
        line_count = ends.size + (not piece.endswith(b"\n"))
        quotes = b'"' in piece
        if not self._is_possible or not _has_plain_lines(piece, ends):
            return None
        if quotes and not _has_whole_quotes(data, ends, ord(self._delimiter)):
            return None
        if not self._positions:
            return PlainPiece(piece, line_count, {}, ())
        odd: list[tuple[int, str]] = []

        def hand_back(row: arrow_csv.InvalidRow) -> str:
            odd.append((row.number - 1, row.text))
            return "skip"

        table = arrow_csv.read_csv(
            pa.BufferReader(piece),
            read_options=arrow_csv.ReadOptions(use_threads=False, column_names=self._names, block_size=len(piece) + 1),
            parse_options=arrow_csv.ParseOptions(
                delimiter=self._delimiter, quote_char='"' if quotes else False, invalid_row_handler=hand_back
            ),
            convert_options=self._convert,
        )
        if table.num_rows + len(odd) != line_count:
            return None
        columns = {position: _one_array(table.column(at)) for at, position in enumerate(self._positions)}
        return PlainPiece(piece, line_count, columns, odd)


def _one_array(column: pa.ChunkedArray) -> pa.StringArray:
    return column.chunk(0) if column.num_chunks == 1 else column.combine_chunks()


def _has_plain_lines(piece: bytes, ends: NDArray[np.int64]) -> bool:
    """Whether all lines end alike (LF or CRLF), none is empty and none could hold a cell over the limit."""
    end_size = 1
    if b"\r" in piece:
        end_size = 2
        if not piece.count(b"\r") == piece.count(b"\r\n") == ends.size:
            return False
    sizes = np.diff(np.concatenate([[-1], ends]))
    last = len(piece) - 1 - (int(ends[-1]) if ends.size else -1)
    return bool((sizes > end_size).all()) and max(int(sizes.max(initial=0)), last) <= CELL_LIMIT


def _has_whole_quotes(data: NDArray[np.uint8], line_ends: NDArray[np.int64], delimiter: int) -> bool:
    """Whether every quote opens or closes a whole cell or is one of a pair inside, and no line ends inside quotes."""
    quotes = np.flatnonzero(data == ord('"'))
    if quotes.size % 2:
        return False
    outside = np.array([delimiter, ord("\n"), ord("\r")], dtype=np.uint8)
    padded = np.concatenate([[np.uint8(ord("\n"))], data, [np.uint8(ord("\n"))]])  # the piece stands at line ends
    opening, closing = quotes[0::2], quotes[1::2]
    before, after = padded[opening], padded[closing + 2]
    # a second quote of a pair has the first right before it, and the first one closed
    paired = np.zeros(opening.size, dtype=bool)
    paired[1:] = opening[1:] == closing[:-1] + 1
    is_cell_start = np.isin(before, outside) | paired
    is_cell_end = np.isin(after, outside) | np.append(paired[1:], False)
    is_outside = np.searchsorted(quotes, line_ends) % 2 == 0
    return bool(is_cell_start.all() and is_cell_end.all() and is_outside.all())
