"""The verdict on a corpus file is that of its family: another encoding, line end or chunk size changes nothing."""

import csv
import io
import random

import pytest

from launchops.errors import RefusedFile
from tests.conftest import PROVING
from tests.ingest.reading import read
from tests.ingest.test_corpus import CORPUS, expected

pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus of bad CSV files is not on this machine")

ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "gb18030")
ENDS = ("\n", "\r\n", "\r")
VARIANTS = 9 if PROVING else 1  # of each file, of 36
Verdict = tuple[object, ...]


def text_of(data: bytes) -> str | None:
    """The text of a file; None where it is in no one encoding."""
    marks = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16", b"\xef\xbb\xbf": "utf-8-sig"}
    for codec in [marks.get(data[:3]) or marks.get(data[:2]) or "utf-8", "gb18030"]:
        try:
            return data.decode(codec)
        except UnicodeDecodeError:
            continue
    return None


def lines_of(text: str) -> list[str] | None:
    """The lines of a file; None where a line end stands inside a record, so that it is more than a line end."""
    end = next((end for end in ("\r\n", "\n", "\r") if end in text), "\n")
    lines = text.split(end)
    is_plain = not any("\r" in line or "\n" in line for line in lines)
    records = list(csv.reader(io.StringIO(text.replace(end, "\n"), newline="")))
    return lines if is_plain and len(records) == len(lines) - (lines[-1] == "") else None


def verdict(data: bytes, kind: str, **options: object) -> Verdict:
    try:
        result = read(data, kind, **options)  # type: ignore[arg-type]
    except RefusedFile as refused:
        return "refused", refused.code, refused.line
    keep = [{name: cell for name, cell in row.items() if name != "line"} for row in result.rows]
    return "read", keep, result.codes


def variants(lines: list[str], chance: random.Random) -> list[tuple[str, bytes, int]]:
    """Encoding, bytes and chunk size of ways to write the same file."""
    every = [(codec, end, size) for codec in ENCODINGS for end in ENDS for size in (1, 3, 100_000)]
    found = []
    for codec, end, size in chance.sample(every, VARIANTS):
        is_encodable = all(ord(letter) < 0xD800 or ord(letter) > 0xDFFF for line in lines for letter in line)
        if is_encodable:
            found.append((codec, end.join(lines).encode(codec), size))
    return found


def rewritable() -> dict[str, tuple[str, list[str]]]:
    """File -> kind and lines; not those that are about their encoding, line ends in records, or being no text."""
    found = {}
    for case in expected():
        kind = case["kind"].split(":")[0]
        text = text_of((CORPUS / "files" / case["file"]).read_bytes())
        lines = None if text is None or kind == "notcsv" else lines_of(text.lstrip("\ufeff"))
        if lines is not None:
            found[case["file"]] = (kind, lines)
    return found


@pytest.mark.prove
@pytest.mark.parametrize(("file", "kind", "lines"), [(name, *rest) for name, rest in rewritable().items()])
def test_a_corpus_file_written_another_way_keeps_its_verdict(file: str, kind: str, lines: list[str]) -> None:
    as_it_is = verdict((CORPUS / "files" / file).read_bytes(), kind)
    for codec, variant, size in variants(lines, random.Random(file)):
        chosen = {"encoding": codec} if codec == "gb18030" else {}
        assert verdict(variant, kind, rows=size, **chosen) == as_it_is, (codec, variant[:80])
