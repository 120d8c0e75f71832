"""The numbers by which the facts know users."""

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, select

from launchops.store.tables import UserIdTable

_AT_ONCE = 500


def user_numbers(connection: Connection, user_ids: Sequence[str]) -> Mapping[str, int]:
    """User id as written in the uploads -> its number in the facts; ids never seen in an upload are missing."""
    found: dict[str, int] = {}
    for place in range(0, len(user_ids), _AT_ONCE):
        some = user_ids[place : place + _AT_ONCE]
        query = select(UserIdTable.user_id, UserIdTable.user_key).where(UserIdTable.user_id.in_(some))
        found |= {str(row[0]): int(row[1]) for row in connection.execute(query)}
    return found
