"""Headers of files and the columns somebody said they stand for, remembered by kind."""

from collections.abc import Mapping

from sqlalchemy import Connection, delete, insert, select

from launchops.store.counters import bump_records
from launchops.store.tables import header_mapping_table


def read_headers(connection: Connection, kind: str) -> dict[str, str]:
    """Header as written -> our column."""
    query = select(header_mapping_table.c.header, header_mapping_table.c.column).where(
        header_mapping_table.c.kind == kind
    )
    return {row.header: row.column for row in connection.execute(query)}


def remember_headers(connection: Connection, kind: str, mapping: Mapping[str, str]) -> None:
    """Keep the mapping; the same header chosen otherwise before is replaced."""
    if not mapping:
        return
    same = header_mapping_table.c.kind == kind, header_mapping_table.c.header.in_(mapping)
    connection.execute(delete(header_mapping_table).where(*same))
    rows = [{"kind": kind, "header": header, "column": column} for header, column in mapping.items()]
    connection.execute(insert(header_mapping_table), rows)
    bump_records(connection)
