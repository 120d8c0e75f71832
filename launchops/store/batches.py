"""Uploads: find, list, undo and redo."""

from dataclasses import fields
from datetime import datetime

from sqlalchemy import Connection, func, select, update

from launchops.errors import UnknownName
from launchops.store.audit import write_audit
from launchops.store.counters import bump_facts
from launchops.store.records import Batch
from launchops.store.tables import batch_table

BATCH_COLUMNS = tuple(batch_table.c[field.name] for field in fields(Batch))


def list_batches(connection: Connection) -> list[Batch]:
    """Every upload, newest first."""
    query = select(*BATCH_COLUMNS).order_by(batch_table.c.id.desc())
    return [Batch(**row._mapping) for row in connection.execute(query)]


def get_batch(connection: Connection, batch_id: int) -> Batch:
    """One upload; UnknownName batch_unknown."""
    row = connection.execute(select(*BATCH_COLUMNS).where(batch_table.c.id == batch_id)).one_or_none()
    if row is None:
        raise UnknownName("batch_unknown", batch_id=batch_id)
    return Batch(**row._mapping)


def find_batch(connection: Connection, *, kind: str, sha256: str) -> Batch | None:
    """The upload of the same file as the same kind, loaded or undone."""
    query = select(*BATCH_COLUMNS).where(batch_table.c.kind == kind, batch_table.c.sha256 == sha256)
    row = connection.execute(query).one_or_none()
    return None if row is None else Batch(**row._mapping)


def last_loaded(connection: Connection) -> dict[str, Batch]:
    """The newest loaded upload of each kind; a kind without one is missing."""
    newest = select(func.max(batch_table.c.id)).where(batch_table.c.status == "loaded").group_by(batch_table.c.kind)
    rows = connection.execute(select(*BATCH_COLUMNS).where(batch_table.c.id.in_(newest)))
    return {row.kind: Batch(**row._mapping) for row in rows}


def set_status(connection: Connection, batch_id: int, status: str, *, who: str, at: datetime) -> Batch:
    """The upload with its new status; nothing is written where it has it already.

    UnknownName batch_unknown.
    """
    batch = get_batch(connection, batch_id)
    if batch.status == status:
        return batch
    connection.execute(update(batch_table).where(batch_table.c.id == batch_id).values(status=status))
    what = "batch.undo" if status == "undone" else "batch.redo"
    write_audit(connection, who=who, at=at, what=what, subject=str(batch_id), detail=batch.file_name)
    bump_facts(connection)
    return get_batch(connection, batch_id)
