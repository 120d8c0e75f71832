"""Reading a version of the facts: Ibis tables, and one place where expressions are run.

DuckDB refuses concurrent calls on one connection, so a few cursors of one read-only connection are lent out,
one call at a time each; that also bounds memory however many threads ask.
"""

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import ibis
import pandas as pd

from launchops.errors import FactsError
from launchops.facts.files import facts_path
from launchops.facts.opened import OpenFacts, first_line

CURSORS = 2  # calls at the same time
SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "threads": 2,
    "memory_limit": "300MB",
    # Counts by two keys of so few bits together (day and gap of years) need no hashing, which is a fifth faster.
    "perfect_ht_threshold": 20,
}


class Facts(OpenFacts):
    """One version of the facts in its DuckDB file, opened read-only."""

    def __init__(self, path: Path, version: int) -> None:
        super().__init__()
        self.path = path
        self.version = version
        self._root = duckdb.connect(str(path), read_only=True, config=SETTINGS)
        self._free: queue.LifoQueue[ibis.BaseBackend] = queue.LifoQueue()
        for _ in range(CURSORS):
            self._free.put(ibis.duckdb.from_connection(self._root.cursor()))

    def ask(self, table: ibis.Table) -> pd.DataFrame:
        """The rows of a table expression. FactsError facts_missing_part, facts_query_failed."""
        with self._lent() as backend:
            try:
                frame: pd.DataFrame = backend.execute(table)
            except (duckdb.CatalogException, duckdb.BinderException) as error:
                raise FactsError("facts_missing_part", reason=first_line(error)) from error
            except duckdb.Error as error:
                raise FactsError("facts_query_failed", reason=first_line(error)) from error
        return frame

    def close(self) -> None:
        """Let go of the file, once the calls under way have ended."""
        for _ in range(CURSORS):
            self._free.get()
        self._root.close()

    @contextmanager
    def _lent(self) -> Iterator[ibis.BaseBackend]:
        backend = self._free.get()
        try:
            yield backend
        finally:
            self._free.put(backend)


def open_facts(directory: Path | str, version: int) -> Facts:
    """Open a version read-only; any number of processes and threads may.

    FactsError facts_gone where the version is not there (built never, or removed since), facts_unreadable.
    """
    path = facts_path(Path(directory), version)
    if not path.is_file():
        raise FactsError("facts_gone", version=version)
    try:
        return Facts(path, version)
    except duckdb.Error as error:
        raise FactsError("facts_unreadable", path=str(path), reason=first_line(error)) from error
