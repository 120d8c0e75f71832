"""A file as UTF-8 in pieces that end where a line ends, whatever encoding it is in."""

import codecs
from collections.abc import Iterator

from launchops.ingest.source import Source

_BOM = "\ufeff".encode()


def utf8_pieces(source: Source, encoding: str) -> Iterator[bytes]:
    """The file's text as UTF-8, some megabytes at a time, each piece ending with a line end or with the file.

    A line end is LF, CRLF or CR. Decoding is strict; a byte-order mark of the encoding is left out.
    """
    rest: list[bytes] = []
    for piece in _encoded(source, encoding):
        cut = _line_end(piece)
        if cut:
            yield b"".join([*rest, piece[:cut]])
            rest = []
        rest.append(piece[cut:])
    last = b"".join(rest)
    if last:
        yield last


def _encoded(source: Source, encoding: str) -> Iterator[bytes]:
    if encoding in ("utf-8", "utf-8-sig"):
        pieces = source.pieces()
        first = next(pieces, b"")
        yield first.removeprefix(_BOM) if encoding == "utf-8-sig" else first
        yield from pieces
        return
    decoder = codecs.getincrementaldecoder(encoding)()
    for piece in source.pieces():
        yield decoder.decode(piece).encode()
    yield decoder.decode(b"", final=True).encode()


def _line_end(piece: bytes) -> int:
    """Position after the last line end that is certain to be whole: a CR at the very end may be half of one."""
    return max(piece.rfind(b"\n"), piece.rfind(b"\r", 0, max(0, len(piece) - 1))) + 1


def line_parts(piece: bytes, size: int) -> Iterator[bytes]:
    """A piece in parts of about `size` bytes, each ending with a line end or with the piece."""
    start = 0
    while len(piece) - start > size:
        cut = _line_end(piece[start : start + size])
        if not cut:  # a line longer than that
            found = [at for at in (piece.find(end, start + size - 1) for end in (b"\n", b"\r")) if at >= 0]
            cut = min(found, default=len(piece)) + 1 - start
            if piece[start + cut - 1 : start + cut + 1] == b"\r\n":
                cut += 1
        yield piece[start : start + cut]
        start += cut
    if start < len(piece):
        yield piece[start:]
