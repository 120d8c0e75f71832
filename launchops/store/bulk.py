"""Many rows into a table and out of it, through the driver itself: no object a row."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, cast

import pyarrow as pa
import pyarrow.compute as pc
from sqlalchemy import Connection, Dialect, Select, Table

SLICE_ROWS = 100_000  # rows read at a time
SLICE_VALUES = 200_000  # values made Python objects at a time
STATEMENT_VALUES = 900  # values a statement; longer statements gain nothing


@dataclass(frozen=True)
class Statement:
    """An INSERT of some rows and what to bind each time it is run."""

    text: str
    parameters: Sequence[Sequence[Any]]


def insert_rows(connection: Connection, table: Table, rows: pa.Table, constants: Mapping[str, int]) -> None:
    """Insert `rows` (columns named as the table's), each beside the whole numbers of `constants`."""
    run_statements(connection, insert_statements(connection.dialect, table, rows, constants))


def run_statements(connection: Connection, statements: Iterable[Statement]) -> None:
    """Run them one after the other."""
    cursor = connection.connection.cursor()
    for statement in statements:
        cursor.executemany(statement.text, cast("Any", statement.parameters))
    cursor.close()


def insert_statements(
    dialect: Dialect, table: Table, rows: pa.Table, constants: Mapping[str, int]
) -> Iterator[Statement]:
    """What `insert_rows` runs."""
    quote = dialect.identifier_preparer.quote
    mark = _mark(dialect)
    step = SLICE_VALUES // max(1, rows.num_columns)
    for start in range(0, rows.num_rows, step):
        part, same = _without_constant_columns(rows.slice(start, step))
        fixed = {**constants, **same}
        names = ",".join(quote(name) for name in [*fixed, *part.column_names])
        target = f"INSERT INTO {quote(table.name)} ({names}) VALUES "  # noqa: S608 - our own names; values are bound
        row = f"({','.join([*map(_literal, fixed.values()), *[mark] * part.num_columns])})"
        for count, piece in _pieces(part):
            yield Statement(target + ",".join([row] * count), _parameters(piece, count))


def _literal(value: int | str) -> str:
    return "''" if value == "" else str(value).upper()


def _without_constant_columns(rows: pa.Table) -> tuple[pa.Table, dict[str, int | str]]:
    """The columns that vary; and those that hold one whole number, truth or empty text throughout."""
    same: dict[str, int | str] = {}
    for name in rows.column_names[1:]:  # one column stays whatever it holds
        column = rows[name]
        first = column[0].as_py()
        is_plain = first == "" or isinstance(first, int)
        if is_plain and not column.null_count and pc.all(pc.equal(column, first)).as_py():
            same[name] = first
    return rows.drop_columns(list(same)), same


def read_rows(connection: Connection, query: Select[*tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a query as the driver gives them, many at a time; never an empty list."""
    compiled = query.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
    cursor = connection.connection.cursor()
    cursor.execute(str(compiled))
    while rows := cursor.fetchmany(SLICE_ROWS):
        yield cast("list[tuple[Any, ...]]", rows)
    cursor.close()


def read_matching(
    connection: Connection, query: Select[*tuple[Any, ...]], column: str, wanted: Sequence[str]
) -> Iterator[list[tuple[Any, ...]]]:
    """The rows of a query (which has a WHERE, and nothing after it) whose `column` is one of `wanted`.

    Compiled once and bound by the driver: through SQLAlchemy, each value takes longer than finding its row.
    """
    compiled = query.compile(dialect=connection.dialect, compile_kwargs={"literal_binds": True})
    mark, name = _mark(connection.dialect), connection.dialect.identifier_preparer.quote(column)
    cursor = connection.connection.cursor()
    for start in range(0, len(wanted), STATEMENT_VALUES):
        some = wanted[start : start + STATEMENT_VALUES]
        cursor.execute(f"{compiled} AND {name} IN ({','.join([mark] * len(some))})", cast("Any", some))
        yield cast("list[tuple[Any, ...]]", cursor.fetchall())
    cursor.close()


def _mark(dialect: Dialect) -> str:
    """What stands in a statement for a value to be bound."""
    return "%s" if dialect.paramstyle in ("pyformat", "format") else "?"


def _pieces(rows: pa.Table) -> Iterator[tuple[int, pa.Table]]:
    """All rows in at most two parts, each with the number of rows a statement that divides it."""
    per_statement = max(1, STATEMENT_VALUES // max(1, rows.num_columns))
    rest = rows.num_rows % per_statement
    whole = rows.num_rows - rest
    if whole:
        yield per_statement, rows.slice(0, whole)
    if rest:
        yield rest, rows.slice(whole)


def _parameters(rows: pa.Table, count: int) -> list[list[Any]]:
    """Row after row in one list, `count` rows at a time."""
    width = rows.num_columns
    flat: list[Any] = [None] * (rows.num_rows * width)
    for position, column in enumerate(rows.columns):
        flat[position::width] = _values(column)
    step = count * width
    return [flat[start : start + step] for start in range(0, len(flat), step)]


def _values(column: pa.ChunkedArray) -> list[Any]:
    if column.null_count:
        return list(column.to_pylist())
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    return list(column.to_numpy().tolist())
