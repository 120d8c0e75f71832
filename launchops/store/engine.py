"""Connections to the store: a read-only engine, an engine for writing, and driver errors in our own words."""

import contextlib
import errno
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import URL, Connection, Engine, NullPool, QueuePool, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from launchops.errors import StoreError
from launchops.store.lock import WAIT_SECONDS, WriteLock, needs_lock

WAL_LIMIT_BYTES = 64 * 1024 * 1024  # a longer write-ahead log is cut back to this after a checkpoint
IO_ERROR = "disk i/o error"  # what SQLite says of many faults, also of a disk on which nothing can be made any more
LEAST_FREE_BYTES = 256 * 1024
REASONS = (  # part of a driver's error text, our code
    ("database is locked", "store_busy"),
    ("database table is locked", "store_busy"),
    ("disk is full", "store_full"),
    ("disk full", "store_full"),
    ("no space left", "store_full"),
    ("not a database", "store_not_ours"),
    ("malformed", "store_damaged"),
    ("readonly database", "store_read_only"),
    ("read-only", "store_read_only"),
)


@dataclass(frozen=True)
class Address:
    """Where a store is. `file` is None for a database server; `shown` is the address without its password."""

    url: URL
    shown: str
    file: Path | None


def address_of(url: str) -> Address:
    """The parts of a store's URL; StoreError store_unreachable where it is no URL of a database."""
    try:
        parts = make_url(url)
        parts.get_dialect()
    except (ArgumentError, NoSuchModuleError, ImportError) as error:
        raise StoreError("store_unreachable", url=url, reason=str(error)) from None
    shown = parts.render_as_string(hide_password=True)
    if not parts.drivername.startswith("sqlite"):
        return Address(parts, shown, None)
    if not parts.database or parts.database == ":memory:":
        raise StoreError("store_unreachable", url=shown, reason="a store needs a file")
    return Address(parts, shown, Path(parts.database))


def read_engine(address: Address) -> Engine:
    """Connections that cannot change the store; each transaction sees one state of it."""
    if address.file is None:
        return create_engine(
            address.url,
            pool_pre_ping=True,
            isolation_level="REPEATABLE READ",
            execution_options={"postgresql_readonly": True},
        )
    return _sqlite_engine(address.file, mode="ro", pragmas=("query_only = ON",), begin="BEGIN", pooled=True)


def preview_engine(address: Address) -> Engine:
    """Connections that cannot change the store but may use temporary tables."""
    if address.file is None:
        return create_engine(address.url, poolclass=NullPool)
    return _sqlite_engine(address.file, mode="ro", pragmas=(), begin="BEGIN", pooled=False)


def write_engine(address: Address, *, foreign_keys: bool = True) -> Engine:
    """Connections for one writer at a time, opened and closed inside the write lock.

    `foreign_keys`: whether SQLite looks up what every row refers to; a load of millions of rows of one upload
    need not.
    """
    if address.file is None:
        return create_engine(address.url, poolclass=NullPool)
    pragmas = [
        f"foreign_keys = {'ON' if foreign_keys else 'OFF'}",
        "journal_mode = WAL",
        "synchronous = FULL",
        f"journal_size_limit = {WAL_LIMIT_BYTES}",
        "cache_size = -16384",  # rows come in order; more only takes memory
    ]
    if needs_lock():
        pragmas.append("wal_autocheckpoint = 0")
    return _sqlite_engine(address.file, mode="rw", pragmas=tuple(pragmas), begin="BEGIN IMMEDIATE", pooled=False)


def _sqlite_engine(file: Path, *, mode: str, pragmas: tuple[str, ...], begin: str, pooled: bool) -> Engine:
    def connect() -> sqlite3.Connection:
        connection = sqlite3.connect(
            f"file:{quote(str(file))}?mode={mode}",
            uri=True,
            timeout=WAIT_SECONDS,
            isolation_level=None,  # we say BEGIN ourselves
            check_same_thread=False,  # the pool lends a connection to one thread at a time
        )
        for pragma in ("foreign_keys = ON", *pragmas):
            connection.execute(f"PRAGMA {pragma}")
        return connection

    options: dict[str, Any] = {"pool_size": 4, "max_overflow": 28} if pooled else {}
    engine = create_engine("sqlite://", creator=connect, poolclass=QueuePool if pooled else NullPool, **options)

    @event.listens_for(engine, "begin")
    def say_begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)

    return engine


@contextmanager
def store_errors(shown: str) -> Iterator[None]:
    """Turn what a driver raises into StoreError, once, here; a disk without room for files put aside as well."""
    try:
        yield
    except PoolTimeout:
        raise StoreError("store_busy", seconds=WAIT_SECONDS) from None
    except (DBAPIError, sqlite3.Error) as error:
        reason = str(error.orig if isinstance(error, DBAPIError) else error)
        code = next((code for part, code in REASONS if part in reason.lower()), "store_unreachable")
        if IO_ERROR in reason.lower() and _is_disk_full(shown):
            code = "store_full"
        raise StoreError(code, url=shown, reason=reason, seconds=WAIT_SECONDS) from error
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EDQUOT):
            raise
        raise StoreError("store_full", url=shown, reason=str(error)) from error


def _is_disk_full(shown: str) -> bool:
    """Whether the disk of a store has no room even for the small files SQLite reads with."""
    file = address_of(shown).file
    try:
        return file is not None and shutil.disk_usage(file.parent).free < LEAST_FREE_BYTES
    except OSError:
        return False


@contextmanager
def reading(engine: Engine, shown: str) -> Iterator[Connection]:
    """A connection on one state of the store."""
    with store_errors(shown), engine.connect() as connection, connection.begin():
        yield connection


@contextmanager
def writing(engine: Engine, lock: WriteLock, shown: str) -> Iterator[Connection]:
    """A write transaction: all of it is kept, or nothing."""
    with store_errors(shown), lock.held(), engine.connect() as connection:
        with connection.begin():
            yield connection
        if engine.dialect.name == "sqlite" and needs_lock():  # SQLite only: see launchops.store.lock
            # On a full disk this fails, yet all is kept: what is committed stays in the log until there is room.
            with contextlib.suppress(sqlite3.Error):
                connection.connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
