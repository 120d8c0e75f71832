"""An upload, read twice: once to understand it as a whole, once to give out its rows.

The first pass decides what only the whole file can tell (encoding, delimiter, header, order of day and month,
decimal sign) and refuses what cannot be loaded. The second gives out good rows and rejects, chunk by chunk, in
memory that depends on the chunk and not on the file.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import islice
from pathlib import Path
from typing import BinaryIO
from zoneinfo import ZoneInfo

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

from launchops.ahead import ahead
from launchops.errors import RefusedFile
from launchops.ingest.columns import column_of, normal_header, personal_names
from launchops.ingest.date_cells import DateEvidence, DateReading
from launchops.ingest.encoding import FileBytes, read_bytes
from launchops.ingest.faults import FAULT_CODES, Faults
from launchops.ingest.header import Header, find_header
from launchops.ingest.number_cells import NumberEvidence, NumberStyle
from launchops.ingest.parsed import Chunk, Kind, Notice, ReadOptions, Reject, Understanding
from launchops.ingest.quiet import worked_quietly
from launchops.ingest.records import Block, read_blocks, record_code
from launchops.ingest.rejects import RejectWriter
from launchops.ingest.repeats import RepeatFinder
from launchops.ingest.rows import CheckedBlock, FileReading, RowChecker
from launchops.ingest.source import Source
from launchops.ingest.text_cells import trimmed_column

PREVIEW_ROWS = 5
# Whole-record verdicts outrank cells: a totals row also lacks its date.
_RECORD_CODES = ("totals_row",)
NUMBERS = ("decimal", "money", "count")


class Upload:
    """A file that can be loaded, and how it was understood."""

    def __init__(
        self,
        source: Source,
        header: Header,
        reading: FileReading,
        *,
        understanding: Understanding,
        notices: Sequence[Notice],
    ) -> None:
        self._source = source
        self._header = header
        self._reading = reading
        self.understanding = understanding
        self.notices = tuple(notices)

    def chunks(self, rows: int = 50_000, *, with_repeated_events: bool = False) -> Iterator[Chunk]:
        """Good rows (`ROW_SCHEMAS[kind]`) and rejects, about `rows` records at a time, in file order.

        Over all chunks, rows and rejects together are the records of the file. Can be called again.
        `with_repeated_events`: for a caller that puts the rows in order and so finds repeated events itself, in
        less memory; they are then among the rows, `ordinal` is not filled in, and `repeat_rejects` tells the rest.
        """
        checker = RowChecker(self._reading)
        is_order_enough = with_repeated_events and self._reading.kind == "events"
        repeats = None if is_order_enough else RepeatFinder(self._reading)
        writer = RejectWriter(self._header, key=self._reading.hash_key)
        tables: list[pa.Table] = []
        rejects: list[Reject] = []
        blocks = ahead(read_blocks(self._source, self.understanding.encoding, self._header, checker.positions))
        for good, bad in worked_quietly(blocks, lambda block: self._checked(block, checker, repeats, writer)):
            tables.append(good)
            rejects += bad
            if sum(table.num_rows for table in tables) + len(rejects) >= rows:
                yield Chunk(pa.concat_tables(tables), tuple(rejects))
                tables, rejects = [], []
        if tables:
            yield Chunk(pa.concat_tables(tables), tuple(rejects))

    def repeat_rejects(self, data_rows: NDArray[np.int64]) -> Iterator[Reject]:
        """The rejects of events that repeat an earlier one, by their data rows (in order); reads the file again."""
        writer = RejectWriter(self._header, key=self._reading.hash_key)
        for block in read_blocks(self._source, self.understanding.encoding, self._header, ()):
            for at in np.flatnonzero(np.isin(block.data_rows, data_rows, kind="sort")).tolist():
                line, data_row = int(block.lines[at]), int(block.data_rows[at])
                yield writer.cell_reject(line, data_row, "", "duplicate_identical", block.record(at))
            if len(block.data_rows) and block.data_rows[-1] >= data_rows[-1]:
                return

    def _checked(
        self, block: Block, checker: RowChecker, repeats: RepeatFinder | None, writer: RejectWriter
    ) -> tuple[pa.Table, list[Reject]]:
        checked = checker.check(block)
        rejects = [writer.record_reject(bad.line, bad.data_row, bad.code, bad.cells) for bad in block.broken]
        rejects += self._cell_rejects(block, checked, writer)
        fine = np.flatnonzero(checked.faults == 0)
        rows = checked.rows if fine.size == checked.faults.size else checked.rows.take(pa.array(fine))
        if repeats is not None:
            repeated, rows = repeats.check(rows)
            if repeated.any():
                rejects += self._repeat_rejects(block, fine, repeated, writer)
                rows = rows.filter(pa.array(repeated == 0))
        return rows, sorted(rejects, key=lambda reject: reject.data_row)

    def _cell_rejects(self, block: Block, checked: CheckedBlock, writer: RejectWriter) -> Iterator[Reject]:
        places = np.flatnonzero(checked.faults)
        of_faulty = (block.lines, block.data_rows, checked.faults, checked.columns)
        columns = (values[places].tolist() for values in of_faulty)
        for at, line, data_row, fault, position in zip(places.tolist(), *columns, strict=True):
            cells, code = block.record(at), FAULT_CODES[fault]
            whole = record_code(cells, self._header)
            column = "" if whole or code in _RECORD_CODES else checked.names[position]
            yield writer.cell_reject(line, data_row, column, whole or code, cells)

    def _repeat_rejects(
        self, block: Block, fine: np.ndarray, repeated: Faults, writer: RejectWriter
    ) -> Iterator[Reject]:
        for place in np.flatnonzero(repeated).tolist():
            at, code = int(fine[place]), FAULT_CODES[int(repeated[place])]
            yield writer.cell_reject(int(block.lines[at]), int(block.data_rows[at]), "", code, block.record(at))


def open_upload(
    source: bytes | Path | BinaryIO,
    kind: Kind,
    *,
    options: ReadOptions,
    zone: ZoneInfo,
    today: date,
    hash_key: bytes,
) -> Upload:
    """Read a file once and say how it is understood; `today` bounds the dates (tomorrow is the last that is fine).

    Raises RefusedFile with one of the refusal codes of `launchops.ingest.codes`; nothing is kept then.
    """
    opened = Source(source)
    found = read_bytes(opened, chosen=options.encoding)
    header = find_header(opened, found.encoding, kind, options)
    scan = _Scan(header, kind)
    for _ in worked_quietly(ahead(read_blocks(opened, found.encoding, header, scan.positions)), scan.look_at):
        pass
    if not scan.records:
        raise RefusedFile("no_data_rows", line=header.line)
    dates = scan.date_reading(options, zone=zone, today=today)
    reading = FileReading(kind, header.positions, dates, scan.number_style(), hash_key)
    preview = _first_rows(opened, found, header, hash_key)
    understanding = _understanding(found, header, reading, preview)
    return Upload(
        opened, header, reading, understanding=understanding, notices=tuple(_notices(found, header, scan, reading))
    )


class _Scan:
    """Collects, over the whole file, what dates and numbers say about themselves."""

    def __init__(self, header: Header, kind: Kind) -> None:
        self._header = header
        positions = header.positions
        self.records = 0
        when = next((name for name in ("timestamp", "date", "signup_date") if name in positions), "")
        self._when = positions[when]
        self.dates = DateEvidence(header.cells[self._when])
        self._numbers = [at for name, at in positions.items() if column_of(kind, name).type in NUMBERS]
        if header.delimiter != ";":  # elsewhere a point is a point
            self._numbers = []
        self.positions = (self._when, *self._numbers)
        self.numbers = NumberEvidence()

    def look_at(self, block: Block) -> None:
        self.records += len(block.lines) + len(block.broken)
        if not len(block.lines):
            return
        self.dates.look_at(block.columns[self._when], block.lines)
        for position in self._numbers:
            self.numbers.look_at(trimmed_column(block.columns[position]))

    def date_reading(self, options: ReadOptions, *, zone: ZoneInfo, today: date) -> DateReading:
        column = self._header.cells[self._when]
        numeric = self.dates.numeric_form()
        order = None if numeric else self.dates.order(options.date_order, column=column)
        return DateReading(order, numeric, zone, today)

    def number_style(self) -> NumberStyle:
        return self.numbers.style() if self._header.delimiter == ";" else "point"


def _understanding(
    found: FileBytes, header: Header, reading: FileReading, preview: tuple[tuple[str, ...], ...]
) -> Understanding:
    mapping = {cell: ours for cell, ours in zip(header.cells, header.mapped, strict=True) if ours}
    return Understanding(
        kind=reading.kind,
        sha256=found.sha256,
        byte_count=found.byte_count,
        encoding=found.encoding,
        delimiter=header.delimiter,
        header=header.cells,
        mapping=mapping,
        date_order=reading.dates.order,
        first_rows=preview,
    )


def _first_rows(opened: Source, found: FileBytes, header: Header, key: bytes) -> tuple[tuple[str, ...], ...]:
    """The first records for the preview; device ids, addresses and unused personal columns as in rejects."""
    writer = RejectWriter(header, key=key)
    blocks = read_blocks(opened, found.encoding, header, (0,))
    records = (block.record(at) for block in blocks for at in range(len(block.lines)))
    return tuple(writer.kept_cells(cells) for cells in islice(records, PREVIEW_ROWS))


def _notices(found: FileBytes, header: Header, scan: _Scan, reading: FileReading) -> Iterator[Notice]:
    if found.encoding == "gb18030":
        yield Notice("decoded_as_gb18030", 1)
    if header.line > header.first_line:
        yield Notice("preamble_skipped", header.line - header.first_line)
    unused = [cell.strip() for cell, ours in zip(header.cells, header.mapped, strict=True) if cell.strip() and not ours]
    if {"timestamp", "date"} <= set(header.mapped):  # the time tells the day as well
        unused.append(header.cells[header.positions["date"]].strip())
    if unused:
        yield Notice("unused_column", len(unused), ", ".join(unused))
    personal = [name for name in unused if normal_header(name) in personal_names()]
    if personal:
        yield Notice("personal_data", len(personal), ", ".join(personal))
    if reading.dates.numeric:
        yield Notice(reading.dates.numeric, scan.dates.numeric[reading.dates.numeric])
    if reading.numbers == "comma":
        yield Notice("decimal_comma", 1)
