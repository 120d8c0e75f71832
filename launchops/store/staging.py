"""A store that is filled before it appears: whole, or not at all."""

import contextlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from launchops.errors import StoreError
from launchops.store.engine import address_of, store_errors
from launchops.store.opening import create_store
from launchops.store.records import LaunchSettings
from launchops.store.store import Store


@contextmanager
def staged_store(url: str, settings: LaunchSettings, *, at: datetime, who: str = "") -> Iterator[Store]:
    """A new store under another name in the same folder; put at `url` when the block ends well.

    On a database server the store is made at `url` itself. Raises StoreError store_exists where something is
    there already, before or after the block; nothing is changed then.
    """
    address = address_of(url)
    if address.file is None:
        yield create_store(url, settings, at=at, who=who)
        return
    if address.file.exists():
        raise StoreError("store_exists", url=address.shown)
    made = address.file.with_name(f".{address.file.stem}.{os.getpid()}.making.db")
    _remove(made)
    store = create_store(f"sqlite:///{made}", settings, at=at, who=who)
    try:
        yield store
        _publish(store, made, address.file)
    except FileExistsError:
        raise StoreError("store_exists", url=address.shown) from None
    finally:
        store.close()
        _remove(made)


def _publish(store: Store, made: Path, file: Path) -> None:
    """Fold the write-ahead log into the file (its last connection does), then link it into place."""
    store.close()
    with store.write():
        pass
    store.close()
    if made.with_name(f"{made.name}-wal").exists():
        raise StoreError("store_busy", seconds=0)
    with store_errors(str(file)):
        os.link(made, file)


def _remove(made: Path) -> None:
    for leftover in made.parent.glob(f"{made.name}*"):
        with contextlib.suppress(FileNotFoundError):
            leftover.unlink()
