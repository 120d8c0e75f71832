"""Reading a version of the facts: Ibis tables, and one place where expressions are run.

DuckDB refuses concurrent calls on one connection, so a few cursors of one read-only connection are lent out,
one call at a time each; that also bounds memory however many threads ask.
"""

import queue
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import duckdb
import ibis
import pandas as pd

from launchops.errors import FactsError
from launchops.facts.files import facts_path
from launchops.facts.schema import TABLES

CURSORS = 2  # calls at the same time
THREADS = 2
MEMORY_LIMIT = "300MB"


@dataclass(frozen=True)
class FactsRow:
    """The one row of facts_info (`launchops.facts.schema.FACTS_INFO`)."""

    facts_version: int
    time_zone: str
    week_start: str
    has_activation: bool
    first_day: int | None
    last_day: int | None
    as_of_day: int | None
    user_count: int
    unknown_users: int
    unknown_user_events: int
    before_signup_events: int
    event_count: int


class Facts:
    """One version of the facts: Ibis tables that belong to no connection, and `run`, which asks the engine."""

    def __init__(self, path: Path, version: int) -> None:
        self.path = path
        self.version = version
        self.users = _table("users")
        self.user_days = _table("user_days")
        self.participations = _table("participations")
        self.spend = _table("spend")
        self.readings = _table("readings")
        self.facts_info = _table("facts_info")
        config: dict[str, str | bool | int | float | list[str]] = {
            "threads": THREADS,
            "memory_limit": MEMORY_LIMIT,
        }
        self._root = duckdb.connect(str(path), read_only=True, config=config)
        self._free: queue.LifoQueue[ibis.BaseBackend] = queue.LifoQueue()
        for _ in range(CURSORS):
            self._free.put(ibis.duckdb.from_connection(self._root.cursor()))

    def run(self, expression: ibis.Expr) -> pd.DataFrame:
        """The result of a table expression, from any thread.

        Integers stay integers (floats with NaN where some are not known), decimals become floats.

        FactsError facts_missing_part for a table or column these facts do not have, facts_query_failed
        otherwise.
        """
        with self._lent() as backend:
            try:
                frame: pd.DataFrame = backend.execute(expression.as_table())
            except (duckdb.CatalogException, duckdb.BinderException) as error:
                raise FactsError("facts_missing_part", reason=_first_line(error)) from error
            except duckdb.Error as error:
                raise FactsError("facts_query_failed", reason=_first_line(error)) from error
        for name, kind in expression.as_table().schema().items():
            if kind.is_numeric() and frame[name].dtype == object:  # decimals, and columns where nothing is known
                frame[name] = frame[name].astype("float64")
        return frame

    def info(self) -> FactsRow:
        """What the facts were built from, and up to which day data is complete."""
        row = self.run(self.facts_info).iloc[0]
        return FactsRow(
            facts_version=int(row["facts_version"]),
            time_zone=str(row["time_zone"]),
            week_start=str(row["week_start"]),
            has_activation=bool(row["has_activation"]),
            first_day=_day(row["first_day"]),
            last_day=_day(row["last_day"]),
            as_of_day=_day(row["as_of_day"]),
            user_count=int(row["user_count"]),
            unknown_users=int(row["unknown_users"]),
            unknown_user_events=int(row["unknown_user_events"]),
            before_signup_events=int(row["before_signup_events"]),
            event_count=int(row["event_count"]),
        )

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
        raise FactsError("facts_unreadable", path=str(path), reason=_first_line(error)) from error


def _table(name: str) -> ibis.Table:
    return ibis.table(dict(TABLES[name]), name=name)


def _day(value: object) -> int | None:
    return None if pd.isna(value) else int(value)  # type: ignore[call-overload]


def _first_line(error: Exception) -> str:
    return str(error).split("\n", maxsplit=1)[0]
