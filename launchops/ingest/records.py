"""From records to columns: the structural rules (R4–R6, R10) and what stands in for a broken record."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from operator import itemgetter

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from launchops.ingest.columns import normal_header
from launchops.ingest.formula import formula_restored
from launchops.ingest.header import Header
from launchops.ingest.source import Source
from launchops.ingest.text_cells import TRIMMED, is_totals_word
from launchops.ingest.tokens import CsvTokeniser, Records


@dataclass
class Block:
    """Records with enough cells, as columns; and the records whose structure is broken, with their codes."""

    cells: list[list[str]]
    lines: NDArray[np.int64]
    data_rows: NDArray[np.int64]
    broken: list["BrokenRecord"] = field(default_factory=list)

    def column(self, position: int) -> pa.StringArray:
        """One column of the file, as written."""
        return pa.array(list(map(itemgetter(position), self.cells)), pa.string())


@dataclass(frozen=True)
class BrokenRecord:
    """A record whose cells cannot be told apart with certainty."""

    line: int
    data_row: int
    code: str
    cells: Sequence[str]


def read_blocks(source: Source, encoding: str, header: Header) -> Iterator[Block]:
    """All records after the header, block by block; the same every time.

    Raises RefusedFile("unclosed_quote").
    """
    with source.text(encoding) as text:
        for _ in range(header.first_line - 1):
            text.readline()
        to_skip, data_row = header.record + 1, 1
        for records in CsvTokeniser(text, delimiter=header.delimiter, line=header.first_line):
            skipped = min(to_skip, len(records.cells))
            to_skip -= skipped
            if skipped < len(records.cells):
                block = _block(_without_first(records, skipped), header, data_row)
                data_row += len(block.cells) + len(block.broken)
                yield block


def _without_first(records: Records, count: int) -> Records:
    if not count:
        return records
    broken = {at - count: code for at, code in records.broken.items() if at >= count}
    return Records(records.lines[count:], records.cells[count:], broken)


def _block(records: Records, header: Header, data_row: int) -> Block:
    if header.markers:
        records.cells = [_as_it_stood(cells, header.markers) for cells in records.cells]
    lines = np.array(records.lines, dtype=np.int64)
    data_rows = np.arange(data_row, data_row + len(records.cells), dtype=np.int64)
    full = len(header.cells)
    if not records.broken and set(map(len, records.cells)) <= {full}:
        return Block(records.cells, lines, data_rows)
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
    return Block(fitted, lines[kept], data_rows[kept], broken)


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
    return not any(cell.strip(TRIMMED) for cell in cells)


def record_code(cells: Sequence[str], header: Header) -> str:
    """What a record with a faulty cell is as a whole: blank_row, repeated_header, totals_row, or ""."""
    if is_blank(cells):
        return "blank_row"
    known = list(header.positions.values())
    if all(normal_header(cells[at]) == normal_header(header.cells[at]) for at in known):
        return "repeated_header"
    return "totals_row" if any(is_totals_word(cell) for cell in cells) else ""
