"""Rejected records: kept without personal data, and written as a CSV that loads again after mending."""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence

from launchops.ingest.codes import reason_of
from launchops.ingest.columns import normal_header, personal_names
from launchops.ingest.formula import formula_safe
from launchops.ingest.header import MARKERS, Header
from launchops.ingest.parsed import Reject
from launchops.ingest.private import private_hash
from launchops.ingest.text_cells import is_null_word, trimmed
from launchops.ingest.tokens import CELL_LIMIT
from launchops.locale import Language, say

VALUE_LIMIT = 200
PRIVATE = ("device_id", "ip")


class RejectWriter:
    """Makes `Reject`s of one file: device ids and addresses hashed, unused personal columns left empty."""

    def __init__(self, header: Header, *, key: bytes) -> None:
        self._key = key
        self._positions: Mapping[str, int] = header.positions
        self._hashed = {header.positions[name] for name in PRIVATE if name in header.positions}
        self._personal = {
            at
            for at, (cell, ours) in enumerate(zip(header.cells, header.mapped, strict=True))
            if not ours and normal_header(cell) in personal_names()
        }
        self._width = len(header.cells)

    def cell_reject(self, line: int, data_row: int, column: str, code: str, cells: Sequence[str]) -> Reject:
        """A record refused for one cell; `column` empty means the whole record."""
        kept = self.kept_cells(cells)
        value = kept[self._positions[column]] if column in self._positions else ""
        return Reject(line, data_row, column, code, value[:VALUE_LIMIT], kept)

    def record_reject(self, line: int, data_row: int, code: str, cells: Sequence[str]) -> Reject:
        """A record whose cells may have moved: from the first private column on nothing can be trusted."""
        return Reject(line, data_row, "", code, "", self._moved_cells(cells))

    def kept_cells(self, cells: Sequence[str]) -> tuple[str, ...]:
        """The cells as they may be kept."""
        if not self._hashed and not self._personal:
            return tuple([cell[:CELL_LIMIT] for cell in cells])
        return tuple(self._kept(at, cell[:CELL_LIMIT]) for at, cell in enumerate(cells))

    def _kept(self, at: int, cell: str) -> str:
        if at in self._personal:
            return ""
        return self._hash(cell) if at in self._hashed else cell

    def _moved_cells(self, cells: Sequence[str]) -> tuple[str, ...]:
        sensitive = self._hashed | self._personal
        if not sensitive:
            return tuple(cell[:CELL_LIMIT] for cell in cells)
        # a swallowed delimiter moves cells to the left, an extra one to the right
        start = max(0, min(sensitive) - max(0, self._width - len(cells)))
        return tuple(cell[:CELL_LIMIT] if at < start else self._hash(cell) for at, cell in enumerate(cells))

    def _hash(self, cell: str) -> str:
        bare = trimmed(cell)
        return private_hash(bare, key=self._key) if bare and not is_null_word(bare) else ""


def rejects_csv(
    header: Sequence[str], rejects: Iterable[Reject], *, delimiter: str = ",", language: Language = "en"
) -> bytes:
    """Rejected records as CSV (UTF-8 with BOM): line, code and reason, then the record as it stood.

    The three columns stand first, so that a record with too many or too few cells keeps exactly its cells. The
    importer knows them by name and takes them out again. Use the delimiter of the original file: a decimal comma
    is read only in files with semicolons.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow([*MARKERS, *map(formula_safe, header)])
    for reject in rejects:
        reason = say(reason_of(reject), language)
        writer.writerow([reject.line, reject.code, formula_safe(reason), *map(formula_safe, reject.cells)])
    return text.getvalue().encode("utf-8-sig", "replace")
