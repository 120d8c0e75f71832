"""One cross-process lock around everything that writes to a SQLite store.

SQLite before 3.51.3 can corrupt a WAL database when two connections write or checkpoint at the same instant.
So a write connection lives inside this lock from opening to closing (closing the last one checkpoints as
well).
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from launchops.errors import StoreError

FIXED_SINCE = (3, 51, 3)
WAIT_SECONDS = 20  # how long a save waits for somebody else's


def needs_lock() -> bool:
    """Whether the SQLite in use has the fault this lock guards against."""
    return sqlite3.sqlite_version_info < FIXED_SINCE


class WriteLock:
    """The lock file beside a store; None for databases that look after themselves."""

    def __init__(self, store_file: Path | None) -> None:
        guarded = store_file is not None and needs_lock()
        self._lock = FileLock(f"{store_file}.lock", poll_interval=0.02) if guarded else None

    @contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; StoreError store_busy if somebody else does not let go."""
        if self._lock is None:
            yield
            return
        try:
            self._lock.acquire(timeout=WAIT_SECONDS)
        except Timeout:
            raise StoreError("store_busy", seconds=WAIT_SECONDS) from None
        try:
            yield
        finally:
            self._lock.release()
