"""Loading one file: rows are put aside without touching the store, then written in one transaction.

Either all of it is kept (the upload, its rows, its rejects, the audit, the new facts_version) or nothing.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import pyarrow as pa
from sqlalchemy import Connection, Table, insert, update

from launchops.ahead import ahead
from launchops.errors import StoreError
from launchops.store.audit import write_audit
from launchops.store.batches import find_batch, get_batch, set_status
from launchops.store.bulk import Statement, insert_rows, insert_statements, run_statements
from launchops.store.counters import bump_facts
from launchops.store.dictionary import Open
from launchops.store.identity import told_apart
from launchops.store.notices import Notice, UserNotices, count_known
from launchops.store.records import LoadOutcome
from launchops.store.reject_rows import Rejected, WaitingRejects
from launchops.store.settings import read_settings
from launchops.store.spool import Integers
from launchops.store.tables import batch_table
from launchops.store.user_data import KINDS, Collected

Repeats = Callable[[Integers], Iterable[Rejected]]
Progress = Callable[[float], None]


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
    delimiter: str = ","


class Load:
    """Takes the rows and rejects of one file; `outcome` is known after the with-block.

    `repeats` is asked for the rejects of events that repeat an earlier one, by their data rows in order; without
    it such a file is refused. `written` is called with the share of the rows that are written, 0 to 1.
    """

    def __init__(
        self, upload: Upload, read: Open, repeats: Repeats | None = None, written: Progress | None = None
    ) -> None:
        self.upload = upload
        self.collected = Collected(KINDS[upload.kind], read)
        self.rejects = WaitingRejects()
        self.notices: list[Notice] = []
        self._repeats = repeats
        self._progress = written
        self._outcome: LoadOutcome | None = None

    def add(self, rows: pa.Table) -> None:
        """Good rows, with the columns of `launchops.ingest.parsed.ROW_SCHEMAS`."""
        self.collected.add(rows)

    def reject(self, rejects: Iterable[Rejected]) -> None:
        """Records that are not loaded."""
        self.rejects.add(rejects)

    def warn(self, code: str, count: int, detail: str = "") -> None:
        """A warning of the reader, kept with the upload."""
        self.notices.append((code, count, detail))

    @property
    def outcome(self) -> LoadOutcome:
        """What became of the file; only after the with-block has ended well."""
        if self._outcome is None:
            raise RuntimeError("the load has not ended yet")
        return self._outcome

    def close(self) -> None:
        """Let go of what was put aside."""
        self.collected.close()
        self.rejects.close()

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
        written = _Written(connection, self.collected)
        batch_id = self._insert_batch(connection)
        try:
            constants = {"batch_id": batch_id}
            statements = (
                statement
                for rows in written.slices()
                for statement in insert_statements(connection.dialect, kind.table, rows, constants)
            )
            run_statements(connection, self._followed(ahead(statements), written))
        except connection.dialect.loaded_dbapi.IntegrityError as error:
            raise StoreError("rows_not_unique", kind=upload.kind, reason=str(error)) from error
        self._reject_repeats(written.repeated())
        self.rejects.write(connection, batch_id)
        known = count_known(connection, kind, new=kind.table, new_batch=batch_id, span=self.collected.span)
        warnings = _kept([*self.notices, *written.notices(), ("already_known", known, "")])
        self._complete_batch(connection, batch_id, written.row_count, warnings)
        write_audit(
            connection,
            who=upload.loaded_by,
            at=upload.loaded_at,
            what="batch.load",
            subject=str(batch_id),
            detail=upload.file_name,
        )
        bump_facts(connection)
        return batch_id

    def _followed(self, statements: Iterable[Statement], written: "_Written") -> Iterator[Statement]:
        """The statements; when one has been run the share is told, in the thread of whoever runs them."""
        for statement in statements:
            yield statement
            if self._progress is not None:
                self._progress(written.row_count / self.collected.row_count)

    def _reject_repeats(self, data_rows: Integers) -> None:
        if not len(data_rows):
            return
        if self._repeats is None:
            raise StoreError("rows_not_unique", kind=self.upload.kind)
        self.rejects.add(self._repeats(data_rows))

    def _insert_batch(self, connection: Connection) -> int:
        """The upload, its counts still to come: rows carry its number."""
        upload, span = self.upload, self.collected.span
        result = connection.execute(
            insert(batch_table).values(
                kind=upload.kind,
                file_name=upload.file_name,
                sha256=upload.sha256,
                encoding=upload.encoding,
                delimiter=upload.delimiter,
                rows_in=0,
                rows_loaded=0,
                rows_rejected=0,
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

    def _complete_batch(self, connection: Connection, batch_id: int, loaded: int, warnings: tuple[Notice, ...]) -> None:
        rejected = self.rejects.count
        counts = {"rows_in": loaded + rejected, "rows_loaded": loaded, "rows_rejected": rejected}
        connection.execute(update(batch_table).where(batch_table.c.id == batch_id).values(**counts, warnings=warnings))


class Preview:
    """Takes the rows of one file as `Load` does, to say what loading it would warn about; writes nothing."""

    def __init__(self, kind: str, read: Open) -> None:
        self.kind = kind
        self.collected = Collected(KINDS[kind], read)
        self.warnings: tuple[Notice, ...] = ()  # known after the with-block

    def add(self, rows: pa.Table) -> None:
        """Good rows, with the columns of `launchops.ingest.parsed.ROW_SCHEMAS`."""
        self.collected.add(rows)

    def close(self) -> None:
        """Let go of what was put aside."""
        self.collected.close()

    def compare(self, connection: Connection) -> None:
        """Work out the warnings; called once, by the store, on a connection that may use temporary tables."""
        kind = self.collected.kind
        staged = Table(
            f"staged_{kind.table.name}",
            type(kind.table.metadata)(),
            *(column._copy(primary_key=False) for column in kind.table.c if column.name != "batch_id"),
            prefixes=["TEMPORARY"],
        )
        staged.create(connection)
        written = _Written(connection, self.collected, preview=True)
        for rows in written.slices():
            insert_rows(connection, staged, rows, {})
        known = count_known(connection, kind, new=staged, new_batch=None, span=self.collected.span)
        self.warnings = _kept([*written.notices(), ("already_known", known, "")])


class _Written:
    """The rows of a file as they are written, slice by slice, and what is told of them on the way."""

    def __init__(self, connection: Connection, collected: Collected, *, preview: bool = False) -> None:
        collected.end()
        self.row_count = 0
        self._collected = collected
        self._numbers = {} if preview else collected.settle(connection)
        self._repeated: list[Integers] = [np.empty(0, dtype=np.int64)]
        self._notices: UserNotices | None = None
        if collected.kind.has_users and collected.row_count:
            keys = collected.user_keys()
            if not preview:
                keys = self._numbers["user_key"].apply(keys)
            self._notices = UserNotices(connection, collected.kind.table.name, keys, read_settings(connection))

    def slices(self) -> Iterator[pa.Table]:
        """Rows as the table wants them."""
        for given in self._collected.slices():
            rows = self._renumbered(given)
            if self._collected.kind.table.name == "events":
                rows, repeated = told_apart(rows)
                self._repeated.append(repeated)
            if self._notices is not None:
                self._notices.look_at(rows)
            self.row_count += rows.num_rows
            yield rows

    def _renumbered(self, rows: pa.Table) -> pa.Table:
        for key, renumbering in self._numbers.items():
            if not renumbering.changes_nothing:
                numbers = pa.array(renumbering.apply(rows[key].to_numpy()))
                rows = rows.set_column(rows.schema.get_field_index(key), key, numbers)
        return rows

    def repeated(self) -> Integers:
        """Data rows of events that repeat an earlier one, in order."""
        return np.sort(np.concatenate(self._repeated))

    def notices(self) -> list[Notice]:
        """Warnings about the users of the rows."""
        return [] if self._notices is None else self._notices.found()


def _kept(notices: list[Notice]) -> tuple[Notice, ...]:
    return tuple(notice for notice in notices if notice[1])
