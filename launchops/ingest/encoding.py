"""Which encoding a file is in, decided on the whole of it (rule R1).

A byte-order mark, else strict UTF-8, else GB18030 where at least 75 % of the characters beyond ASCII are
everyday Chinese; anything else is asked for. GB18030 "decodes" most files of any encoding, which is why the
share is looked at; a file that is partly UTF-8 would load as garbage and is refused with the line.
"""

import codecs
import functools
import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from launchops.errors import RefusedFile
from launchops.ingest.filetype import CONTROL_BYTES, CONTROL_SHARE, magic_of, markup_of
from launchops.ingest.source import PIECE, Source
from launchops.locale import Message

GB_SHARE = 0.75  # of the characters beyond ASCII must be GB2312-level Han or CJK marks
# A run of GBK text is valid UTF-8 by chance about once in a million; one such run in 50,000 is no evidence.
CHANCE_RUNS = 50_000

# What the uploader may choose; every one is a text encoding whose decoder is strict.
ENCODINGS = (
    "utf-8", "gb18030", "gbk", "big5", "big5hkscs", "cp950", "shift_jis", "cp932", "euc_jp", "euc_kr", "cp949",
    "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1250", "cp1251", "cp1252", "cp1253", "cp1254",
    "cp1255", "cp1256", "cp1257", "cp1258", "iso8859-2", "iso8859-15", "koi8-r", "cp874", "mac_roman",
)  # fmt: skip

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_HIGH_RUN = rb"(?<![\x80-\xff])(?:%s)+(?![\x80-\xff])"
_UTF8_CJK = re.compile(_HIGH_RUN % rb"[\xe2-\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}")
_UTF8_LATIN = re.compile(
    rb"[A-Za-z](?:[\xc3-\xc8][\x80-\xbf])+(?![\x80-\xff])|(?<![\x80-\xff])(?:[\xc3-\xc8][\x80-\xbf])+[A-Za-z]"
)
_UTF8_CHARACTER = re.compile(rb"[\xe3-\xe9\xef][\x80-\xbf]{2}")


@dataclass(frozen=True)
class FileBytes:
    """What one look over all bytes tells: name of the encoding, fingerprint, size."""

    encoding: str
    sha256: str
    byte_count: int


@dataclass
class _Tally:
    """Counts over the whole file while it is read once."""

    digest: "hashlib._Hash"
    size: int = 0
    control: int = 0
    has_text: bool = False


def read_bytes(source: Source, *, chosen: str | None) -> FileBytes:
    """Fingerprint, size and encoding of a whole file.

    Raises RefusedFile: empty_file, not_csv, encoding_unknown, encoding_wrong, encoding_mixed, encoding_uncertain.
    """
    head = next(source.pieces(), b"")
    kind = magic_of(head)
    if kind:
        raise RefusedFile("not_csv", what=Message(f"filetype_{kind}"))
    mark = next((name for bom, name in _BOMS if head.startswith(bom)), None)
    wanted = _chosen(chosen) or mark or "utf-8"
    tally = _Tally(hashlib.sha256())
    bad_at = _first_undecodable(_counted(source, tally), wanted)
    if not tally.has_text:
        raise RefusedFile("empty_file")
    if not wanted.startswith(("utf-16", "utf-32")) and tally.control > CONTROL_SHARE * tally.size:
        raise RefusedFile("not_csv", what=Message("filetype_binary"))
    if bad_at is not None:
        wanted = _second_choice(source, bad_at, wanted, chosen=chosen, mark=mark)
    _refuse_markup(head, wanted)
    return FileBytes(wanted, tally.digest.hexdigest(), tally.size)


def _chosen(name: str | None) -> str | None:
    if name is None:
        return None
    try:
        known = {codecs.lookup(known).name: known for known in ENCODINGS}
        return known[codecs.lookup(name).name]
    except (LookupError, ValueError) as error:
        if name.casefold().replace("_", "-") == "utf-8-sig":
            return "utf-8"
        raise RefusedFile("encoding_unknown", value=name, known=ENCODINGS) from error


