"""A throw-away copy of a store, to try something on it."""

import contextlib
import sqlite3
from pathlib import Path
from urllib.parse import quote

from launchops.errors import StoreError
from launchops.store.engine import address_of, store_errors
from launchops.store.store import Store


def copy_store(store: Store, target: Path) -> Store:
    """The store as it is at this moment, copied to the file `target` by the backup API and opened there.

    Nobody is kept from reading or writing meanwhile. StoreError store_on_server for a store on a database
    server, which cannot be copied from here; store_full and the like.
    """
    file = store.address.file
    if file is None:
        raise StoreError("store_on_server", url=store.address.shown)
    with (
        store_errors(store.address.shown),
        contextlib.closing(sqlite3.connect(f"file:{quote(str(file))}?mode=ro", uri=True)) as source,
        contextlib.closing(sqlite3.connect(target)) as copy,
    ):
        source.backup(copy)
    url = f"sqlite:///{target}"
    return Store(url, address_of(url))
