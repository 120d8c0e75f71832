"""Making a store and opening one."""

import contextlib
import os
import tempfile
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect

from launchops.errors import StoreError
from launchops.store.engine import (
    Address,
    address_of,
    read_engine,
    reading,
    store_errors,
    write_engine,
    writing,
)
from launchops.store.lock import WriteLock
from launchops.store.migrate import copy_aside, needs_upgrade, schema_of, upgrade
from launchops.store.records import LaunchSettings
from launchops.store.settings import check_settings, insert_settings
from launchops.store.store import Store


def create_store(url: str, settings: LaunchSettings, *, at: datetime, who: str = "") -> Store:
    """A new store holding `settings` and nothing else.

    It appears whole or not at all. StoreError store_exists where there is something already,
    store_unreachable where nothing can be written; RecordError for settings that cannot be (name, time zone,
    week start).
    """
    address = address_of(url)
    check_settings(settings)
    if address.file is None:
        _create_on_server(address, settings, at=at, who=who)
    else:
        _create_file(address, address.file, settings, at=at, who=who)
    return open_store(url)


def open_store(url: str) -> Store:
    """An existing store; one with an older schema is copied aside and upgraded.

    StoreError store_missing, store_not_ours, store_newer (nothing is changed), store_unreachable or
    store_damaged.
    """
    address = address_of(url)
    if address.file is not None and not address.file.is_file():
        raise StoreError("store_missing", url=address.shown)
    if needs_upgrade(_schema_at(address), shown=address.shown):
        _upgrade(address)
    return Store(url, address)


def _schema_at(address: Address) -> str | None:
    engine = read_engine(address)
    try:
        with reading(engine, address.shown) as connection:
            return schema_of(connection)
    finally:
        engine.dispose()


def _upgrade(address: Address) -> None:
    """Copy and upgrade inside one lock, looking again first: another process may have done it meanwhile."""
    with writing(write_engine(address), WriteLock(address.file), address.shown) as connection:
        found = schema_of(connection)
        if found is not None and needs_upgrade(found, shown=address.shown):
            copy_aside(address, found)
            upgrade(connection)


def _fill(connection: Connection, settings: LaunchSettings, *, at: datetime, who: str) -> None:
    upgrade(connection)
    insert_settings(connection, settings, who=who, at=at)


def _create_on_server(address: Address, settings: LaunchSettings, *, at: datetime, who: str) -> None:
    engine: Engine = write_engine(address)
    with writing(engine, WriteLock(None), address.shown) as connection:
        if inspect(connection).get_table_names():
            raise StoreError("store_exists", url=address.shown)
        _fill(connection, settings, at=at, who=who)


def _create_file(address: Address, file: Path, settings: LaunchSettings, *, at: datetime, who: str) -> None:
    """Made under another name, then linked into place, which fails where a file has appeared meanwhile."""
    if file.exists():
        raise StoreError("store_exists", url=address.shown)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", suffix=".new", dir=file.parent)
        os.close(handle)
    except OSError as error:
        raise StoreError("store_unreachable", url=address.shown, reason=error.strerror or str(error)) from None
    made = Path(name)
    try:
        with writing(
            write_engine(Address(address.url, address.shown, made)), WriteLock(None), address.shown
        ) as connection:
            _fill(connection, settings, at=at, who=who)
        with store_errors(address.shown):
            os.link(made, file)
    except FileExistsError:
        raise StoreError("store_exists", url=address.shown) from None
    finally:
        for leftover in file.parent.glob(f"{made.name}*"):
            with contextlib.suppress(FileNotFoundError):
                leftover.unlink()
