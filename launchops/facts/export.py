"""Copies of the facts for other engines: Parquet files, or tables in PostgreSQL.

Both are made from the DuckDB file of a version, with the names and types of `launchops.facts.schema`.
"""
# ruff: noqa: S608 - statements are put together from the names of the schema; a path is quoted

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from launchops.errors import FactsError
from launchops.facts.connect import SETTINGS
from launchops.facts.opened import first_line
from launchops.facts.postgres import Postgres
from launchops.facts.schema import TABLES

FILE_SIZE = "64MB"  # a table of many files can be read by many workers
CHUNK = 1 << 20  # bytes
DUCKDB_TYPES = {"int64": "BIGINT", "int32": "INTEGER", "string": "VARCHAR", "boolean": "BOOLEAN"}
# Texts compare byte by byte, as they do everywhere else: the first of two activities by name is the same one.
POSTGRES_TYPES = {"int64": "bigint", "int32": "integer", "string": 'text COLLATE "C"', "boolean": "boolean"}


@dataclass(frozen=True)
class Exported:
    """What was written: where, of which version, and the rows of each table."""

    place: str
    facts_version: int
    rows: Mapping[str, int]


def export_parquet(facts_file: Path, folder: Path) -> Exported:
    """Write `folder/<table>/*.parquet`; the folder appears whole or not at all.

    FactsError facts_export_exists where there is anything at `folder` (a copy is never changed: name a new
    folder for a new version), facts_export_failed with the reason.
    """
    target = folder.absolute()
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise FactsError("facts_export_exists", path=str(folder))
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", dir=target.parent))
    except OSError as error:
        raise FactsError("facts_export_failed", place=str(folder), reason=error.strerror or str(error)) from error
    try:
        with _attached(facts_file) as facts:
            for table in TABLES:
                _write_parquet(facts, table, beside / table)
            exported = _exported(facts, str(folder))
        beside.chmod(0o755)
        beside.replace(target)
    except (OSError, duckdb.Error) as error:
        raise FactsError("facts_export_failed", place=str(folder), reason=first_line(error)) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return exported


def export_postgres(facts_file: Path, engine: Postgres) -> Exported:
    """Make the tables in a PostgreSQL database, or replace them; readers see the old ones until the end.

    FactsError facts_engine_unreachable, facts_engine_not_installed, facts_export_failed with the reason.
    """
    try:
        with engine.session() as session, session.transaction(), _attached(facts_file) as facts:
            with tempfile.TemporaryDirectory(dir=facts_file.parent) as folder:
                for table in TABLES:
                    _load(session, facts, table, Path(folder) / f"{table}.csv")
            for table in TABLES:
                session.execute(f"DROP TABLE IF EXISTS {table}")
                session.execute(f"ALTER TABLE {table}_loading RENAME TO {table}")
                session.execute(f"ANALYZE {table}")
            return _exported(facts, engine.address)
    except FactsError:
        raise
    except Exception as error:  # two drivers and a disk: whatever it is, nothing has been changed
        raise FactsError("facts_export_failed", place=engine.address, reason=first_line(error)) from error


@contextmanager
def _attached(facts_file: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The facts as schema `facts`, beside whoever else has the file open."""
    with duckdb.connect(config=SETTINGS) as connection:
        connection.execute(f"ATTACH {_quoted(facts_file)} AS facts (READ_ONLY)")
        yield connection


def _rows(table: str) -> str:
    """The query for all rows with the schema's types: enums become texts."""
    columns = ", ".join(
        f"CAST({name} AS {DUCKDB_TYPES.get(kind, kind)}) AS {name}" for name, kind in TABLES[table].items()
    )
    return f"SELECT {columns} FROM facts.{table}"


def _write_parquet(facts: duckdb.DuckDBPyConnection, table: str, folder: Path) -> None:
    options = f"FORMAT parquet, COMPRESSION zstd, FILE_SIZE_BYTES '{FILE_SIZE}'"
    facts.execute(f"COPY ({_rows(table)}) TO {_quoted(folder)} ({options})")


def _load(session: Any, facts: duckdb.DuckDBPyConnection, table: str, file: Path) -> None:
    """Fill `<table>_loading` through a file: unknown is an empty cell, an empty text a quoted one."""
    kinds = TABLES[table]
    columns = ", ".join(f"{name} {POSTGRES_TYPES.get(kind, kind)}" for name, kind in kinds.items())
    texts = ", ".join(name for name, kind in kinds.items() if kind == "string")
    quote = f", FORCE_QUOTE ({texts})" if texts else ""
    facts.execute(f"COPY ({_rows(table)}) TO {_quoted(file)} (FORMAT csv, HEADER false{quote})")
    session.execute(f"DROP TABLE IF EXISTS {table}_loading")
    session.execute(f"CREATE TABLE {table}_loading ({columns})")
    into = f"COPY {table}_loading FROM STDIN (FORMAT csv)"
    with file.open("rb") as source, session.cursor() as cursor, cursor.copy(into) as copy:
        while chunk := source.read(CHUNK):
            copy.write(chunk)
    file.unlink()


def _exported(facts: duckdb.DuckDBPyConnection, place: str) -> Exported:
    counts = {table: _number(facts, f"SELECT count(*) FROM facts.{table}") for table in TABLES}
    return Exported(place, _number(facts, "SELECT facts_version FROM facts.facts_info"), counts)


def _number(facts: duckdb.DuckDBPyConnection, query: str) -> int:
    rows: list[tuple[int]] = facts.execute(query).fetchall()
    return rows[0][0]


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
