"""Loading one file: rows are collected without touching the store, then written in one transaction.

Either all of it is kept (the upload, its rows, its rejects, the audit, the new facts_version) or nothing.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import pyarrow as pa
from sqlalchemy import Connection, Table, insert, update

from launchops.errors import StoreError
from launchops.store.audit import write_audit
from launchops.store.batches import Rejected, find_batch, get_batch, insert_rejects, set_status
from launchops.store.counters import bump_facts
from launchops.store.notices import Notice, count_known, user_notices
from launchops.store.records import LoadOutcome
from launchops.store.settings import read_settings
from launchops.store.tables import BatchTable
from launchops.store.user_data import KINDS, Collected, encode, write_rows


@dataclass(frozen=True)
class Upload:
    """The file being loaded."""

    kind: str
    file_name: str
    sha256: str
    encoding: str
    loaded_by: str
    loaded_at: datetime
    header: tuple[str, ...] = ()


class Load:
    """Takes the rows and rejects of one file; `outcome` is known after the with-block."""

    def __init__(self, upload: Upload) -> None:
        self.upload = upload
        self.collected = Collected(KINDS[upload.kind])
        self.rejects: list[Rejected] = []
        self.notices: list[Notice] = []
        self._outcome: LoadOutcome | None = None

    def add(self, rows: pa.Table) -> None:
        """Good rows, with the columns of `launchops.ingest.parsed.ROW_SCHEMAS`."""
        if rows.num_rows:
            self.collected.add(rows)

    def reject(self, rejects: Iterable[Rejected]) -> None:
        """Records that are not loaded."""
        self.rejects.extend(rejects)

    def warn(self, code: str, count: int, detail: str = "") -> None:
        """A warning of the reader, kept with the upload."""
        self.notices.append((code, count, detail))

    @property
    def outcome(self) -> LoadOutcome:
        """What became of the file; only after the with-block has ended well."""
        if self._outcome is None:
            raise RuntimeError("the load has not ended yet")
        return self._outcome

    def write(self, connection: Connection) -> None:
        """Write everything inside an open write transaction; called once, by the store."""
        upload = self.upload
        there = find_batch(connection, kind=upload.kind, sha256=upload.sha256)
        if there is None:
            batch_id = self._write_new(connection)
            self._outcome = LoadOutcome(get_batch(connection, batch_id), "loaded")
        elif there.status == "loaded":
            self._outcome = LoadOutcome(there, "already_loaded")
        else:
            batch = set_status(connection, there.id, "loaded", who=upload.loaded_by, at=upload.loaded_at)
            self._outcome = LoadOutcome(batch, "redone")

    def _write_new(self, connection: Connection) -> int:
        kind, upload = self.collected.kind, self.upload
        span = self.collected.span()
        rows = encode(connection, self.collected, preview=False)
        notices = [*self.notices, *_notices_before(connection, upload.kind, rows)]
        batch_id = self._insert_batch(connection, span)
        try:
            write_rows(connection, kind.table, rows, {"batch_id": batch_id})
        except connection.dialect.loaded_dbapi.IntegrityError as error:
            raise StoreError("rows_not_unique", kind=upload.kind, reason=str(error)) from error
        known = count_known(connection, kind, new=kind.table, new_batch=batch_id, span=span)
        warnings = _kept([*notices, ("already_known", known, "")])
        connection.execute(update(BatchTable).where(BatchTable.id == batch_id).values(warnings=warnings))
        insert_rejects(connection, batch_id, self.rejects)
        what, subject = "batch.load", str(batch_id)
        write_audit(
            connection,
            who=upload.loaded_by,
            at=upload.loaded_at,
            what=what,
            subject=subject,
            detail=upload.file_name,
        )
        bump_facts(connection)
        return batch_id

    def _insert_batch(self, connection: Connection, span: tuple[int | None, int | None]) -> int:
        upload, loaded, rejected = self.upload, self.collected.row_count, len(self.rejects)
        result = connection.execute(
            insert(BatchTable).values(
                kind=upload.kind,
                file_name=upload.file_name,
                sha256=upload.sha256,
                encoding=upload.encoding,
                rows_in=loaded + rejected,
                rows_loaded=loaded,
                rows_rejected=rejected,
                loaded_by=upload.loaded_by,
                loaded_at=upload.loaded_at,
                status="loaded",
                warnings=(),
                header=upload.header,
                first_ts=span[0],
                last_ts=span[1],
            )
        )
        return int(result.inserted_primary_key[0])  # type: ignore[index]


class Preview:
    """Takes the rows of one file as `Load` does, to say what loading it would warn about; writes nothing."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        self.collected = Collected(KINDS[kind])
        self.warnings: tuple[Notice, ...] = ()  # known after the with-block

    def add(self, rows: pa.Table) -> None:
        """Good rows, with the columns of `launchops.ingest.parsed.ROW_SCHEMAS`."""
        if rows.num_rows:
            self.collected.add(rows)

    def compare(self, connection: Connection) -> None:
        """Work out the warnings; called once, by the store, on a connection that may use temporary tables."""
        span = self.collected.span()
        rows = encode(connection, self.collected, preview=True)
        notices = list(_notices_before(connection, self.kind, rows))
        kind = self.collected.kind
        staged = Table(
            f"staged_{kind.table.name}",
            type(kind.table.metadata)(),
            *(column._copy(primary_key=False) for column in kind.table.c if column.name != "batch_id"),
            prefixes=["TEMPORARY"],
        )
        staged.create(connection)
        write_rows(connection, staged, rows, {})
        known = count_known(connection, kind, new=staged, new_batch=None, span=span)
        self.warnings = _kept([*notices, ("already_known", known, "")])


def _notices_before(connection: Connection, kind: str, rows: pa.Table) -> list[Notice]:
    if not rows.num_rows or not KINDS[kind].has_users:
        return []
    return list(user_notices(connection, kind, rows, read_settings(connection)))


def _kept(notices: list[Notice]) -> tuple[Notice, ...]:
    return tuple(notice for notice in notices if notice[1])
