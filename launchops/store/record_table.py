"""Records of one type: list, get, save, delete. The fields of the dataclass are columns of the table."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import fields
from datetime import datetime
from typing import Any, Generic, TypeVar

from sqlalchemy import ColumnElement, Connection, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from launchops.errors import RecordError, UnknownName
from launchops.store.audit import write_audit
from launchops.store.counters import bump_records

R = TypeVar("R")
Open = Callable[[], AbstractContextManager[Connection]]


class RecordTable(Generic[R]):
    """The records of one type. Types without a version are entries of a log: added, never changed."""

    def __init__(self, record_type: type[R], table: Table, *, read: Open, write: Open) -> None:
        self._type = record_type
        self._table = table
        self._read = read
        self._write = write
        self._columns = [table.c[field.name] for field in fields(record_type)]  # type: ignore[arg-type]
        self._is_editable = "version" in table.c

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
                saved_id, detail = self._insert(connection, values, who, at), "new"
            else:
                saved_id, detail = record_id, self._update(connection, record_id, values, who, at)
        except IntegrityError as error:
            raise self._refusal(error, values) from None
        write_audit(connection, who=who, at=at, what=f"{self._table.name}.save", subject=str(saved_id), detail=detail)
        bump_records(connection)
        return self._one(connection, saved_id)

    def _insert(self, connection: Connection, values: dict[str, Any], who: str, at: datetime) -> int:
        if self._is_editable:
            values["version"] = 1
        result = connection.execute(insert(self._table).values(**values, changed_by=who, changed_at=at))
        return int(result.inserted_primary_key[0])  # type: ignore[index]

    def _update(self, connection: Connection, record_id: int, values: dict[str, Any], who: str, at: datetime) -> str:
        """Names of the fields that changed."""
        before = self._one(connection, record_id)
        if not self._is_editable:
            raise RecordError("not_editable", field="id")
        table, version = self._table, values.pop("version")
        statement = update(table).where(table.c.id == record_id, table.c.version == version)
        new = {**values, "version": version + 1, "changed_by": who, "changed_at": at}
        if connection.execute(statement.values(**new)).rowcount != 1:
            last = connection.execute(
                select(table.c.changed_by, table.c.changed_at).where(table.c.id == record_id)
            ).one()
            raise RecordError("changed_by_other", field="version", who=last[0], at=f"{last[1]:%Y-%m-%d %H:%M} UTC")
        return ", ".join(name for name, value in values.items() if getattr(before, name) != value)

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
