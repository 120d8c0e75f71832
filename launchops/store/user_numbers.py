"""The numbers by which the facts know users, and the ids behind them."""

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import Connection, select

from launchops.store.tables import user_id_table

_AT_ONCE = 500
_ROWS_AT_ONCE = 10_000


def user_numbers(connection: Connection, user_ids: Sequence[str]) -> Mapping[str, int]:
    """User id as written in the uploads -> its number in the facts; ids never seen in an upload are missing."""
    found: dict[str, int] = {}
    for place in range(0, len(user_ids), _AT_ONCE):
        some = user_ids[place : place + _AT_ONCE]
        query = select(user_id_table.c.user_id, user_id_table.c.user_key).where(user_id_table.c.user_id.in_(some))
        found |= {str(row[0]): int(row[1]) for row in connection.execute(query)}
    return found


def user_ids(connection: Connection) -> Iterator[tuple[int, str]]:
    """Number in the facts and id as written of every user ever seen in an upload, in the order of the numbers."""
    query = select(user_id_table.c.user_key, user_id_table.c.user_id).order_by(user_id_table.c.user_key)
    for number, user_id in connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(query):
        yield int(number), str(user_id)


def ids_of(connection: Connection, numbers: Sequence[int]) -> Mapping[int, str]:
    """Number in the facts -> user id as written in the uploads, of some users."""
    found: dict[int, str] = {}
    for place in range(0, len(numbers), _AT_ONCE):
        some = numbers[place : place + _AT_ONCE]
        query = select(user_id_table.c.user_key, user_id_table.c.user_id).where(user_id_table.c.user_key.in_(some))
        found |= {int(row[0]): str(row[1]) for row in connection.execute(query)}
    return found
