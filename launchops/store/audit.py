"""The audit: one line for every change, written in the transaction of the change, never altered."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import Connection, insert, select

from launchops.errors import RecordError
from launchops.locale import Message
from launchops.store.records import AuditEntry
from launchops.store.tables import audit_table

Changes = Sequence[tuple[str, str, str]]  # field, its text before, its text after


def write_audit(
    connection: Connection, *, who: str, at: datetime, what: str, subject: str, detail: str = "", changes: Changes = ()
) -> None:
    """Add a line: `what` such as goals.save, `subject` such as its number."""
    line = {"at": at, "who": who, "what": what, "subject": subject, "detail": detail, "changes": tuple(changes)}
    connection.execute(insert(audit_table).values(**line))


def read_audit(connection: Connection, *, limit: int, table: str = "", subject: str = "") -> list[AuditEntry]:
    """The last `limit` lines, newest first; with `table` and `subject` only those of one record."""
    columns = audit_table.c
    query = select(*columns).order_by(columns.id.desc()).limit(limit)
    if table:
        query = query.where(columns.what.startswith(f"{table}.", autoescape=True))
    if subject:
        query = query.where(columns.subject == subject)
    return [AuditEntry(**row._mapping) for row in connection.execute(query)]


def changed_by_other(
    connection: Connection, *, who: str, at: datetime, table: str, saves: int, subject: str = ""
) -> RecordError:
    """The refusal of a save over somebody else's: who saved last, when, and which fields in the last `saves` saves."""
    lines = read_audit(connection, limit=max(1, saves), table=table, subject=subject)
    fields = dict.fromkeys(name for line in reversed(lines) for name in line.detail.split(", ") if name)
    return RecordError(
        "changed_by_other",
        field="version",
        who=who or Message("somebody"),
        at=f"{at:%Y-%m-%d %H:%M} UTC",
        what=[Message(f"field_{name}") for name in fields] or Message("field_nothing"),
    )
