"""The uploaded bytes, wherever they are, readable twice: once to understand, once to load."""

import io
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

PIECE = 1 << 20  # bytes read at a time; larger ones are no faster and cost memory many times over


class Source:
    """Bytes, a file or a stream. A stream that cannot go back is copied to a temporary file first."""

    def __init__(self, source: bytes | Path | BinaryIO) -> None:
        self._given: bytes | Path | BinaryIO = source
        if not isinstance(source, bytes | bytearray | Path) and not _is_buffered(source):
            copy = tempfile.SpooledTemporaryFile(max_size=PIECE)  # noqa: SIM115 - lives as long as this source
            shutil.copyfileobj(source, copy, PIECE)
            self._given = copy  # type: ignore[assignment]

    @contextmanager
    def opened(self) -> Iterator[BinaryIO]:
        """The bytes from their beginning."""
        if isinstance(self._given, Path):
            with self._given.open("rb") as stream:
                yield stream
        elif isinstance(self._given, bytes | bytearray):
            yield io.BytesIO(self._given)
        else:
            self._given.seek(0)
            yield self._given

    @contextmanager
    def text(self, encoding: str) -> Iterator[io.TextIOWrapper]:
        """The text from its beginning, line ends kept as they are; decoding is strict."""
        with self.opened() as stream:
            wrapper = io.TextIOWrapper(stream, encoding=encoding, newline="")
            try:
                yield wrapper
            finally:
                wrapper.detach()  # the wrapper must not close what it was lent

    def pieces(self) -> Iterator[bytes]:
        """The bytes in pieces of `PIECE`."""
        with self.opened() as stream:
            while piece := stream.read(PIECE):
                yield piece


def _is_buffered(stream: object) -> bool:
    """Whether TextIOWrapper can read this stream, and read it again."""
    return isinstance(stream, io.BufferedIOBase) and stream.seekable()
