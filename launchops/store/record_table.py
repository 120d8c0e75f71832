"""Records of one type: list, get, save, delete. The fields of the dataclass are columns of the table."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from launchops.errors import RecordError, UnknownName
from launchops.store.audit import Changes, changed_by_other, write_audit
from launchops.store.counters import bump_records

R = TypeVar("R")
NO_CHANGES: Changes = ()
Open = Callable[[], AbstractContextManager[Connection]]


class RecordTable(Generic[R]):
    """The records of one type. Types without a version are entries of a log: added, never changed."""

    def __init__(
        self, record_type: type[R], table: Table, *, read: Open, write: Open, keeps_values: bool = True
    ) -> None:
        """`keeps_values`: whether the audit keeps what a field said before; not of records about people."""
        self._type = record_type
        self._table = table
        self._read = read
        self._write = write
        self._columns = [table.c[field.name] for field in fields(record_type)]  # type: ignore[arg-type]
        self._is_editable = "version" in table.c
        self._keeps_values = keeps_values

    def list(self, **equal: object) -> list[R]:
        """All records in order (position, then number), or those whose fields equal `equal`."""
        order: list[ColumnElement[Any]] = [self._table.c.id]
        if "position" in self._table.c:
            order.insert(0, self._table.c.position)
        query = select(*self._columns).order_by(*order)
        for name, value in equal.items():
            query = query.where(self._table.c[name] == value)
        with self._read() as connection:
            return [self._type(**row._mapping) for row in connection.execute(query)]

    def get(self, record_id: int) -> R:
        """One record; UnknownName record_unknown if there is none with this number."""
        with self._read() as connection:
            return self._one(connection, record_id)

    def save(self, record: R, *, who: str, at: datetime) -> R:
        """The record as saved, with its number and new version.

        RecordError changed_by_other when somebody else saved it since it was read, key_taken when its key
        belongs to another record, not_editable for an entry of a log; UnknownName record_unknown when it is
        gone.
        """
        with self._write() as connection:
            return self.save_in(connection, record, who=who, at=at)

    def save_all(self, records: Sequence[R], *, who: str, at: datetime) -> tuple[R, ...]:
        """Several records in one transaction: all are saved, or none. Raises what `save` raises."""
        with self._write() as connection:
            return tuple(self.save_in(connection, record, who=who, at=at) for record in records)

    def delete(self, record_id: int, *, who: str, at: datetime) -> None:
        """Remove a record; UnknownName record_unknown if there is none with this number."""
        with self._write() as connection:
            gone = self._one(connection, record_id)
            connection.execute(delete(self._table).where(self._table.c.id == record_id))
            write_audit(
                connection,
                who=who,
                at=at,
                what=f"{self._table.name}.delete",
                subject=str(record_id),
                detail=str(getattr(gone, "name", "")),
            )
            bump_records(connection)

    def save_in(self, connection: Connection, record: R, *, who: str, at: datetime) -> R:
        """`save` inside a write transaction that is open already."""
        values = {field.name: getattr(record, field.name) for field in fields(record)}  # type: ignore[arg-type]
        record_id = values.pop("id")
        try:
            if record_id is None:
                saved_id, changes = self._insert(connection, values, who, at), NO_CHANGES
            else:
                saved_id, changes = record_id, self._update(connection, record_id, values, who, at)
        except IntegrityError as error:
            raise self._refusal(error, values) from None
        write_audit(
            connection,
            who=who,
            at=at,
            what=f"{self._table.name}.save",
            subject=str(saved_id),
            detail="new" if record_id is None else ", ".join(name for name, *_ in changes),
            changes=changes if self._keeps_values else (),
        )
        bump_records(connection)
        return self._one(connection, saved_id)

    def _insert(self, connection: Connection, values: dict[str, Any], who: str, at: datetime) -> int:
        if self._is_editable:
            values["version"] = 1
        result = connection.execute(insert(self._table).values(**values, changed_by=who, changed_at=at))
        return int(result.inserted_primary_key[0])  # type: ignore[index]

    def _update(
        self, connection: Connection, record_id: int, values: dict[str, Any], who: str, at: datetime
    ) -> Changes:
        """The fields that changed: name, text before, text after."""
        before = self._one(connection, record_id)
        if not self._is_editable:
            raise RecordError("not_editable", field="id")
        table, version = self._table, values.pop("version")
        statement = update(table).where(table.c.id == record_id, table.c.version == version)
        new = {**values, "version": version + 1, "changed_by": who, "changed_at": at}
        if connection.execute(statement.values(**new)).rowcount != 1:
            raise self._conflict(connection, record_id, version)
        return [
            (name, _as_text(getattr(before, name)), _as_text(value))
            for name, value in values.items()
            if getattr(before, name) != value
        ]

    def _conflict(self, connection: Connection, record_id: int, version: int) -> RecordError:
        columns = self._table.c
        query = select(columns.version, columns.changed_by, columns.changed_at).where(columns.id == record_id)
        last = connection.execute(query).one()
        return changed_by_other(
            connection,
            who=last.changed_by,
            at=last.changed_at,
            table=self._table.name,
            saves=last.version - version,
            subject=str(record_id),
        )

    def _one(self, connection: Connection, record_id: int) -> R:
        row = connection.execute(select(*self._columns).where(self._table.c.id == record_id)).one_or_none()
        if row is None:
            raise UnknownName("record_unknown", kind=self._table.name, id=record_id)
        return self._type(**row._mapping)

    def _refusal(self, error: IntegrityError, values: dict[str, object]) -> Exception:
        reason = str(error.orig)
        if "key" in self._table.c and "unique" in reason.lower():
            return RecordError("key_taken", field="key", value=values["key"])
        missing = next((name for name in values if f".{name}" in reason), "id")
        return RecordError("field_required", field=missing)


def _as_text(value: object) -> str:
    """A field's value as the audit keeps it; phased targets as ``2026-03-01: 7000``."""
    if value is None:
        return ""
    if isinstance(value, tuple):
        return ", ".join(": ".join(map(str, item)) if isinstance(item, tuple) else str(item) for item in value)
    return str(value)
