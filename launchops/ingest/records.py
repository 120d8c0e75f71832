"""From records to columns: the structural rules (R4–R6, R10) and what stands in for a broken record."""

import csv
import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from launchops.ingest.columns import normal_header
from launchops.ingest.formula import formula_restored
from launchops.ingest.header import Header
from launchops.ingest.pieces import line_parts, utf8_pieces
from launchops.ingest.plain import PlainSplitter
from launchops.ingest.source import Source
from launchops.ingest.text_cells import TRIMMED, holds_totals_word
from launchops.ingest.tokens import CsvTokeniser, Records

PART = 1 << 16  # bytes read with care at a time


@dataclass(frozen=True)
class BrokenRecord:
    """A record whose cells cannot be told apart with certainty."""

    line: int
    data_row: int
    code: str
    cells: Sequence[str]


@dataclass(frozen=True)
class Block:
    """Records with enough cells, the wanted ones as columns; and the records whose structure is broken."""

    lines: NDArray[np.int64]
    data_rows: NDArray[np.int64]
    columns: Mapping[int, pa.StringArray]  # position in the file -> cells as written
    record: Callable[[int], Sequence[str]]  # all cells of a record, by its place in the block
    broken: Sequence[BrokenRecord] = ()


def read_blocks(source: Source, encoding: str, header: Header, positions: Sequence[int]) -> Iterator[Block]:
    """All records after the header with the columns at `positions`, block by block; the same every time.

    Raises RefusedFile("unclosed_quote").
    """
    reader = _BlockReader(header, positions)
    for piece in utf8_pieces(source, encoding):
        yield from reader.blocks(piece)
    reader.end()


class _BlockReader:
    """Reads piece after piece: as a whole where it is plain, else in small parts, with care only where it must be."""

    def __init__(self, header: Header, positions: Sequence[int]) -> None:
        self._header = header
        self._positions = positions
        self._tokeniser = CsvTokeniser(delimiter=header.delimiter, line=1)
        self._splitter = PlainSplitter(
            delimiter=header.delimiter, width=len(header.cells), positions=positions, is_allowed=not header.markers
        )
        self._lines_to_skip = header.first_line - 1
        self._records_to_skip = header.record + 1
        self._data_row = 1
        self.end = self._tokeniser.end

    def blocks(self, piece: bytes) -> Iterator[Block]:
        """The records that end in a piece of the file."""
        while self._records_to_skip and piece:
            part = next(line_parts(piece, PART))
            piece = self._after_header(part) + piece[len(part) :]
        if not piece:
            return
        block = self._plain(piece)
        if block is not None:
            yield block
            return
        for part in line_parts(piece, PART):
            yield self._plain(part) or self._careful(part)

    def _after_header(self, piece: bytes) -> bytes:
        lines = _lines(piece)
        at = min(self._lines_to_skip, len(lines))
        self._lines_to_skip -= at
        self._tokeniser.line += at
        while at < len(lines) and self._records_to_skip:
            self._records_to_skip -= len(self._tokeniser.records([lines[at]]).cells)
            at += 1
        return "".join(lines[at:]).encode()

    def _plain(self, piece: bytes) -> Block | None:
        """The records of a piece, each of which is a line; None where they are not, or not for certain."""
        split = None if self._tokeniser.is_open else self._splitter.split(piece)
        if split is None:
            return None
        broken = self._broken(split.odd)
        if not all(record.code for record in broken):
            return None  # a line of another width that is fine all the same
        places = np.arange(split.line_count)
        if split.odd:
            places = np.delete(places, [place for place, _ in split.odd])
        delimiter = self._header.delimiter
        block = Block(
            lines=self._tokeniser.line + places,
            data_rows=self._data_row + places,
            columns=split.columns,
            record=lambda at: split.cells(int(places[at]), delimiter),
            broken=broken,
        )
        self._tokeniser.line += split.line_count
        self._data_row += split.line_count
        return block

    def _broken(self, odd: Sequence[tuple[int, str]]) -> list[BrokenRecord]:
        """Lines (number from 0, text) with another number of cells; no code where one is fine all the same."""
        line, data_row = self._tokeniser.line, self._data_row
        records = csv.reader((text for _, text in odd), delimiter=self._header.delimiter)
        return [
            BrokenRecord(line + place, data_row + place, _structural_code(cells, self._header, ""), cells)
            for (place, _), cells in zip(odd, records, strict=True)
        ]

    def _careful(self, part: bytes) -> Block:
        records = self._tokeniser.records(_lines(part))
        block = _block(records, self._header, self._data_row, self._positions)
        self._data_row += len(block.lines) + len(block.broken)
        return block


def _lines(piece: bytes) -> list[str]:
    """Lines with their ends: LF, CRLF or CR."""
    return io.StringIO(piece.decode(), newline="").readlines()


def _block(records: Records, header: Header, data_row: int, positions: Sequence[int]) -> Block:
    if header.markers:
        records.cells = [_as_it_stood(cells, header.markers) for cells in records.cells]
    lines = np.array(records.lines, dtype=np.int64)
    data_rows = np.arange(data_row, data_row + len(records.cells), dtype=np.int64)
    full = len(header.cells)
    kept: list[int] = []
    broken: list[BrokenRecord] = []
    for at, cells in enumerate(records.cells):
        code = (
            ""
            if len(cells) == full and at not in records.broken
            else _structural_code(cells, header, records.broken.get(at, ""))
        )
        if code:
            broken.append(BrokenRecord(records.lines[at], int(data_rows[at]), code, cells))
        else:
            kept.append(at)
    fitted = [_fitted(records.cells[at], full) for at in kept]
    columns = {position: pa.array([cells[position] for cells in fitted], pa.string()) for position in positions}
    return Block(lines[kept], data_rows[kept], columns, fitted.__getitem__, broken)


def _as_it_stood(cells: list[str], markers: Sequence[int]) -> list[str]:
    """A record of our own CSV of rejected rows, without our columns and our guard against formulas."""
    return [formula_restored(cell) for at, cell in enumerate(cells) if at not in markers]


def _structural_code(cells: Sequence[str], header: Header, known: str) -> str:
    if not known and is_blank(cells):
        return "blank_row"
    if known:
        return known
    if len(cells) < header.width:
        return "too_few_fields"
    return "" if is_blank(cells[len(header.cells) :]) else "too_many_fields"


def _fitted(cells: list[str], width: int) -> list[str]:
    return cells if len(cells) == width else cells[:width] + [""] * (width - len(cells))


def is_blank(cells: Sequence[str]) -> bool:
    """Whether no cell holds anything but white space."""
    return not "".join(cells).strip(TRIMMED)


def record_code(cells: Sequence[str], header: Header) -> str:
    """What a record with a faulty cell is as a whole: blank_row, repeated_header, totals_row, or ""."""
    if is_blank(cells):
        return "blank_row"
    if all(normal_header(cells[at]) == name for at, name in header.is_repeated_by):
        return "repeated_header"
    return "totals_row" if holds_totals_word(cells) else ""
