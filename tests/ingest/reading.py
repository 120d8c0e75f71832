"""Short ways to read a file in tests."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from launchops.ingest import Kind, ReadOptions, Reject, Upload, open_upload

TODAY = date(2026, 11, 22)
KEY = b"a key for tests only"


@dataclass
class Read:
    """A whole upload: rows as dicts, rejects, notices."""

    upload: Upload
    rows: list[dict[str, Any]]
    rejects: list[Reject]

    @property
    def codes(self) -> list[tuple[int, str]]:
        """(data row, code) of the rejects."""
        return [(reject.data_row, reject.code) for reject in self.rejects]

    @property
    def notices(self) -> dict[str, int]:
        """Notice code -> count."""
        return {notice.code: notice.count for notice in self.upload.notices}

    def column(self, name: str) -> list[Any]:
        """One column of the good rows."""
        return [row[name] for row in self.rows]


def read(source: Any, kind: Kind, *, zone: str = "UTC", rows: int = 100_000, **options: Any) -> Read:
    """Open a file (bytes, text or path) and read all of it."""
    if isinstance(source, str):
        source = source.encode()
    upload = open_upload(source, kind, options=ReadOptions(**options), zone=ZoneInfo(zone), today=TODAY, hash_key=KEY)
    good: list[dict[str, Any]] = []
    rejects: list[Reject] = []
    for chunk in upload.chunks(rows):
        good += chunk.rows.to_pylist()
        rejects += chunk.rejects
    return Read(upload, good, rejects)
