"""Users that participation files name, whether a users file knows them or not."""

from sqlalchemy import Connection, distinct, func, select

from launchops.store.tables import batch_table, participation_table


def uploaded_participants(connection: Connection) -> dict[str, int]:
    """Activity -> distinct users that loaded uploads name with it, in any arm."""
    loaded = select(batch_table.c.id).where(batch_table.c.kind == "participation", batch_table.c.status == "loaded")
    users = func.count(distinct(participation_table.c.user_key))
    rows = select(participation_table.c.activity, users).where(participation_table.c.batch_id.in_(loaded))
    found = connection.execute(rows.group_by(participation_table.c.activity))
    return {str(row[0]): int(row[1]) for row in found}
