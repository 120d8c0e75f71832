"""Readings whose uploads were undone: they count for nothing, but they are the last that was known of a figure."""

from sqlalchemy import Connection, select

from launchops.store.tables import batch_table, reading_table


def last_undone_reading(connection: Connection, name: str, *, before_day: int) -> tuple[int, float] | None:
    """(day, value) of the latest reading of that name in undone uploads; None where there is none."""
    query = (
        select(reading_table.c.day, reading_table.c.value)
        .join(batch_table, batch_table.c.id == reading_table.c.batch_id)
        .where(batch_table.c.status == "undone", reading_table.c.kpi == name, reading_table.c.day < before_day)
        .order_by(reading_table.c.day.desc(), reading_table.c.batch_id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return None if row is None else (row.day, float(row.value))
