"""The audit: one line for every change, written in the transaction of the change, never altered."""

from datetime import datetime

from sqlalchemy import Connection, insert, select

from launchops.store.records import AuditEntry
from launchops.store.tables import AuditTable


def write_audit(connection: Connection, *, who: str, at: datetime, what: str, subject: str, detail: str = "") -> None:
    """Add a line: `what` such as goals.save, `subject` such as its number."""
    connection.execute(insert(AuditTable).values(at=at, who=who, what=what, subject=subject, detail=detail))


def read_audit(connection: Connection, *, limit: int) -> list[AuditEntry]:
    """The last `limit` lines, newest first."""
    columns = AuditTable.__table__.c
    rows = connection.execute(select(*columns).order_by(columns.id.desc()).limit(limit))
    return [AuditEntry(**row._mapping) for row in rows]
