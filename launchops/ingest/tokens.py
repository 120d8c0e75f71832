"""CSV text into records by RFC 4180, each with its line; nothing is ever dropped.

The standard `csv` module splits the cells. Around it stands what it does not tell: on which line a record
begins, that a quote was never closed (and where it was opened), that text follows a closing quote. Lines
without quotes and lines whose quotes are well formed, which is nearly every line of nearly every file, go
through in blocks; only what is left is looked at one line at a time.
"""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TextIO

from launchops.errors import RefusedFile

BLOCK_CHARACTERS = 1 << 16
RECORD_LIMIT = 200 * 32_767  # characters of one record kept in memory: the limits of R11 multiplied
CELL_LIMIT = 32_767


@dataclass
class Records:
    """Some records in file order. `broken` maps a position to the code of a structural fault."""

    lines: list[int] = field(default_factory=list)  # physical line on which each record begins
    cells: list[list[str]] = field(default_factory=list)
    broken: dict[int, str] = field(default_factory=dict)


@dataclass
class _OpenRecord:
    """A record whose quote is still open at the end of a line."""

    line: int
    quote_line: int
    parts: list[str]
    size: int

    def add(self, text: str) -> None:
        self.size += len(text)
        if self.size <= RECORD_LIMIT:
            self.parts.append(text)


class CsvTokeniser:
    """Turns lines into records, some at a time; a record may go on in the next lines. Empty lines are no records."""

    def __init__(self, *, delimiter: str, line: int = 1) -> None:
        csv.field_size_limit(2**31 - 1)  # our own limit is a reported row, not an exception
        self.line = line  # number of the next physical line
        self._delimiter = delimiter
        self._well_formed = _well_formed_record(delimiter)
        self._open: _OpenRecord | None = None

    @property
    def is_open(self) -> bool:
        """Whether the last record goes on in the next line."""
        return self._open is not None

    def end(self) -> None:
        """The file has ended; raises RefusedFile("unclosed_quote") where a quote is still open."""
        if self._open is not None:
            raise RefusedFile("unclosed_quote", line=self._open.quote_line)

    def records(self, lines: list[str]) -> Records:
        """The records that end in the next lines of the text."""
        first, self.line = self.line, self.line + len(lines)
        if self._open is None:
            quoted = [line for line in lines if '"' in line]
            if not quoted or all(map(self._well_formed.fullmatch, quoted)):
                return self._plain_block(lines, first, quoted=bool(quoted))
        return self._careful_block(lines, first)

    def _plain_block(self, lines: list[str], first: int, *, quoted: bool) -> Records:
        """Every line is one record."""
        records = Records()
        self._add_plain(records, lines, first, quoted=quoted)
        if max(map(len, lines)) > CELL_LIMIT:
            _mark_long_cells(records)
        return records

    def _add_plain(self, records: Records, lines: list[str], first: int, *, quoted: bool) -> None:
        """Add lines each of which is one record."""
        quoting = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
        cells = list(csv.reader(lines, delimiter=self._delimiter, quoting=quoting))  # type: ignore[arg-type]
        numbers = list(range(first, first + len(cells)))
        if [] in cells:
            numbers = [number for number, record in zip(numbers, cells, strict=True) if record]
            cells = [record for record in cells if record]
        records.lines += numbers
        records.cells += cells

    def _careful_block(self, lines: list[str], first: int) -> Records:
        records = Records()
        plain: list[str] = []
        for number, line in enumerate(lines, start=first):
            if self._open is None and ('"' not in line or self._well_formed.fullmatch(line)):
                plain.append(line)
                continue
            self._add_plain(records, plain, number - len(plain), quoted=True)
            plain = []
            self._continue(records, number, line)
        self._add_plain(records, plain, first + len(lines) - len(plain), quoted=True)
        _mark_long_cells(records)
        return records

    def _continue(self, records: Records, number: int, line: str) -> None:
        """Add a line to the open record, or begin one; give the record out when its quotes are closed."""
        started = self._open
        still_open = _ends_in_quotes(line, self._delimiter, in_quotes=started is not None)
        if started is None:
            started = _OpenRecord(number, number, [], 0)
        elif still_open == "opened again":
            started.quote_line = number
        started.add(line)
        self._open = started if still_open else None
        if not still_open:
            self._emit(records, started.line, "".join(started.parts), size=started.size)

    def _emit(self, records: Records, number: int, raw: str, *, size: int = 0) -> None:
        text = raw.rstrip("\r\n") if '"' not in raw else raw
        if not text:
            return
        if size > RECORD_LIMIT:
            records.broken[len(records.cells)] = "cell_too_long"
            cells = [raw[:CELL_LIMIT]]
        elif '"' not in text or self._well_formed.fullmatch(text):
            cells = next(csv.reader([text], delimiter=self._delimiter))
        else:
            records.broken[len(records.cells)] = "bad_quote"
            cells = _verbatim_cells(text.rstrip("\r\n"), self._delimiter)
        records.lines.append(number)
        records.cells.append(cells)


def tokenised(text: TextIO, *, delimiter: str, line: int = 1) -> Iterator[Records]:
    """The records of a text, some thousands at a time; raises RefusedFile("unclosed_quote")."""
    tokeniser = CsvTokeniser(delimiter=delimiter, line=line)
    while lines := text.readlines(BLOCK_CHARACTERS):
        yield tokeniser.records(lines)
    tokeniser.end()


def _well_formed_record(delimiter: str) -> re.Pattern[str]:
    """A whole record whose quoted cells are followed by a delimiter or the end."""
    d = re.escape(delimiter)
    cell = rf'(?:"(?:[^"]++|"")*+"|[^"{d}\r\n][^{d}\r\n]*+)?+'
    return re.compile(rf"{cell}(?:{d}{cell})*+(?:\r\n|\r|\n)?")


def _cell_ends(text: str, delimiter: str, *, in_quotes: bool) -> Iterator[tuple[int, bool]]:
    """(end of each cell, whether a quote is open there), a quote counting only at the start of a cell."""
    at, size = 0, len(text)
    while True:
        if in_quotes or text.startswith('"', at):
            at = _closing_quote(text, at if in_quotes else at + 1)
            if at < 0:
                yield size, True
                return
            in_quotes = False
        end = text.find(delimiter, at)
        yield (size, False) if end < 0 else (end, False)
        if end < 0:
            return
        at = end + 1


def _closing_quote(text: str, at: int) -> int:
    """Position after the closing quote, searching from inside the quotes; -1 where there is none."""
    while True:
        at = text.find('"', at)
        if at < 0:
            return -1
        if not text.startswith('"', at + 1):
            return at + 1
        at += 2


def _ends_in_quotes(line: str, delimiter: str, *, in_quotes: bool) -> str:
    """ "" where the line ends outside quotes, "still" where the first cell's quote is open, else "opened again"."""
    ends = list(_cell_ends(line, delimiter, in_quotes=in_quotes))
    if not ends[-1][1]:
        return ""
    return "still" if in_quotes and len(ends) == 1 else "opened again"


def _verbatim_cells(raw: str, delimiter: str) -> list[str]:
    """The cells of a badly quoted record, as they stand."""
    cells, start = [], 0
    for end, _ in _cell_ends(raw, delimiter, in_quotes=False):
        cells.append(raw[start:end])
        start = end + 1
    return cells


def _mark_long_cells(records: Records) -> None:
    for position, cells in enumerate(records.cells):
        if position not in records.broken and max(map(len, cells), default=0) > CELL_LIMIT:
            records.broken[position] = "cell_too_long"
