"""The history of computed statuses: added to, never changed."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields
from datetime import datetime

from sqlalchemy import Connection, func, insert, select

from launchops.store.counters import bump_records
from launchops.store.records import StatusChange
from launchops.store.tables import status_change_table

Open = Callable[[], AbstractContextManager[Connection]]
NAMES = tuple(field.name for field in fields(StatusChange))
COLUMNS = tuple(status_change_table.c[name] for name in NAMES)


class StatusHistory:
    """When which status changed into what."""

    def __init__(self, *, read: Open, write: Open) -> None:
        self._read = read
        self._write = write

    def list(self, *, since: datetime | None = None) -> list[StatusChange]:
        """Changes in order; with `since` only those at or after that instant."""
        query = select(*COLUMNS).order_by(status_change_table.c.id)
        if since is not None:
            query = query.where(status_change_table.c.changed_at >= since)
        with self._read() as connection:
            return [StatusChange(**row._mapping) for row in connection.execute(query)]

    def latest(self) -> dict[tuple[str, int], StatusChange]:
        """The last change of each (subject, subject_id)."""
        newest = select(func.max(status_change_table.c.id)).group_by(
            status_change_table.c.subject, status_change_table.c.subject_id
        )
        with self._read() as connection:
            rows = connection.execute(select(*COLUMNS).where(status_change_table.c.id.in_(newest)))
            return {(row.subject, row.subject_id): StatusChange(**row._mapping) for row in rows}

    def add(self, changes: Sequence[StatusChange]) -> None:
        """Add changes; their ids are given by the store. Nothing is written for an empty sequence."""
        if not changes:
            return
        rows = [{name: getattr(change, name) for name in NAMES if name != "id"} for change in changes]
        with self._write() as connection:
            connection.execute(insert(status_change_table), rows)
            bump_records(connection)
