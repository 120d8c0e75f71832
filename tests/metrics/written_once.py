"""Small launches whose queries are written out once: many tests ask the same, and writing takes longer than asking."""

import functools
from dataclasses import replace

import ibis

from launchops.facts.schema import TABLES
from launchops.metrics.tables import FactTables


def written_once(tables: FactTables) -> FactTables:
    """`tables` (of `tests.make.launch`), asked in SQL that is kept for the next launch that is asked the same."""
    connection = tables.users.op().source.con
    names = {name: ibis.table(dict(TABLES[name]), name=name) for name in TABLES}
    return replace(tables, **names, run=lambda query: connection.execute(_sql(query.as_table().op())).df())


@functools.lru_cache(maxsize=256)
def _sql(query: ibis.expr.operations.Relation) -> str:
    return str(ibis.to_sql(query.to_expr(), dialect="duckdb"))
