"""Facts held by another engine, PostgreSQL or Spark Connect: the same tables, asked with the same expressions."""

import queue
from abc import ABC, abstractmethod

import ibis
import pandas as pd

from launchops.errors import FactsError
from launchops.facts.opened import OpenFacts, first_line, table_of
from launchops.facts.schema import TABLES

CONNECTIONS = 2  # questions at the same time, as in `launchops.facts.connect`
LOST = "facts_engine_unreachable"
LACKS = "facts_engine_lacks"
FAILED = "facts_query_failed"


class Engine(ABC):
    """A database that holds the facts: how to connect to it, and what its errors mean in our words."""

    address: str  # for people, without password or token

    @abstractmethod
    def connect(self) -> ibis.BaseBackend:
        """A new connection that only reads.

        FactsError facts_engine_unreachable, facts_engine_lacks, facts_engine_not_installed.
        """

    @abstractmethod
    def code_of(self, error: Exception) -> str:
        """facts_engine_unreachable, facts_engine_lacks or facts_query_failed."""

    def refusal(self, error: Exception) -> FactsError:
        """What went wrong on this engine, as a sentence."""
        return FactsError(self.code_of(error), address=self.address, reason=_brief(error))


class EngineFacts(OpenFacts):
    """The version of the facts that an engine holds at present, from any thread.

    Whoever loads the tables takes `facts_info` away first and puts it back last, with a higher version. It is
    read when the facts are opened and again after every answer: an answer given while the tables were replaced
    is never handed out.
    """

    def __init__(self, engine: Engine) -> None:
        """Raises FactsError: facts_engine_unreachable, facts_engine_lacks with all that is missing."""
        super().__init__()
        self.engine = engine
        self.is_current = True
        self._free: queue.LifoQueue[ibis.BaseBackend | None] = queue.LifoQueue()
        for _ in range(CONNECTIONS):
            self._free.put(None)  # a connection is made when it is first needed, and again after it was lost
        self._check_tables()
        self.version = self.present_version()

    def ask(self, table: ibis.Table) -> pd.DataFrame:
        """The rows of a table expression, all from `version`.

        FactsError: facts_version_changed where the tables have been replaced since the facts were opened,
        facts_engine_unreachable, facts_engine_lacks, facts_query_failed.
        """
        frame, present = self._answers(table, _version_table())
        self._check_version(present)
        return frame

    def present_version(self) -> int:
        """The version that the engine holds now. Raises FactsError as `ask` does."""
        (present,) = self._answers(_version_table())
        return self._version_in(present)

    def close(self) -> None:
        """Let go of all connections, once the calls under way have ended."""
        for _ in range(CONNECTIONS):
            backend = self._free.get()
            if backend is not None:
                backend.disconnect()
            self._free.put(None)

    def _check_version(self, present: pd.DataFrame) -> None:
        now = self._version_in(present)
        if now != self.version:
            self.is_current = False
            raise FactsError("facts_version_changed", address=self.engine.address, version=self.version, now=now)

    def _version_in(self, frame: pd.DataFrame) -> int:
        if frame.empty:
            raise FactsError(LACKS, address=self.engine.address, reason="facts_info")
        return int(frame["facts_version"].iloc[0])

    def _answers(self, *tables: ibis.Table) -> list[pd.DataFrame]:
        """The rows of each table, one after the other on one connection.

        A connection that was kept may have died or been forgotten by the server meanwhile (with all it knew),
        so the question is put once more on a new one.
        """
        backend = self._free.get()
        try:
            if backend is not None:
                try:
                    return [backend.execute(table) for table in tables]
                except Exception as error:
                    if self.engine.code_of(error) == FAILED:
                        raise
                    backend = None
            backend = self.engine.connect()
            return [backend.execute(table) for table in tables]
        except FactsError:
            raise
        except Exception as error:
            refusal = self.engine.refusal(error)
            backend = None if refusal.code == LOST else backend
            raise refusal from error
        finally:
            self._free.put(backend)

    def _check_tables(self) -> None:
        """FactsError with every table and column that is missing."""
        backend = self.engine.connect()
        self._free.get()
        self._free.put(backend)
        missing = [name for table in TABLES for name in self._missing_in(backend, table)]
        if missing:
            raise FactsError(LACKS, address=self.engine.address, reason=", ".join(missing))

    def _missing_in(self, backend: ibis.BaseBackend, table: str) -> list[str]:
        try:
            held = backend.get_schema(table)
        except ibis.common.exceptions.TableNotFound:
            return [table]
        except Exception as error:
            raise self.engine.refusal(error) from error
        lacking = [column for column in TABLES[table] if column not in held]
        if len(lacking) == len(TABLES[table]):  # some engines take a folder that is not there for an empty table
            return [table]
        return [f"{table}.{column}" for column in lacking]


def _version_table() -> ibis.Table:
    return table_of("facts_info").select("facts_version")


def _brief(error: Exception) -> str:
    """The first line, short enough to stand in a sentence."""
    line = first_line(error)
    return line if len(line) <= 200 else f"{line[:199]}…"
