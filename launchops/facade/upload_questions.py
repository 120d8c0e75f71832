"""What a file leaves open, with examples from the file itself in every reading."""

import io
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from launchops.errors import RefusedFile
from launchops.facade.results import FileQuestion, FileReading

EXAMPLES = 3
EXAMPLE_BYTES = 120
ENCODING_CHOICES = ("gb18030", "big5", "shift_jis", "euc_kr", "cp1252", "cp1251")
ENCODING_CODES = ("encoding_uncertain", "encoding_mixed", "encoding_wrong")
_DAY_OR_MONTH_FIRST = re.compile(r"'?\s*(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})")


def question_of(refusal: RefusedFile, source: bytes | Path | BinaryIO) -> FileQuestion | None:
    """The choice that would answer a refusal; None where no choice helps."""
    if refusal.code == "ambiguous_date_order":
        return _date_question(refusal)
    if refusal.code in ENCODING_CODES:
        return _encoding_question(source, refusal.line or 1)
    return None


@contextmanager
def opened(source: bytes | Path | BinaryIO) -> Iterator[BinaryIO]:
    """The bytes from their beginning, wherever they are."""
    if isinstance(source, Path):
        with source.open("rb") as stream:
            yield stream
    elif isinstance(source, bytes):
        yield io.BytesIO(source)
    else:
        source.seek(0)
        yield source
        source.seek(0)


def _date_question(refusal: RefusedFile) -> FileQuestion:
    found = refusal.message.params.get("examples")
    cells = [str(cell) for cell in found] if isinstance(found, Sequence) else []
    readings = tuple(
        FileReading(order, tuple((cell, read_date(cell, order)) for cell in cells[:EXAMPLES]))
        for order in ("dmy", "mdy")
    )
    return FileQuestion("date_order", readings)


def read_date(cell: str, order: str) -> date | None:
    """A date such as 03/04/2026, read day first (dmy) or month first (mdy); None where it is none that way."""
    found = _DAY_OR_MONTH_FIRST.match(cell)
    if found is None:
        return None
    first, second, year = map(int, found.groups())
    day, month = (first, second) if order == "dmy" else (second, first)
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _encoding_question(source: bytes | Path | BinaryIO, line: int) -> FileQuestion | None:
    with opened(source) as stream:
        lines = islice(stream, line - 1, None)
        beyond_ascii = (raw.strip()[:EXAMPLE_BYTES] for raw in lines if not raw.isascii())
        samples = list(islice(beyond_ascii, EXAMPLES))
    readings = [
        FileReading(encoding, tuple((text, None) for text in texts))
        for encoding in ENCODING_CHOICES
        if (texts := _decoded(samples, encoding))
    ]
    return FileQuestion("encoding", tuple(readings)) if readings else None


def _decoded(samples: Sequence[bytes], encoding: str) -> list[str]:
    """The samples as text; empty where one of them is not in the encoding. The cut at the end may halve a letter."""
    try:
        return [_whole(raw, encoding) for raw in samples]
    except UnicodeDecodeError:
        return []


def _whole(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        if len(raw) < EXAMPLE_BYTES or error.start < len(raw) - 3:
            raise
        return raw[: error.start].decode(encoding)
