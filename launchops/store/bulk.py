"""Many rows into a table: several rows a statement through the driver itself, columns turned to rows in slices."""

from collections.abc import Iterator, Mapping
from typing import Any

import pyarrow as pa
from sqlalchemy import Connection, Table

SLICE_ROWS = 100_000
STATEMENT_VALUES = 900  # values a statement; longer statements gain nothing


def insert_rows(
    connection: Connection,
    table: Table,
    rows: pa.Table,
    constants: Mapping[str, int],
    *,
    on_conflict: str = "",
) -> None:
    """Insert `rows` (columns named as the table's), each with the whole numbers of `constants` beside them."""
    names = [*constants, *rows.column_names]
    per_statement = max(1, STATEMENT_VALUES // max(1, rows.num_columns))
    cursor = connection.connection.cursor()
    for start in range(0, rows.num_rows, SLICE_ROWS):
        part = rows.slice(start, SLICE_ROWS)
        whole = part.num_rows - part.num_rows % per_statement
        for count, piece in (
            (per_statement, part.slice(0, whole)),
            (part.num_rows - whole, part.slice(whole)),
        ):
            if piece.num_rows:
                statement = _statement(
                    connection, table, names, constants, rows.num_columns, count, on_conflict
                )
                cursor.executemany(statement, _parameters(piece, count))
    cursor.close()


def _statement(
    connection: Connection,
    table: Table,
    names: list[str],
    constants: Mapping[str, int],
    width: int,
    count: int,
    on_conflict: str,
) -> str:
    quote = connection.dialect.identifier_preparer.quote
    mark = "%s" if connection.dialect.paramstyle in ("pyformat", "format") else "?"
    row = ",".join([str(int(value)) for value in constants.values()] + [mark] * width)
    target = f"{quote(table.name)} ({','.join(quote(name) for name in names)})"
    values = ",".join([f"({row})"] * count)
    tail = f" ON CONFLICT {on_conflict}" if on_conflict else ""
    return f"INSERT INTO {target} VALUES {values}{tail}"  # noqa: S608 - names of our own tables, values are bound


def _parameters(rows: pa.Table, count: int) -> Iterator[list[Any]]:
    """Row after row in one list, `count` rows at a time."""
    width = rows.num_columns
    flat: list[Any] = [None] * (rows.num_rows * width)
    for position, column in enumerate(rows.columns):
        flat[position::width] = _values(column)
    step = count * width
    return (flat[start : start + step] for start in range(0, len(flat), step))


def _values(column: pa.ChunkedArray) -> list[Any]:
    if column.null_count:
        return list(column.to_pylist())
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return list(column.to_numpy().tolist())
