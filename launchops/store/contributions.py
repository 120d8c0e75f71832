"""What each upload brought: the days it covers, and the users no earlier upload had named."""

from dataclasses import dataclass

from sqlalchemy import Connection, func, select

from launchops.store.tables import batch_table, user_table


@dataclass(frozen=True)
class Contribution:
    """One upload. first_ts, last_ts: microseconds since 1970 UTC, None where no row was good.

    new_users: users whose first loaded users file this is; None for other kinds and for undone uploads.
    """

    first_ts: int | None
    last_ts: int | None
    new_users: int | None


def read_contributions(connection: Connection) -> dict[int, Contribution]:
    """Batch id -> what it brought."""
    new_users = _new_users(connection)
    query = select(
        batch_table.c.id, batch_table.c.kind, batch_table.c.status, batch_table.c.first_ts, batch_table.c.last_ts
    )
    return {
        row.id: Contribution(
            row.first_ts,
            row.last_ts,
            new_users.get(row.id, 0) if row.kind == "users" and row.status == "loaded" else None,
        )
        for row in connection.execute(query)
    }


def _new_users(connection: Connection) -> dict[int, int]:
    """Batch id -> users of which no loaded upload with a lower number tells."""
    loaded = select(batch_table.c.id).where(batch_table.c.kind == "users", batch_table.c.status == "loaded")
    first = (
        select(func.min(user_table.c.batch_id).label("batch_id"))
        .where(user_table.c.batch_id.in_(loaded))
        .group_by(user_table.c.user_key)
        .subquery()
    )
    query = select(first.c.batch_id, func.count()).group_by(first.c.batch_id)
    return {int(batch_id): int(count) for batch_id, count in connection.execute(query)}
