"""The store of one launch: everything that is kept, grouped by noun."""

import contextlib
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, select

from launchops.errors import UnknownName
from launchops.store import batches, records, settings
from launchops.store.audit import read_audit
from launchops.store.counters import versions
from launchops.store.engine import Address, preview_engine, read_engine, reading, store_errors, write_engine, writing
from launchops.store.forecasts import Forecasts
from launchops.store.headers import read_headers, remember_headers
from launchops.store.history import StatusHistory
from launchops.store.load import Load, Preview, Progress, Repeats, Upload
from launchops.store.lock import WriteLock
from launchops.store.participants import uploaded_participants
from launchops.store.readings import last_undone_reading
from launchops.store.record_table import RecordTable
from launchops.store.records import AuditEntry, Batch, LaunchSettings, RejectRow
from launchops.store.reject_rows import each_reject, read_rejects
from launchops.store.tables import METADATA, event_name_table
from launchops.store.trigger_log import TriggerLog

R = TypeVar("R")


class Store:
    """The system of record of one launch. Every call is a transaction of its own.

    `goals`, `milestones`, `check_ins`, `risks`, `capacity_plans`, `floor_checks`, `tasks`, `target_users`,
    `channels`, `activities`, `seed_users`, `contacts`, `meetings`, `decisions` and `actions` are `RecordTable`s;
    `status_changes` is the status history, `forecasts` the last forecast of each goal, `trigger_log` what the
    triggers of risks did. Any call may raise StoreError (busy, full, damaged, unreachable).
    """

    def __init__(self, url: str, address: Address) -> None:
        self.url = url
        self.address = address
        self._reader = read_engine(address)
        self._writer = write_engine(address)
        self._loader = write_engine(address, foreign_keys=False)
        self._lock = WriteLock(address.file)
        self.goals = self._records(records.Goal, "goals")
        self.milestones = self._records(records.Milestone, "milestones")
        self.check_ins = self._records(records.CheckIn, "check_ins")
        self.risks = self._records(records.Risk, "risks")
        self.capacity_plans = self._records(records.CapacityPlan, "capacity_plans")
        self.floor_checks = self._records(records.FloorCheck, "floor_checks")
        self.tasks = self._records(records.Task, "tasks")
        self.target_users = self._records(records.TargetUser, "target_users")
        self.channels = self._records(records.Channel, "channels")
        self.activities = self._records(records.Activity, "activities")
        self.seed_users = self._records(records.SeedUser, "seed_users", keeps_values=False)
        self.contacts = self._records(records.Contact, "contacts", keeps_values=False)
        self.meetings = self._records(records.Meeting, "meetings")
        self.decisions = self._records(records.Decision, "decisions")
        self.actions = self._records(records.Action, "actions")
        self.status_changes = StatusHistory(read=self.read, write=self.write)
        self.forecasts = Forecasts(read=self.read, write=self.write)
        self.trigger_log = TriggerLog(read=self.read, write=self.write)

    def _records(self, record_type: type[R], table: str, *, keeps_values: bool = True) -> RecordTable[R]:
        found = METADATA.tables[table]
        return RecordTable(record_type, found, read=self.read, write=self.write, keeps_values=keeps_values)

    def record_table(self, name: str) -> RecordTable[Any]:
        """The records of a table by its name, e.g. ``goals``; UnknownName record_table_unknown."""
        found = getattr(self, name, None)
        if not isinstance(found, RecordTable):
            raise UnknownName("record_table_unknown", name=name)
        return found

    def read(self) -> AbstractContextManager[Connection]:
        """A read-only transaction on one state of the store."""
        return reading(self._reader, self.address.shown)

    def write(self) -> AbstractContextManager[Connection]:
        """A write transaction: all of it is kept, or nothing. Writers wait for each other; never nest two."""
        return writing(self._writer, self._lock, self.address.shown)

    def close(self) -> None:
        """Let go of all connections; the store may be used again afterwards."""
        self._reader.dispose()
        self._writer.dispose()
        self._loader.dispose()

    def versions(self) -> tuple[int, int]:
        """(facts_version, records_version); see `launchops.store.counters`."""
        with self.read() as connection:
            return versions(connection)

    # --- settings ---

    def settings(self) -> LaunchSettings:
        """The launch itself."""
        with self.read() as connection:
            return settings.read_settings(connection)

    def save_settings(self, changed: LaunchSettings, *, who: str, at: datetime) -> LaunchSettings:
        """The settings as saved. RecordError as `settings.save_settings`."""
        with self.write() as connection:
            return settings.save_settings(connection, changed, who=who, at=at)

    # --- uploads ---

    @contextmanager
    def load(
        self,
        *,
        kind: str,
        file_name: str,
        sha256: str,
        encoding: str,
        loaded_by: str,
        loaded_at: datetime,
        header: tuple[str, ...] = (),
        delimiter: str = ",",
        repeats: Repeats | None = None,
        written: Progress | None = None,
    ) -> Iterator[Load]:
        """Collect a file's rows inside the block; at its end all is written, or nothing if the block failed.

        The same file twice is recognised (`outcome.status` already_loaded); an undone upload of it is redone.
        Events that repeat an earlier one of the file are left out and become the rejects that `repeats` gives for
        their data rows. StoreError rows_not_unique where two rows of the file have the same identity otherwise.
        `written` follows the writing: the share of the rows, 0 to 1.
        """
        upload = Upload(kind, file_name, sha256, encoding, loaded_by, loaded_at, header, delimiter)
        with store_errors(self.address.shown), contextlib.closing(Load(upload, self.read, repeats, written)) as load:
            yield load
            with writing(self._loader, self._lock, self.address.shown) as connection:
                load.write(connection)

    @contextmanager
    def preview(self, *, kind: str) -> Iterator[Preview]:
        """Collect a file's rows inside the block; at its end `warnings` says what loading it would."""
        with store_errors(self.address.shown), contextlib.closing(Preview(kind, self.read)) as preview:
            yield preview
            with reading(preview_engine(self.address), self.address.shown) as connection:
                preview.compare(connection)

    def find_batch(self, *, kind: str, sha256: str) -> Batch | None:
        """The upload of the same file as the same kind, loaded or undone."""
        with self.read() as connection:
            return batches.find_batch(connection, kind=kind, sha256=sha256)

    def already_loaded(self, *, kind: str, sha256: str) -> Batch | None:
        """The upload of the same file as the same kind, if it is loaded now."""
        batch = self.find_batch(kind=kind, sha256=sha256)
        return batch if batch is not None and batch.status == "loaded" else None

    def batches(self) -> list[Batch]:
        """Every upload, newest first."""
        with self.read() as connection:
            return batches.list_batches(connection)

    def batch(self, batch_id: int) -> Batch:
        """One upload; UnknownName batch_unknown."""
        with self.read() as connection:
            return batches.get_batch(connection, batch_id)

    def last_loaded(self) -> dict[str, Batch]:
        """The newest loaded upload of each kind; a kind without one is missing."""
        with self.read() as connection:
            return batches.last_loaded(connection)

    def undo(self, batch_id: int, *, who: str, at: datetime) -> Batch:
        """Take an upload out of all figures; its rows are kept. UnknownName batch_unknown."""
        with self.write() as connection:
            return batches.set_status(connection, batch_id, "undone", who=who, at=at)

    def redo(self, batch_id: int, *, who: str, at: datetime) -> Batch:
        """Bring an undone upload back, at its old place in the order. UnknownName batch_unknown."""
        with self.write() as connection:
            return batches.set_status(connection, batch_id, "loaded", who=who, at=at)

    def rejects(self, batch_id: int, *, at_most: int | None = None) -> list[RejectRow]:
        """The (first) rejected records of an upload, in the order of the file; UnknownName batch_unknown."""
        with self.read() as connection:
            return read_rejects(connection, batch_id, at_most=at_most)

    def each_reject(self, batch_id: int) -> Iterator[RejectRow]:
        """As `rejects`, one after the other: however many there are, few are held at a time."""
        with self.read() as connection:
            yield from each_reject(connection, batch_id)

    def event_names(self) -> tuple[str, ...]:
        """Names of events seen in any upload, in order."""
        with self.read() as connection:
            return tuple(
                connection.execute(select(event_name_table.c.name).order_by(event_name_table.c.name)).scalars()
            )

    def uploaded_participants(self) -> dict[str, int]:
        """Activity -> distinct users that loaded uploads name with it, in any arm, known or not."""
        with self.read() as connection:
            return uploaded_participants(connection)

    def last_undone_reading(self, name: str, *, before_day: int) -> tuple[int, float] | None:
        """(day, value) of the latest reading of that name in undone uploads; None where there is none."""
        with self.read() as connection:
            return last_undone_reading(connection, name, before_day=before_day)

    def headers(self, kind: str) -> dict[str, str]:
        """Header as written -> our column, as chosen in earlier uploads of the kind."""
        with self.read() as connection:
            return read_headers(connection, kind)

    def remember_headers(self, kind: str, mapping: Mapping[str, str]) -> None:
        """Keep what headers stand for; what was chosen before for the same header is replaced."""
        with self.write() as connection:
            remember_headers(connection, kind, mapping)

    # --- history ---

    def audit(self, *, limit: int = 200, table: str = "", subject: str = "") -> list[AuditEntry]:
        """The last lines of the audit, newest first; with `table` and `subject` (a number) those of one record."""
        with self.read() as connection:
            return read_audit(connection, limit=limit, table=table, subject=subject)
