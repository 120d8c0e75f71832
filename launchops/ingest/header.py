"""Where the header is, which delimiter the file uses and what each column means (rules R3, R7, R9, V1)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TextIO

from launchops.errors import RefusedFile
from launchops.ingest.columns import (
    COLUMNS,
    LONGEST_HEADER,
    map_header,
    missing_columns,
    normal_header,
    suggest_kind,
)
from launchops.ingest.filetype import json_of
from launchops.ingest.parsed import Kind, ReadOptions
from launchops.ingest.source import Source
from launchops.ingest.tokens import tokenised
from launchops.locale import Message

DELIMITERS = (",", ";", "\t", "|")
HEADER_WITHIN = 10  # records in which the header must stand
COLUMN_LIMIT = 200
# Columns of our own CSV of rejected rows; they are taken out again when it comes back.
MARKERS = ("launchops_line", "launchops_code", "launchops_reason")

_SEP_LINE = re.compile(r'\ufeff?"?sep=(?P<delimiter>[^"\r\n\w])"?[,;|\t]*(?:\r\n|\r|\n)?', re.IGNORECASE)
_FULL_WIDTH = re.compile("[，；｜]")


@dataclass(frozen=True)
class Header:
    """The header of a file and how to read the records after it."""

    cells: tuple[str, ...]  # as written, without our marker columns
    mapped: tuple[str, ...]  # our column name for each cell, "" for none
    delimiter: str
    line: int  # physical line on which the header record begins
    record: int  # records before the header
    first_line: int  # physical line on which the CSV begins: 2 after a sep= line
    markers: tuple[int, ...] = ()  # positions of our marker columns in the file

    @cached_property
    def width(self) -> int:
        """Cells a record must have at least: nameless columns at the end may be missing."""
        return max((at + 1 for at, cell in enumerate(self.cells) if cell.strip()), default=0)

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Our column name -> position among the cells."""
        return {ours: at for at, ours in enumerate(self.mapped) if ours}

    @cached_property
    def is_repeated_by(self) -> tuple[tuple[int, str], ...]:
        """(position, normalised header) of our columns, the last first: what a record that repeats the header holds.

        The last columns hold few different values, and most records are told from a header by the first look.
        """
        return tuple((at, normal_header(self.cells[at])) for at in reversed(list(self.positions.values())))

    @property
    def is_rejects_file(self) -> bool:
        """Whether this is a CSV of rejected rows that we wrote: its cells are guarded against formulas."""
        return bool(self.markers)


@dataclass(frozen=True)
class _Candidate:
    record: int
    line: int
    cells: tuple[str, ...]
    mapped: tuple[str, ...]
    delimiter: str
    missing: tuple[str, ...]

    @property
    def known(self) -> int:
        return len(set(self.mapped) - {""})


def find_header(source: Source, encoding: str, kind: Kind, options: ReadOptions) -> Header:
    """The header among the first ten records, by the delimiter under which the required columns are found.

    Raises RefusedFile: missing_required_columns, unclosed_quote, duplicate_header, too_many_columns, not_csv,
    mapping_unknown_column.
    """
    _check_mapping(kind, options.mapping)
    given, first_line = _sep_line(source, encoding)
    delimiters = (options.delimiter,) if options.delimiter else (given,) if given else DELIMITERS
    candidates: list[_Candidate] = []
    broken: RefusedFile | None = None
    for delimiter in delimiters:
        try:
            candidates += _candidates(source, encoding, kind, options.mapping, delimiter, first_line)
        except RefusedFile as unclosed:
            broken = broken or unclosed
    fitting = [candidate for candidate in candidates if not candidate.missing]
    if not fitting and broken:
        raise broken
    if not fitting:
        raise _no_header(source, encoding, kind, candidates)
    best = min(fitting, key=lambda candidate: (candidate.record, -candidate.known))
    _check_names(best)
    markers = tuple(at for at, cell in enumerate(best.cells) if cell.strip() in MARKERS)
    kept = [at for at in range(len(best.cells)) if at not in markers]
    return Header(
        cells=tuple(best.cells[at] for at in kept),
        mapped=tuple(best.mapped[at] for at in kept),
        delimiter=best.delimiter,
        line=best.line,
        record=best.record,
        first_line=first_line,
        markers=markers,
    )


def _check_mapping(kind: Kind, mapping: Mapping[str, str]) -> None:
    known = [column.name for column in COLUMNS[kind]]
    for header, ours in mapping.items():
        if ours and ours not in known:
            raise RefusedFile("mapping_unknown_column", column=header, value=ours, known=known)


def _sep_line(source: Source, encoding: str) -> tuple[str | None, int]:
    """The delimiter that Excel's ``sep=`` line names, and the line on which the CSV begins."""
    with source.text(encoding) as text:
        found = _SEP_LINE.fullmatch(text.readline(20))
    return (found["delimiter"], 2) if found else (None, 1)


def _candidates(
    source: Source, encoding: str, kind: Kind, mapping: Mapping[str, str], delimiter: str, first_line: int
) -> Iterator[_Candidate]:
    with source.text(encoding) as text:
        for _ in range(first_line - 1):
            text.readline()
        for number, (line, cells) in enumerate(_first_records(text, delimiter, first_line)):
            names = tuple(cell.lstrip("\ufeff") for cell in cells)
            mapped = map_header(names, kind, mapping)
            yield _Candidate(number, line, names, mapped, delimiter, missing_columns(kind, mapped))


def _first_records(text: TextIO, delimiter: str, first_line: int) -> Iterator[tuple[int, list[str]]]:
    count = 0
    for records in tokenised(text, delimiter=delimiter, line=first_line):
        for line, cells in zip(records.lines, records.cells, strict=True):
            yield line, cells
            count += 1
            if count == HEADER_WITHIN:
                return


def _check_names(header: _Candidate) -> None:
    if len(header.cells) > COLUMN_LIMIT:
        raise RefusedFile("too_many_columns", line=header.line, count=len(header.cells), limit=COLUMN_LIMIT)
    seen: set[tuple[str, str]] = set()
    for cell, ours in zip(header.cells, header.mapped, strict=True):
        name = (ours, "" if ours else normal_header(cell))
        if any(name) and name in seen:
            raise RefusedFile("duplicate_header", line=header.line, column=ours or cell.strip(), header=cell.strip())
        seen.add(name)


def _no_header(source: Source, encoding: str, kind: Kind, candidates: list[_Candidate]) -> RefusedFile:
    """The refusal for a file without the required columns, with the hint that fits."""
    with source.text(encoding) as text:
        head = text.read(1 << 12)
    if json_of(head):
        return RefusedFile("not_csv", what=Message("filetype_json"))
    if not candidates:
        return RefusedFile("no_data_rows")
    best = max(candidates, key=lambda candidate: (candidate.known, len(candidate.cells), -candidate.record))
    other = next((found for candidate in candidates if (found := suggest_kind(candidate.cells))), None)
    if _FULL_WIDTH.search(head.split("\n")[best.record] if best.record < head.count("\n") else head):
        hint = Message("hint_full_width_comma")
    elif other and other != kind:
        hint = Message("hint_looks_like", {"kind": Message(f"kind_{other}")})
    elif not best.known:
        hint = Message("hint_no_header")
    else:
        hint = Message("hint_name_columns")
    return RefusedFile(
        "missing_required_columns",
        line=best.line,
        column=best.missing[0],
        missing=best.missing,
        kind=Message(f"kind_{kind}"),
        hint=hint,
        looks_like=other if other != kind else None,
        header=[cell.strip()[:LONGEST_HEADER] for cell in best.cells[:COLUMN_LIMIT]],
    )
