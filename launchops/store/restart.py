"""Leaving the sample: the store is copied aside, then emptied, at the same address."""

import contextlib
import itertools
import sqlite3
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, delete, update

from launchops.errors import StoreError
from launchops.store.audit import write_audit
from launchops.store.counters import bump_facts, bump_records
from launchops.store.engine import store_errors
from launchops.store.records import LaunchSettings
from launchops.store.settings import NAMES, check_settings
from launchops.store.store import Store
from launchops.store.tables import METADATA, launch_table


def copy_sample_aside(store: Store) -> Path:
    """A copy of the store beside it, ``sample-<n>.db`` with the first free number, made by the backup API.

    StoreError sample_on_server for a store on a database server, which cannot be copied from here.
    """
    file = store.address.file
    if file is None:
        raise StoreError("sample_on_server", url=store.address.shown)
    names = (file.with_name(f"sample-{number}.db") for number in itertools.count(1))
    copy = next(name for name in names if not name.exists())
    with (
        store_errors(store.address.shown),
        contextlib.closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as source,
        contextlib.closing(sqlite3.connect(copy)) as target,
    ):
        source.backup(target)
    return copy


def start_over(store: Store, settings: LaunchSettings, *, who: str, at: datetime) -> None:
    """Remove every upload and record and begin with `settings`, in one transaction; the audit keeps going.

    RecordError for settings that cannot be (name, time zone, week start); nothing is changed then.
    """
    check_settings(settings)
    kept = {launch_table.name, "audit"}
    with store.write() as connection:
        for table in reversed(METADATA.sorted_tables):
            if table.name not in kept:
                connection.execute(delete(table))
        _replace_settings(connection, settings, who=who, at=at)
        write_audit(connection, who=who, at=at, what="launch.start_over", subject=settings.name, detail="")
        bump_facts(connection)
        bump_records(connection)


def _replace_settings(connection: Connection, settings: LaunchSettings, *, who: str, at: datetime) -> None:
    values = {name: getattr(settings, name) for name in NAMES if name != "version"}
    version = launch_table.c.version + 1
    connection.execute(update(launch_table).values(**values, version=version, changed_by=who, changed_at=at))
