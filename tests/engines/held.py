"""The same facts on every engine: a DuckDB file, and what export makes of it."""

from pathlib import Path

import duckdb

from launchops.facts.connect import Facts
from launchops.facts.engine import EngineFacts
from launchops.facts.engine_url import engine_of, postgres_of
from launchops.facts.export import export_parquet, export_postgres
from launchops.facts.opened import OpenFacts
from launchops.facts.schema import TABLES
from launchops.metrics.tables import FactTables


def tables_of(facts: OpenFacts) -> FactTables:
    """Open facts as metrics take them."""
    return FactTables(
        **{name: getattr(facts, name) for name in TABLES}, run=facts.run, week_start=facts.info().week_start
    )


def write_facts(tables: FactTables, file: Path) -> Path:
    """Fact tables of a test as a DuckDB file, as a build would leave it."""
    with duckdb.connect(str(file)) as connection:
        for name in TABLES:
            connection.register("given", getattr(tables, name).to_pyarrow())
            connection.execute(f"create table {name} as select * from given")
            connection.unregister("given")
    return file


def on_duckdb(file: Path) -> OpenFacts:
    """The file itself."""
    return Facts(file, 1)


def on_postgres(file: Path, url: str) -> OpenFacts:
    """The file's tables in PostgreSQL, replacing those of the launch before."""
    export_postgres(file, postgres_of(url))
    return EngineFacts(engine_of(url))


def on_spark(file: Path, url: str) -> OpenFacts:
    """The file's tables as Parquet files, read by the workers."""
    folder = file.with_suffix(".parquet")
    export_parquet(file, folder)
    return EngineFacts(engine_of(f"{url}/;facts={folder}"))