def _counted(source: Source, tally: _Tally) -> Iterator[bytes]:
    for piece in source.pieces():
        tally.digest.update(piece)
        tally.size += len(piece)
        tally.control += len(piece) - len(piece.translate(None, CONTROL_BYTES))
        tally.has_text = tally.has_text or bool(piece.strip(b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"))
        yield piece


def _first_undecodable(pieces: Iterable[bytes], encoding: str) -> int | None:
    """Offset of the first byte that is not in the encoding; reads all pieces whatever it finds."""
    decoder = codecs.getincrementaldecoder(encoding)()
    before, bad_at = 0, None
    for piece in pieces:
        if bad_at is None:
            kept = len(decoder.getstate()[0])
            try:
                decoder.decode(piece)
            except UnicodeDecodeError as error:
                bad_at = max(0, before - kept + error.start)
        before += len(piece)
    if bad_at is None:
        kept = len(decoder.getstate()[0])
        try:
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            bad_at = max(0, before - kept + error.start)
    return bad_at


def _second_choice(source: Source, bad_at: int, wanted: str, *, chosen: str | None, mark: str | None) -> str:
    """GB18030 where a file that is not UTF-8 reads as Chinese; otherwise the refusal that fits."""
    line = line_of(source, bad_at, wanted)
    if chosen:
        raise RefusedFile("encoding_wrong", line=line, encoding=chosen)
    if mark:
        raise RefusedFile("encoding_mixed", line=line, encoding=mark)
    share = gb_share(source)
    runs, utf8_runs, latin_runs, covered = _utf8_evidence(source)
    if utf8_runs > runs / CHANCE_RUNS:
        raise RefusedFile("encoding_mixed", line=line, encoding="UTF-8")
    if share is not None and share >= GB_SHARE:
        return "gb18030"
    if latin_runs or covered >= 0.8:
        raise RefusedFile("encoding_mixed", line=line, encoding="UTF-8")
    raise RefusedFile("encoding_uncertain", line=line)


def line_of(source: Source, offset: int, encoding: str) -> int:
    """Physical line (from 1) that holds a byte, by LF, CRLF or CR line ends."""
    unit = 4 if encoding.startswith("utf-32") else 2 if encoding.startswith("utf-16") else 1
    if unit > 1:  # wide encodings: any byte order has the line feed's other bytes zero
        with source.opened() as stream:
            text = stream.read(offset - offset % unit).decode(encoding, "replace")
        return 1 + text.count("\n") + text.count("\r") - text.count("\r\n")
    seen, lines, last = 0, 1, b""
    for piece in source.pieces():
        part = piece[: max(0, offset - seen)]
        lines += part.count(b"\n") + part.count(b"\r") - (last + part).count(b"\r\n")
        last = part[-1:] if part.endswith(b"\r") else b""
        seen += len(piece)
        if seen >= offset:
            break
    return lines


@functools.cache
def _everyday_chinese() -> NDArray[np.bool_]:
    """True at code points that are GB2312 Han or CJK marks (CJK punctuation, full-width forms, quotes, dashes)."""
    table = np.zeros(0x110000, dtype=bool)
    for high in range(0xB0, 0xF8):
        han = bytes(byte for low in range(0xA1, 0xFF) for byte in (high, low)).decode("gb2312", "ignore")
        table[[ord(letter) for letter in han]] = True
    table[0x3000:0x3040] = True
    table[0xFF01:0xFFEF] = True
    table[[ord(mark) for mark in "·—―‖…‘’“”¥￥°×÷、。"]] = True
    return table


def gb_share(source: Source) -> float | None:
    """Share of everyday Chinese among the characters beyond ASCII, read as GB18030; None if it is not that."""
    decoder = codecs.getincrementaldecoder("gb18030")()
    table, beyond, everyday = _everyday_chinese(), 0, 0
    pieces = source.pieces()
    while True:
        piece = next(pieces, b"")
        try:
            text = decoder.decode(piece, final=not piece)
        except UnicodeDecodeError:
            return None
        points = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
        points = points[points >= 0x80]
        beyond += points.size
        everyday += int(table[points].sum())
        if not piece:
            return everyday / beyond if beyond else None


def _utf8_evidence(source: Source) -> tuple[int, int, int, float]:
    """Runs of bytes beyond ASCII; how many are whole UTF-8 Han; how many UTF-8 accented Latin; bytes covered by Han."""
    runs = cjk = latin = covered = high_bytes = 0
    for piece in _line_pieces(source):
        high = np.frombuffer(piece, dtype=np.uint8) >= 0x80
        runs += int(np.count_nonzero(high[1:] & ~high[:-1])) + int(high[0]) if high.size else 0
        high_bytes += int(np.count_nonzero(high))
        cjk += sum(1 for found in _UTF8_CJK.finditer(piece) if _is_clear_utf8(found.group()))
        latin += sum(1 for _ in _UTF8_LATIN.finditer(piece))
        covered += 3 * sum(1 for _ in _UTF8_CHARACTER.finditer(piece))
    return runs, cjk, latin, covered / high_bytes if high_bytes else 0.0


def _line_pieces(source: Source) -> Iterator[bytes]:
    """Pieces cut at line ends, so that no character is cut in two."""
    rest = b""
    for piece in source.pieces():
        whole = rest + piece
        cut = max(whole.rfind(b"\n"), whole.rfind(b"\r")) + 1
        if not cut and len(whole) < 4 * PIECE:
            rest = whole
            continue
        yield whole[: cut or len(whole)]
        rest = whole[cut or len(whole) :]
    if rest:
        yield rest


def _is_clear_utf8(run: bytes) -> bool:
    """Whether a run of bytes reads well as UTF-8 and not as common GB2312 (level 1) characters."""
    try:
        text = run.decode("utf-8")
    except UnicodeDecodeError:
        return False
    table = _everyday_chinese()
    if not all(table[ord(letter)] or ord(letter) >= 0x1F000 or 0x3040 <= ord(letter) < 0x9FFF for letter in text):
        return False
    pairs = [run[at : at + 2] for at in range(0, len(run), 2)]
    common = sum(
        1
        for pair in pairs
        if len(pair) == 2 and pair[1] >= 0xA1 and (0xB0 <= pair[0] <= 0xD7 or pair[0] in (0xA1, 0xA3))
    )
    return common < GB_SHARE * len(pairs)


def _refuse_markup(head: bytes, encoding: str) -> None:
    text = head[: 1 << 16].decode(encoding, "ignore")
    found = markup_of(text)
    if found:
        raise RefusedFile("not_csv", what=Message(f"filetype_{found}"))
