"""The system of record: `create_store` and `open_store` give a `Store`; record types stand in `records`.

Nothing is imported here at once, so that `launchops.store.records` costs no database library.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from launchops.store.opening import create_store, open_store
    from launchops.store.store import Store

__all__ = ["Store", "create_store", "open_store"]


HOMES = {
    "create_store": "launchops.store.opening",
    "open_store": "launchops.store.opening",
    "Store": "launchops.store.store",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(name)
    return getattr(importlib.import_module(HOMES[name]), name)
